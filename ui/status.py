"""The line at the bottom: counts, "Saved", what was just done, and the keys that work now."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from annotator.edits import Change
from annotator.errors import AnnotatorError
from annotator.model import Source
from annotator.tally import Question, Tally
from annotator.vocabulary import SourceKind, Tag
from ui import telling
from ui.actions import Actions
from ui.models.wording import plain_tip, reading_on, steadied
from ui.preferences import Preferences
from ui.workspace import Workspace


class StatusLine(QWidget):
    """Counts of the open article, whether all is saved, the last message, and the hint line."""

    def __init__(
        self,
        workspace: Workspace,
        actions: Actions,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self._counts = _label("counts")
        self._saved = _label("savedState")
        self._message = MessageLine()
        self._said_of: str | None = None
        self._hints = HintLine()
        self._offer = NameOffer(actions, preferences)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 14, 4)
        row.setSpacing(24)
        row.addWidget(self._counts)
        row.addWidget(self._saved)
        row.addWidget(self._message, 1)
        row.addWidget(self._offer)
        row.addWidget(self._hints, 1)
        self._message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        workspace.said.connect(self.say)
        workspace.failed.connect(self._tell_failure)
        self._tally = Tally(QUESTIONS)
        workspace.changed.connect(self._recount)
        workspace.article_opened.connect(self._turn_over)
        for signal in (workspace.project_opened, workspace.articles_changed):
            signal.connect(self.renew)
        actions.refreshed.connect(self._hint)
        self.renew()

    def say(self, words: str) -> None:
        """Show one sentence until the next, or until another article is opened."""
        words = telling.told(steadied(words))
        self._said_of = None if self._workspace.is_opening else self._here()
        self._message.setText(words)
        self._message.setToolTip(plain_tip(words))
        self._message.setAccessibleName(words)

    def renew(self) -> None:
        """Say whether what was done is in the file; nothing where no project is open."""
        workspace = self._workspace
        words = self.tr("Not saved") if workspace.is_behind else self.tr("Saved")
        if workspace.far and workspace.far.is_behind:
            words = self.tr("Saved on this machine only")
        if workspace.is_read_only:
            words = self.tr("Read-only")
        self._saved.setText(words if workspace.path else "")
        self._saved.setVisible(workspace.path is not None)
        self._saved.setProperty("quiet", not workspace.is_behind)
        self._saved.style().polish(self._saved)

    def set_compact(self, *, is_compact: bool) -> None:
        """Leave room for the message where there is little: counts, offer, last hints go."""
        self._counts.setVisible(not is_compact)
        self._offer.set_compact(is_compact=is_compact)
        self._row.setStretchFactor(self._message, 2 if is_compact else 1)

    def _tell_failure(self, error: AnnotatorError) -> None:
        self.say(str(error))
        self.renew()

    def _here(self) -> str | None:
        article = self._workspace.article
        return article.id if article else None

    def _turn_over(self) -> None:
        """Say no more what was said of another article."""
        if self._said_of not in {None, self._here()}:
            self.say("")
        self._count()

    def _count(self) -> None:
        self._tally.count(self._workspace.desk)
        self._tell_counts()

    def _recount(self, change: Change) -> None:
        self._tally.follow(self._workspace.desk, change)
        self._tell_counts()
        self.renew()

    def _tell_counts(self) -> None:
        words = counts_in_words(self._tally.counts) if self._workspace.desk else ""
        self._counts.setText(reading_on() if self._workspace.beginning else words)

    def _hint(self) -> None:
        self._hints.tell(self._actions.hints())


class MessageLine(QLabel):
    """The last message; where it does not fit it ends in an ellipsis, and is whole in its tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusMessage")
        self.setTextFormat(Qt.TextFormat.PlainText)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        del event
        painter = QPainter(self)
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, words)


class NameOffer(QToolButton):
    """Comes once, with the first mark under the first name, and leads to where names are given."""

    def __init__(self, actions: Actions, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("nameOffer")
        self.setText(
            self.tr("You mark as {name}. Set your name…").format(name=preferences.reviewer)
        )
        self.setAccessibleName(self.text())
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay with the text
        self.clicked.connect(lambda: actions.run("settings.open"))
        self._is_wanted = self._is_compact = False
        preferences.name_wanted.connect(lambda: self._want(is_wanted=True))
        for settled in (self.clicked, preferences.changed):
            settled.connect(lambda: self._want(is_wanted=False))
        self.hide()

    def set_compact(self, *, is_compact: bool) -> None:
        """Wait where there is little room."""
        self._is_compact = is_compact
        self._want(is_wanted=self._is_wanted)

    def _want(self, *, is_wanted: bool) -> None:
        self._is_wanted = is_wanted
        self.setVisible(is_wanted and not self._is_compact)


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


QUESTIONS: dict[str, Question] = {
    "claims": lambda _, claim: bool(claim.id),
    "allegations": lambda _, claim: Tag.ALLEGATION in claim.tags,
    "unanswered": lambda desk, claim: desk.is_unanswered(claim),
    "nobody": lambda desk, claim: desk.is_about_nobody(claim),
    "unnamed": lambda desk, claim: _is_unnamed(desk.source_of(claim)),
}


def _is_unnamed(source: Source | None) -> bool:
    return source is not None and source.kind is SourceKind.ANONYMOUS


def counts_in_words(counts: Mapping[str, int]) -> str:
    """Return how many claims, allegations and unnamed sources an article has."""
    claims, allegations = counts["claims"], counts["allegations"]
    told = [_tr("1 claim") if claims == 1 else _tr("{n} claims").format(n=claims)]
    if allegations:
        many = _tr("{n} allegations").format(n=allegations)
        parts = [_tr("1 allegation") if allegations == 1 else many]
        if counts["unanswered"]:
            parts.append(_tr("{n} unanswered").format(n=counts["unanswered"]))
        if counts["nobody"]:
            parts.append(_tr("{n} about nobody yet").format(n=counts["nobody"]))
        told.append(", ".join(parts if len(parts) > 1 else [*parts, _tr("all answered")]))
    if counts["unnamed"]:
        told.append(_tr("{n} from unnamed sources").format(n=counts["unnamed"]))
    return " · ".join(told)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Status", words)


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("quiet", True)
    return label
