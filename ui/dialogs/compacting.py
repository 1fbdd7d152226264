"""What of the history is given up: chosen, told, and given up while the dialog waits."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import AnnotatorError
from annotator.moments import days_ago
from annotator.store.reader import Reader
from ui.dialogs.shapes import WarningLabel, sentence_of
from ui.lookup import IsWanted
from ui.models.history import full_time
from ui.panels.shapes import plain_label, quiet_label
from ui.survey import Survey
from ui.window_size import open_at
from ui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.store.compacting import GivenUp

_AGES = (0, 30, 90, 365)
_USUAL = 90


class CompactDialog(QDialog):
    """How old the steps are that are given up, and what goes with them.

    `wanted` carries what a person gives up; the dialog stays until it is shut.
    """

    wanted = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compactDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Give up old history"))
        self._goes: GivenUp | None = None
        self._is_giving_up = False
        self._survey = Survey(workspace, self)
        self._survey.gave_way.connect(self._look)
        self.age = QComboBox()
        self.age.setObjectName("compactAge")
        self.age.setAccessibleName(self.tr("Which steps"))
        for days in _AGES:
            words = self.tr("older than {n} days").format(n=days)
            self.age.addItem(words if days else self.tr("all until now"), days)
        self.age.setCurrentIndex(_AGES.index(_USUAL))
        self.told = plain_label()
        self.told.setObjectName("compactTold")
        self.warning = WarningLabel()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.bar.hide()
        self._lay_out()
        self.age.currentIndexChanged.connect(self._look)
        self._look()

    def accept(self) -> None:
        """Give it up."""
        if self._goes and not self._is_giving_up:
            self._is_giving_up = True
            self._survey.cancel()
            for part in (self.age, self.go, self.cancel):
                part.setEnabled(False)
            self.bar.show()
            self.wanted.emit(self._goes)

    def reject(self) -> None:
        """Close without giving anything up; what has begun comes to its end."""
        if not self._is_giving_up:
            self._survey.cancel()
            super().reject()

    def shut(self) -> None:
        """Close after it was given up, or was not."""
        self._is_giving_up = False
        super().accept()

    def _lay_out(self) -> None:
        why = quiet_label(
            self.tr(
                "Every step is kept, so that it can be undone weeks later. Old steps can be given "
                "up: the project becomes smaller, and what was deleted then leaves it."
            )
        )
        line = QHBoxLayout()
        line.setSpacing(10)
        label = quiet_label(self.tr("Steps"), wraps=False)
        label.setBuddy(self.age)
        line.addWidget(label)
        line.addWidget(self.age)
        line.addStretch(1)
        box = QDialogButtonBox()
        self.go = box.addButton(self.tr("Give them up"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setObjectName("compactButton")
        self.cancel = box.addButton(QDialogButtonBox.StandardButton.Cancel)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(why)
        column.addLayout(line)
        for part in (self.told, self.bar, self.warning):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(box)
        # What cannot be taken back is no key's that was pressed for something else.
        self.go.setAutoDefault(False)
        self.cancel.setDefault(True)
        open_at(self, 520, 340)

    def _look(self) -> None:
        """Ask what would go, in the background."""
        self._goes = None
        self.go.setEnabled(False)
        self.told.setText("")
        self.warning.tell("")
        days = self.age.currentData()
        before = days_ago(days) if days else None
        self._survey.begin(partial(_what_goes, before), self._tell, self._fail)

    def _tell(self, found: "tuple[GivenUp | None]") -> None:
        (self._goes,) = found
        self.go.setEnabled(self._goes is not None)
        if self._goes is None:
            self.told.setText(self.tr("There is no such step."))
            return
        goes = self._goes
        one = self.tr("1 step, made at {time}, can be undone no more.")
        many = self.tr("{n} steps, the last made at {time}, can be undone no more.")
        words = (one if goes.steps == 1 else many).format(n=goes.steps, time=full_time(goes.until))
        lines = [words + " " + self.tr("Everything stays as it is now.")]
        if goes.texts:
            told = self.tr("Deleted articles that cannot come back: {n}.")
            lines.append(told.format(n=goes.texts))
        if goes.identities:
            told = self.tr("Deleted sources of whom it is forgotten who they are: {n}.")
            lines.append(told.format(n=goes.identities))
        lines.append(self.tr("A backup is made before, and still holds all of it."))
        self.told.setText("\n\n".join(lines))

    def _fail(self, error: AnnotatorError) -> None:
        self.warning.tell(sentence_of(error))


def _what_goes(
    before: str | None, reader: Reader, _is_wanted: IsWanted
) -> "tuple[GivenUp | None]":
    return (reader.what_goes(before),)
