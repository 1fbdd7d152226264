"""A line that asks why findings may stay as they are."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from annotator.checks.finding import Finding
from annotator.checks.waivers import waive_all
from annotator.errors import AnnotatorError
from annotator.store.drafts import Place
from ui.dialogs.shapes import WarningLabel, sentence_of
from ui.focus import give_back, lasting
from ui.models.wording import shortened
from ui.panels.fields import cleaned
from ui.panels.names import NameField
from ui.panels.shapes import quiet_label
from ui.workspace import Workspace


class ReasonField(NameField):
    """A reason, kept by Enter alone; what was used last in the project is offered."""

    def commit(self) -> bool:
        """Give the reason, also where it is empty, which is refused."""
        return self._keep(cleaned(self.text()).strip())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep nothing: who looks something up meanwhile comes back to what was typed."""
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._list.hide()
        QLineEdit.focusOutEvent(self, event)


class WaiveLine(QFrame):
    """The question, the line, and what is wrong with the reason; seen while it is asked.

    `present` returns the findings that are open when Enter is pressed.
    """

    def __init__(
        self,
        workspace: Workspace,
        table: QWidget,
        present: Callable[[], Iterable[Finding]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("waiveLine")
        self._workspace = workspace
        self._present = present
        self._findings: Sequence[Finding] = ()
        self._table = table
        self._back: QWidget | None = None
        self._words = quiet_label()
        self.line = ReasonField(self._give, self._offered, self.tr("“{name}”"), self)
        self.line.setObjectName("reasonField")
        self.line.setPlaceholderText(self.tr("Enter waives it, Esc leaves it"))
        self.line.finished.connect(self._finish)
        workspace.drafts.follow(self.line, self._place)
        self._warning = WarningLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        for part in (self._words, self.line, self._warning):
            column.addWidget(part)
        self._error: AnnotatorError | None = None
        workspace.failed.connect(self._note)
        workspace.article_opened.connect(self._give_up)
        self.hide()

    def ask(self, findings: Sequence[Finding]) -> None:
        """Ask about findings that are open; afterwards the keys go back where they are now."""
        self._findings = findings
        one = self.tr("Why may {rule} stay as it is?")
        many = self.tr("Why may these {n} findings of {rule} stay as they are?")
        words = (one if len(findings) == 1 else many).format(
            rule=findings[0].rule, n=len(findings)
        )
        self._words.setText(words)
        self.line.setAccessibleName(words)
        self._warning.tell("")
        if self.isHidden():
            self._back = lasting(self.window().focusWidget())
        self.show()
        self.line.load("")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> Place | None:
        """Return where the reason is typed: it is one for these very findings."""
        desk = self._workspace.desk
        if desk is None or not self._findings:
            return None
        return Place(desk.article.id, f"waiver of {self._findings[0].key}")

    def _give(self, reason: str) -> bool:
        workspace = self._workspace
        desk = workspace.desk
        if desk is None:
            return False
        asked = {finding.key for finding in self._findings}
        still = [finding for finding in self._present() if finding.key in asked]
        if not still:
            self._warning.tell(self.tr("This is no open finding any more. Esc leaves it."))
            return False
        self._findings = still
        try:
            edit = waive_all(desk.article, self._findings, reason, workspace.reviewer)
        except AnnotatorError as error:
            self._tell(error)
            return False
        if workspace.do(edit, self._told(reason)) is None:
            if self._error:
                self._tell(self._error)
            return False
        self.line.load("")
        return True

    def _told(self, reason: str) -> str:
        count = len(self._findings)
        words = self.tr("Waived {rule}: {reason}")
        if count > 1:
            words = self.tr("Waived {rule} {n} times: {reason}").replace("{n}", str(count))
        words = words.replace("{rule}", self._findings[0].rule)
        return words.replace("{reason}", shortened(reason))

    def _offered(self) -> list[str]:
        try:
            return self._workspace.reader.reasons()
        except AnnotatorError:
            return []

    def _note(self, error: AnnotatorError) -> None:
        """Remember why the last change failed, which need not have been ours."""
        self._error = error

    def _tell(self, error: AnnotatorError) -> None:
        self._warning.tell(sentence_of(error))

    def _finish(self) -> None:
        self.line.restore()
        give_back(self._back, self._table)
        self.hide()

    def _give_up(self) -> None:
        """Ask no more where another article came; say what was typed for the one before."""
        if self.isVisible() and self.line.text():
            words = self.tr("Not waived: “{words}”")
            said = words.replace("{words}", shortened(self.line.text(), 300))
            self._workspace.said.emit(said)
        if not self.isHidden():
            self._finish()
