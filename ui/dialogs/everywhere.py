"""Whether a name is taken out of history and backups, too, and what becomes of it otherwise."""

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.panels.shapes import quiet_label


class EverywhereChoice(QWidget):
    """A box to tick, and under it what comes of it as it is; proposed until a person chooses."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QCheckBox(self.tr("Take it out of the history and backups, too"))
        self.box.setObjectName("identityEverywhere")
        self.about = quiet_label()
        self.about.setObjectName("identityAboutEverywhere")
        self._is_chosen = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.box)
        column.addWidget(self.about)
        self.box.clicked.connect(self._choose)
        self.box.toggled.connect(self._tell)
        self._tell()

    def propose(self, *, is_on: bool) -> None:
        """Tick the box, or not, unless that was chosen already."""
        if not self._is_chosen:
            self.box.setChecked(is_on)

    def _choose(self) -> None:
        self._is_chosen = True

    def _tell(self) -> None:
        if self.box.isChecked():
            words = self.tr(
                "The project is closed for a moment and its backups are written anew. What an "
                "article itself says stays."
            )
        else:
            words = self.tr(
                "Without that, the name stays where it stands in notes, old steps of the history "
                "and backups. You can take it out at any time: open this again and tick it."
            )
        self.about.setText(words)
        self.box.setAccessibleDescription(words)
