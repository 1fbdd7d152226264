"""The commands about versions: which article is the earlier one, and what changed since."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog

from annotator.model import Article, Span
from ui.models.wording import shortened
from ui.versions import Compared

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class Renewing(QObject):
    """Asks for an earlier version, and shows what is to be looked at in the newer one."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._versions = window.workspace.versions
        self._versions.compared.connect(self.show)

    def can_compare(self) -> bool:
        """Return whether the article on the desk has an earlier version."""
        desk = self._window.workspace.desk
        return desk is not None and self._versions.earlier_of(desk.article.id) is not None

    def can_name(self) -> bool:
        """Return whether the article on the desk could be a new version, and is none yet."""
        desk = self._window.workspace.desk
        if desk is None or self._versions.earlier_of(desk.article.id):
            return False
        return len(self._window.workspace.articles()) > 1

    def compare(self) -> None:
        """Compare the article on the desk with its earlier version."""
        desk = self._window.workspace.desk
        if desk:
            self._keep_fields()
            self._versions.compare(desk.article)

    def ask(self) -> QInputDialog | None:
        """Ask of which article the one on the desk is a new version."""
        desk = self._window.workspace.desk
        others = self._versions.possible_earlier(desk.article) if desk else []
        if desk is None or not others:
            return None
        self._keep_fields()
        article = desk.article
        names = {f"{one.number}  {shortened(one.title, 70)}": one for one in others}
        dialog = QInputDialog(self._window)
        dialog.setObjectName("earlierDialog")
        dialog.setWindowTitle(self.tr("A new version"))
        words = self.tr("“{title}” is a new version of")
        dialog.setLabelText(words.replace("{title}", shortened(article.title)))
        dialog.setOkButtonText(self.tr("Take its claims over"))
        dialog.setComboBoxItems(list(names))
        dialog.textValueSelected.connect(lambda name: self._renew(article, names[name]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def show(self, compared: Compared) -> None:
        """Show what changed."""
        from ui.dialogs.versions import VersionsDialog

        window, article_id = self._window, compared.renewal.now.article.id

        def selected() -> Span | None:
            desk = window.workspace.desk
            return window.view.span() if desk and desk.article.id == article_id else None

        parts = (window.workspace, window.look, window.keymap)
        dialog = VersionsDialog(*parts, compared, selected, window)
        dialog.place_wanted.connect(window.goals.go)
        dialog.show()

    def _renew(self, article: Article, earlier: Article) -> None:
        self._versions.renew(article, earlier.id)

    def _keep_fields(self) -> None:
        self._window.inspector.commit()
        self._window.sources.commit()
