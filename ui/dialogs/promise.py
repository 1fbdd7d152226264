"""The three things that can be promised to a source about its name, each with what it means."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QWidget

from annotator.vocabulary import Level
from ui.levels import ICON, level_icon
from ui.panels.shapes import quiet_label
from ui.theme import Look


class PromiseChoice(QWidget):
    """A row a level: its button, its mark, and one line of what it means; `changed` tells."""

    changed = Signal()

    def __init__(self, look: Look, level: Level) -> None:
        super().__init__()
        self._look = look
        self._buttons: dict[Level, QRadioButton] = {}
        self._marks: dict[Level, QLabel] = {}
        group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        for row, (each, words, meaning) in enumerate(self._told()):
            button = QRadioButton(words)
            button.setObjectName(f"level_{each}")
            button.setAccessibleDescription(meaning)
            button.setChecked(each is level)
            group.addButton(button)
            button.toggled.connect(self._tell)
            label = quiet_label(meaning)
            label.setContentsMargins(0, 2, 0, 0)
            self._buttons[each], self._marks[each] = button, QLabel()
            grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._marks[each], row, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, row, 2)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def level(self) -> Level:
        """Return what is chosen."""
        return next(level for level, button in self._buttons.items() if button.isChecked())

    def _told(self) -> tuple[tuple[Level, str, str], ...]:
        return (
            (Level.PUBLIC, self.tr("Public"), self.tr("It may be named, in every report.")),
            (
                Level.BACKGROUND,
                self.tr("On background"),
                self.tr("What it says is told, and what it is; its name stays in the newsroom."),
            ),
            (
                Level.CONFIDENTIAL,
                self.tr("Confidential"),
                self.tr("Nobody but those who open this window learns who it is."),
            ),
        )

    def _tell(self, is_on: bool) -> None:
        if is_on:
            self.changed.emit()

    def _dress(self) -> None:
        for level, mark in self._marks.items():
            mark.setFixedSize(ICON, ICON + 4)
            mark.setAlignment(Qt.AlignmentFlag.AlignBottom)
            mark.setPixmap(level_icon(level, self._look.theme).pixmap(ICON, ICON))
