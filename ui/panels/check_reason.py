"""What a finding's rule says of itself, who waived the finding, and what can be done about it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.checks.finding import Finding, Fix
from annotator.checks.registry import RULES
from annotator.rules import HouseRules
from ui.actions import Actions
from ui.models.checks import heading, reason
from ui.models.wording import plain_tip
from ui.panels.fitting import Fitting
from ui.panels.flow import FlowLayout
from ui.panels.shapes import plain_label, quiet_label
from ui.theme import NORMAL, sans

MOST = 170
"""How high the details are at most; longer ones are scrolled."""
FIXES = {
    Fix.NAME_SOURCE: "Name the source",
    Fix.NAME_TARGET: "Name the target",
    Fix.LINK_ANSWER: "Link the answer",
    Fix.LINK_SUPPORT: "Link its support",
    Fix.RECORD_RESPONSE: "Record the response",
    Fix.DESCRIBE_SOURCE: "Describe the source",
    Fix.COUNT_SOURCES: "Say how many they are",
    Fix.TAG: "Change the tag",
    Fix.VERIFY: "Record the result",
    Fix.ADD_EVIDENCE: "Add evidence",
    Fix.CONFIRM_FURNITURE: "Look and confirm",
    Fix.MOVE_BOUNDS: "Move the bounds",
    Fix.NONE: "Mended in the story itself",
}
"""What is done about a finding, as a button says it."""


class CheckReason(QFrame):
    """Title and reason of the current finding's rule, its buttons, and on demand its details."""

    page_wanted = Signal()

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("checkReason")
        self._actions = actions
        self._finding: Finding | None = None
        self._title = plain_label()
        self._title.setFont(sans(NORMAL, bold=True))
        self._reason = quiet_label()
        self._waived = plain_label()
        self.fix, self.waive = self._button(), self._button()
        self.fix.clicked.connect(lambda: actions.run("checks.fix"))
        self.waive.clicked.connect(lambda: actions.run("checks.waive"))
        self.about = self._button(self.tr("Details"))
        self.about.setCheckable(True)
        self.about.toggled.connect(lambda is_on: self._show_details(is_wanted=is_on))
        self._told = quiet_label()
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.details = Fitting(self._told, MOST)
        self.details.setAccessibleName(self.tr("Details of the check"))
        self.page = self._button(self.tr("All checks"))
        self.page.clicked.connect(self.page_wanted)
        self._lay_out()
        self._show_details(is_wanted=False)
        actions.refreshed.connect(self._settle)

    def show_finding(self, finding: Finding, house: HouseRules, waived: str) -> None:
        """Show a finding's rule as a newsroom has it; `waived` says who set the finding aside."""
        self._finding = finding
        rule = RULES[finding.rule]
        self._title.setText(heading(finding))
        self._reason.setText(reason(finding))
        self._waived.setText(waived)
        self._waived.setVisible(bool(waived))
        told = self.tr("{rule}: {definition}\nHandbook: {handbook}")
        for name, value in (
            ("{rule}", finding.rule),
            ("{definition}", rule.defined(house)),
            ("{handbook}", _tr(rule.handbook)),
        ):
            told = told.replace(name, value)
        self._told.setText(told)
        self.fix.setText(_tr(FIXES[rule.fix]))
        self.waive.setText(self.tr("Waive…") if finding.is_open else self.tr("Take back"))
        self._settle()

    def _settle(self) -> None:
        """Let the buttons be pressed where that does something; the keys are in their tips."""
        fix = RULES[self._finding.rule].fix if self._finding else Fix.NONE
        is_here = {"checks.fix": fix is not Fix.NONE, "checks.waive": self._finding is not None}
        for name, button in (("checks.fix", self.fix), ("checks.waive", self.waive)):
            button.setEnabled(is_here[name] and self._actions.action(name).isEnabled())
            button.setAccessibleName(button.text())
            key = self._actions.keymap.spelled(name)
            told = f"{button.text()} ({key})" if key else button.text()
            if not self._actions.action(name).isEnabled():
                told = self.tr("Not while this project is read-only here.")
            button.setToolTip(plain_tip(told))
        if fix is Fix.NONE:
            self.fix.setToolTip(
                plain_tip(self.tr("No mark can mend this: change the story, or waive it."))
            )

    def _button(self, words: str = "") -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        return button

    def _show_details(self, *, is_wanted: bool) -> None:
        self.details.setVisible(is_wanted)
        self.page.setVisible(is_wanted)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._reason)
        column.addWidget(self._waived)
        column.addWidget(self.details)
        buttons = QWidget()
        flow = FlowLayout(buttons, 6)
        for button in (self.fix, self.waive, self.about, self.page):
            flow.addWidget(button)
        column.addSpacing(4)
        column.addWidget(buttons)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Checks", words)
