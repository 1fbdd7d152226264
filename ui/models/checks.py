"""The findings of the open article as a table that keeps its rows where it can."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt

from annotator.checks.finding import Finding
from annotator.checks.registry import RULES
from annotator.checks.waivers import covering
from annotator.errors import AnnotatorError
from annotator.model import Step, Waiver
from ui.models.history import full_time
from ui.models.table import Index, RecordTable
from ui.models.wording import plain_tip, told
from ui.workspace import Workspace

FINDING_ROLE = int(Qt.ItemDataRole.UserRole)
MANY = 100
"""Rows that may come and go one by one; more of them are a new table."""


class CheckColumn(IntEnum):
    """What stands in which column."""

    SEVERITY = 0
    RULE = 1
    SENTENCE = 2
    CLAIMS = 3


class ChecksModel(RecordTable[Finding]):
    """One row a finding, what is open first, the gravest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers: dict[str, int] = {}
        self._titles = {
            CheckColumn.SEVERITY: "",
            CheckColumn.RULE: self.tr("Check"),
            CheckColumn.SENTENCE: self.tr("What to do"),
            CheckColumn.CLAIMS: self.tr("Claims"),
        }

    @property
    def findings(self) -> Sequence[Finding]:
        """Return the findings in the order of the rows."""
        return self._records

    def show_findings(self, findings: Iterable[Finding], numbers: dict[str, int]) -> None:
        """Become these findings; `numbers` are those of the claims by id."""
        new = list(findings)
        keys = [finding.key for finding in new]
        old = [finding.key for finding in self._records]
        stay = set(keys) & set(old)
        is_in_order = [k for k in keys if k in stay] == [k for k in old if k in stay]
        if not is_in_order or len(keys) + len(old) - 2 * len(stay) > MANY:
            self.beginResetModel()
            self._records, self._numbers = new, numbers
            self.endResetModel()
            return
        for row in reversed(range(len(old))):
            if old[row] not in stay:
                self._remove(row)
        self._numbers = numbers
        for row, finding in enumerate(new):
            if finding.key not in stay:
                self._insert(row, [finding])
        self._records = new
        self._tell_all()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, the Finding under FINDING_ROLE, or the row as a sentence."""
        if not index.isValid():
            return None
        finding = self._records[index.row()]
        if role == FINDING_ROLE:
            return finding
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(finding, CheckColumn(index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{told(finding.severity)}, {finding.rule}: {self._sentence(finding)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{heading(finding)}. {reason(finding)}")
        return None

    def _text(self, finding: Finding, column: CheckColumn) -> str:
        """Return what a cell says; painting asks for many things that are none of this."""
        if column is CheckColumn.SENTENCE:
            return self._sentence(finding)
        if column is CheckColumn.CLAIMS:
            return ranges(self._numbers[claim] for claim in finding.claims)
        return finding.rule if column is CheckColumn.RULE else told(finding.severity)

    def _sentence(self, finding: Finding) -> str:
        if finding.waived is None:
            return finding.message
        phrase = self.tr("{sentence} Waived: {reason}")
        # The reason is a person's own and may hold braces.
        return phrase.replace("{sentence}", finding.message).replace("{reason}", finding.waived)


def heading(finding: Finding) -> str:
    """Return the severity and the title of a finding's rule."""
    severity = told(finding.severity)
    return f"{severity[:1].upper()}{severity[1:]}: {_told(RULES[finding.rule].title)}"


def reason(finding: Finding) -> str:
    """Return why a finding's rule matters."""
    return _told(RULES[finding.rule].reason)


def waiving_told(workspace: Workspace, finding: Finding) -> str:
    """Return who set a finding aside, when and why."""
    desk = workspace.desk
    found = covering(desk.waivers.values(), finding) if desk else []
    if not found:
        return ""
    step = _step_of(workspace, found[0])
    words = _told("Waived by {who}, {when}: {why}") if step else _told("Waived by {who}: {why}")
    words = words.replace("{when}", full_time(step.at) if step else "")
    words = words.replace("{who}", found[0].reviewer or _told("nobody named"))
    return words.replace("{why}", found[0].reason)


def _step_of(workspace: Workspace, waiver: Waiver) -> Step | None:
    try:
        return workspace.reader.waiving(waiver.id)
    except AnnotatorError:
        return None  # a file that was damaged underneath is told of by the change that fails


def ranges(numbers: Iterable[int]) -> str:
    """Return numbers as "1–3, 5"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )


def _told(words: str) -> str:
    return QCoreApplication.translate("Checks", words)
