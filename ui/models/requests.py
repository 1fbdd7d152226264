"""Who still has to be heard, as a list: every allegation with each party it is about."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt

from annotator.right_of_reply import Request, Urgency, by_urgency, spelled, today
from annotator.vocabulary import ResponseStatus
from ui.models.table import Index
from ui.models.wording import plain_tip, shortened, told

REQUEST_ROLE = int(Qt.ItemDataRole.UserRole)
URGENCY_ROLE, STATE_ROLE = REQUEST_ROLE + 1, REQUEST_ROLE + 2
_ROOT = QModelIndex()
OPEN = frozenset(Urgency) - {Urgency.ANSWERED}
"""What is shown until a person asks for something else."""


class RequestsModel(QAbstractListModel):
    """The requests that pass the filter, the most urgent first."""

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], datetime] = today
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._by_article: dict[str, list[Request]] = {}
        self._shown: list[Request] = []
        self._urgencies: frozenset[Urgency] = OPEN
        self._words: list[str] = []
        self._article_id: str | None = None
        self.counts: Counter[Urgency] = Counter()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many requests are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return whom to ask, the Request under REQUEST_ROLE, how it stands under STATE_ROLE."""
        if not index.isValid():
            return None
        request = self._shown[index.row()]
        answers: dict[int, Callable[[], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda: request.pair.target,
            Qt.ItemDataRole.ToolTipRole: lambda: plain_tip(request.article.title),
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._spoken(request),
            REQUEST_ROLE: lambda: request,
            URGENCY_ROLE: lambda: request.urgency(self._clock()),
            STATE_ROLE: lambda: state_of(request, self._clock()),
        }
        answer = answers.get(role)
        return answer() if answer else None

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing that a filter could show."""
        return not any(self._by_article.values())

    def article_of(self, claim_id: str) -> str | None:
        """Return the article of an allegation that waits here, None where it is not known."""
        every = (request for some in self._by_article.values() for request in some)
        return next((r.article.id for r in every if r.pair.half.id == claim_id), None)

    def row_of(self, key: tuple[str, str] | None) -> int | None:
        """Return the row of a request by its key, None where it is not shown."""
        return next((n for n, request in enumerate(self._shown) if request.key == key), None)

    def of_target(self, request: Request) -> list[Request]:
        """Return what the same party has not answered yet, in the same article first."""
        same = [
            other
            for some in self._by_article.values()
            for other in some
            if other.pair.target == request.pair.target and not other.pair.is_answered
        ]
        return sorted(same, key=lambda other: other.article.id != request.article.id)

    def put_all(self, requests: Iterable[Request]) -> None:
        """Hold these requests and no others."""
        self._by_article = {}
        for request in requests:
            self._by_article.setdefault(request.article.id, []).append(request)
        self._show()

    def put(self, article_id: str, requests: Sequence[Request]) -> None:
        """Hold these requests for an article, in place of those that it had."""
        self._by_article[article_id] = list(requests)
        self._show()

    def ask(self, words: str, urgencies: frozenset[Urgency], article_id: str | None) -> None:
        """Show the requests with these words and urgencies, of one article or of all."""
        self._words, self._urgencies = words.casefold().split(), urgencies
        self._article_id = article_id
        self._show()

    def _show(self) -> None:
        now = self._clock()
        here = list(self._by_article.values())
        if self._article_id is not None:
            here = [self._by_article.get(self._article_id, [])]
        found = [request for some in here for request in some if self._has_words(request)]
        self.counts = Counter(request.urgency(now) for request in found)
        wanted = (request for request in found if request.urgency(now) in self._urgencies)
        shown = by_urgency(wanted, now)
        if [request.key for request in shown] == [request.key for request in self._shown]:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def _has_words(self, request: Request) -> bool:
        if not self._words:
            return True
        parts = (request.pair.target, request.pair.claim.quote, request.article.title)
        text = "\n".join(parts).casefold()
        return all(word in text for word in self._words)

    def _spoken(self, request: Request) -> str:
        state = state_of(request, self._clock())
        quote, title = shortened(request.pair.claim.quote, 200), request.article.title
        return f"{request.pair.target}: {state}; {quote}; {title}"


def state_of(request: Request, now: datetime) -> str:
    """Return how a request stands, in a few words."""
    response, urgency = request.pair.response, request.urgency(now)
    if urgency is Urgency.ANSWERED:
        is_settled = response is not None and response.status.settles
        return told(response.status) if response and is_settled else _tr("answered in the text")
    if response is None or response.status is ResponseStatus.NOT_SOUGHT:
        return _tr("not asked yet")
    due = spelled(request.deadline, is_short=True) if request.deadline else ""
    if urgency is Urgency.OVERDUE:
        return _tr("overdue since {day}").format(day=due)
    return _tr("asked, due {day}").format(day=due) if due else _tr("asked, no deadline")


def _tr(words: str) -> str:
    return QCoreApplication.translate("Requests", words)
