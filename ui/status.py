"""The line at the bottom: counts, what was just done, and the keys that work now."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from annotator.desk import Desk
from annotator.vocabulary import SourceKind, Tag
from ui.actions import Actions
from ui.workspace import Workspace


class StatusLine(QWidget):
    """Counts of the open article, the last message, and the hint line."""

    def __init__(
        self, workspace: Workspace, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self._counts = _label("counts")
        self._message = _label("statusMessage")
        self._message.setProperty("quiet", False)
        self._hints = HintLine()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 14, 4)
        row.setSpacing(24)
        row.addWidget(self._counts)
        row.addWidget(self._message, 1)
        row.addWidget(self._hints, 1)
        self._message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        workspace.said.connect(self.say)
        workspace.failed.connect(lambda error: self.say(str(error)))
        workspace.changed.connect(lambda _: self._count())
        workspace.article_opened.connect(self._count)
        actions.refreshed.connect(self._hint)

    def say(self, words: str) -> None:
        """Show one sentence until the next."""
        self._message.setText(words)
        self._message.setToolTip("")
        self._message.setAccessibleName(words)

    def _count(self) -> None:
        desk = self._workspace.desk
        self._counts.setText("" if desk is None else counts_in_words(desk))

    def _hint(self) -> None:
        self._hints.tell(self._actions.hints())


class HintLine(QLabel):
    """The keys that work now: as many as there is room for, whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hintLine")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("quiet", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._hints: list[str] = []

    def tell(self, hints: list[str]) -> None:
        """Show these hints, the first ones where there is little room."""
        self._hints = hints
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = ""
        for hint in self._hints:
            longer = f"{shown}   {hint}" if shown else hint
            if self.fontMetrics().horizontalAdvance(longer) > self.width():
                break
            shown = longer
        self.setText(shown)


def counts_in_words(desk: Desk) -> str:
    """Return how many claims, allegations and unnamed sources an article has."""
    claims = desk.claims
    allegations = [claim for claim in claims if Tag.ALLEGATION in claim.tags]
    waiting = sum(desk.is_unanswered(claim) for claim in allegations)
    sources = [desk.source_of(claim) for claim in claims]
    unnamed = sum(s is not None and s.kind is SourceKind.ANONYMOUS for s in sources)
    told = [_several(len(claims), "claim")]
    if allegations:
        rest = f", {waiting} unanswered" if waiting else ", all answered"
        told.append(_several(len(allegations), "allegation") + rest)
    if unnamed:
        told.append(f"{unnamed} from unnamed sources")
    return " · ".join(told)


def _several(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("quiet", True)
    return label
