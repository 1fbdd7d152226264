"""The page without its marks, for as long as a key is held."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent

from ui.reading.view import ArticleView

_LEAVING = {
    QEvent.Type.FocusOut,
    QEvent.Type.WindowDeactivate,
    QEvent.Type.ApplicationStateChange,
}
"""After these the key may be let go where nobody hears of it."""


class BareWords(QObject):
    """Hides the marks from a key press to its release, whatever had the key."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view

    def begin(self) -> None:
        """Hide the marks until a key is let go."""
        application = QCoreApplication.instance()
        if application and self._view.shows_marks:
            self._view.show_marks(are_shown=False)
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the marks again once the key is let go, or may be without our knowing."""
        if event.type() in _LEAVING or _lets_go(event):
            self._view.show_marks(are_shown=True)
            application = QCoreApplication.instance()
            if application:
                application.removeEventFilter(self)
        return super().eventFilter(watched, event)


def _lets_go(event: QEvent) -> bool:
    is_release = event.type() is QEvent.Type.KeyRelease
    return is_release and isinstance(event, QKeyEvent) and not event.isAutoRepeat()
