"""The line in which a source gets its side, with the swatches of those that the project has."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from annotator.errors import AnnotatorError
from annotator.model import UNKNOWN_SIDE
from annotator.sides import spelled
from ui.models.wording import plain_tip, side_told
from ui.panels.names import NameField
from ui.theme import Look
from ui.workspace import Workspace


class SideField(NameField):
    """A side in the words of the project; `keep` gets it as the project spells it."""

    def __init__(
        self, keep: Callable[[str], bool], workspace: Workspace, look: Look, parent: QWidget
    ) -> None:
        super().__init__(self._keep_meant, self._sides, "{name}", parent, self._picture)
        self._keep_side = keep
        self._workspace = workspace
        self._look = look
        self._swatch = QAction(self)
        self.addAction(self._swatch, QLineEdit.ActionPosition.LeadingPosition)
        self.textChanged.connect(self._draw)
        workspace.known_sides.changed.connect(self._draw)
        look.changed.connect(self._draw)
        self._draw()

    def _sides(self) -> list[str]:
        known = [side.name for side in self._workspace.sides()]
        return [*known, side_told(UNKNOWN_SIDE)]

    def _picture(self, name: str) -> QIcon:
        side = UNKNOWN_SIDE if name == side_told(UNKNOWN_SIDE) else name
        return self._workspace.known_sides.icon(side, self._look.theme)

    def _draw(self) -> None:
        self._swatch.setIcon(self._picture(self.text().strip()))

    def _keep_meant(self, name: str) -> bool:
        """Keep the side that is meant; the word for an unknown one is that of the window."""
        if name.casefold() == side_told(UNKNOWN_SIDE).casefold():
            name = UNKNOWN_SIDE
        try:
            side = spelled(name, (known.name for known in self._workspace.sides()))
        except AnnotatorError as error:
            self._workspace.failed.emit(error)
            return False
        return self._keep_side(side)


class SideLine(QWidget):
    """The field, and beside it a button to all sides of the project."""

    sides_wanted = Signal()

    def __init__(self, field: SideField, parent: QWidget) -> None:
        super().__init__(parent)
        button = QToolButton()
        button.setText("…")
        spoken = self.tr("Sides of the project")
        button.setAccessibleName(spoken)
        button.setToolTip(plain_tip(spoken))
        button.clicked.connect(self.sides_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(field, 1)
        row.addWidget(button)
        self.setFocusProxy(field)
