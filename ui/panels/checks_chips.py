"""The chips above the findings: open or waived ones, and how grave, each with its count."""

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from annotator.checks.finding import Finding
from annotator.vocabulary import Severity
from ui.panels.flow import FlowLayout
from ui.panels.shapes import chip, name_chip

_STATES: dict[str, Callable[[Finding], bool]] = {
    "all": lambda _: True,
    "open": lambda finding: finding.is_open,
    "waived": lambda finding: not finding.is_open,
}
_SEVERITIES = {"errors": Severity.ERROR, "warnings": Severity.WARNING, "notes": Severity.INFO}


class CheckChips(QWidget):
    """One of all, open and waived, and as many severities as one likes; without any, all."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        flow = FlowLayout(self)
        states = QButtonGroup(self)
        self._states = {name: self._chip() for name in _STATES}
        self._severities = {name: self._chip() for name in _SEVERITIES}
        for button in self._states.values():
            states.addButton(button)
        for button in self.buttons:
            flow.addWidget(button)
        self._states["all"].setChecked(True)

    @property
    def buttons(self) -> list[QToolButton]:
        """Return all chips in their order."""
        return [*self._states.values(), *self._severities.values()]

    def passing(self, found: Sequence[Finding]) -> list[Finding]:
        """Return the findings that are asked for, and tell how many each chip would show."""
        state = next(name for name, button in self._states.items() if button.isChecked())
        asked = {_SEVERITIES[name] for name, b in self._severities.items() if b.isChecked()}
        for name, button in self._states.items():
            self._tell(button, name, sum(map(_STATES[name], found)))
        here = [finding for finding in found if _STATES[state](finding)]
        graves = Counter(finding.severity for finding in here)
        for name, button in self._severities.items():
            self._tell(button, name, graves[_SEVERITIES[name]])
        return [finding for finding in here if not asked or finding.severity in asked]

    def let_go(self) -> None:
        """Ask for all; nothing is told."""
        self._states["all"].setChecked(True)
        for button in self._severities.values():
            button.setChecked(False)

    def _chip(self) -> QToolButton:
        button = chip("", "", self)
        button.setCheckable(True)
        button.clicked.connect(self.changed)
        return button

    def _tell(self, button: QToolButton, name: str, count: int) -> None:
        words = _tr(name)
        spoken = self.tr("{what}: {n} findings").format(what=words, n=count)
        name_chip(button, f"{words} {count}", spoken)


def _tr(words: str) -> str:
    return QCoreApplication.translate("CheckChips", words)
