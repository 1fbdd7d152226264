"""What a screen reader is told unasked: the claim that the caret enters, and what was done."""

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from annotator.desk import Desk
from annotator.model import Claim
from ui import telling
from ui.keymap import Keymap
from ui.models.wording import sentence
from ui.reading.view import ArticleView
from ui.selection import Selection
from ui.workspace import Workspace


def claim_at(desk: Desk, caret: int, selected: Claim | None) -> Claim | None:
    """Return the smallest claim at the caret; a jump leaves it at the end of the selected one."""
    if selected and selected.start <= caret <= selected.end:
        return selected
    found = desk.over(caret, caret + 1)
    return min(found, key=lambda claim: claim.end - claim.start, default=None)


def entered(now: Claim | None, before: str | None, *, is_heard: bool) -> Claim | None:
    """Return the claim to tell of: one that the caret was not in before, where anybody listens."""
    return now if is_heard and now and now.id != before else None


def description(desk: Desk | None, keymap: Keymap) -> str:
    """Return what the page holds and the keys that matter most there."""
    if desk is None:
        return ""
    count = len(desk.claims)
    claims = _tr("1 claim") if count == 1 else _tr("{n} claims").format(n=count)
    keys = _tr(
        "{next} and {previous} go from claim to claim, {unanswered} to the next unanswered "
        "allegation; {sentence} selects a sentence, {first} to {last} tag it; {source} names the "
        "source; {keys} lists all keys"
    ).format(
        next=keymap.spelled("go.next"),
        previous=keymap.spelled("go.previous"),
        unanswered=keymap.spelled("go.unanswered"),
        sentence=keymap.spelled("select.sentence"),
        first=keymap.spelled("tag.allegation"),
        last=keymap.spelled("tag.anonymous"),
        source=keymap.spelled("claim.source"),
        keys=keymap.spelled("help.keys"),
    )
    return f"{claims}. {keys}."


class Announcer(QObject):
    """Follows the caret and the status bar; `announced` carries what was sent.

    Nothing is looked for or sent where no screen reader is at work.
    """

    announced = Signal(str)

    def __init__(
        self, workspace: Workspace, selection: Selection, view: ArticleView, keymap: Keymap
    ) -> None:
        super().__init__(view)
        self._keymap = keymap
        self._workspace = workspace
        self._selection = selection
        self._view = view
        self._inside: str | None = None
        # A jump moves the caret, then selects: what counts is where both end.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._follow_caret)
        view.cursorPositionChanged.connect(self._wait)
        selection.changed.connect(self._wait)
        urgent = QAccessible.AnnouncementPoliteness.Assertive
        workspace.said.connect(self._send)
        workspace.failed.connect(lambda error: self._send(str(error), urgent))
        workspace.article_opened.connect(self._begin)
        workspace.changed.connect(self._describe)
        keymap.changed.connect(self._describe)

    def _begin(self) -> None:
        self._inside = None
        self._describe()

    def _describe(self) -> None:
        words = description(self._workspace.desk, self._keymap)
        if words != self._view.accessibleDescription():
            self._view.setAccessibleDescription(words)

    def _wait(self) -> None:
        if QAccessible.isActive():
            self._soon.start(0)

    def _follow_caret(self) -> None:
        desk = self._view.desk
        now = claim_at(desk, self._view.caret(), self._selection.claim) if desk else None
        claim = entered(now, self._inside, is_heard=QAccessible.isActive())
        self._inside = now.id if now else None
        if claim and desk:
            self._send(sentence(desk, claim))

    def tell(self, words: str) -> None:
        """Tell what else is worth hearing, such as the row that was gone to."""
        self._send(words)

    def _send(
        self,
        words: str,
        politeness: QAccessible.AnnouncementPoliteness = QAccessible.AnnouncementPoliteness.Polite,
    ) -> None:
        words = telling.told(words)  # it is heard by whoever is near
        if words and QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self._view, words)
            event.setPoliteness(politeness)
            QAccessible.updateAccessibility(event)
            self.announced.emit(words)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Announcing", words)
