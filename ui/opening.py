"""Opening a large article: read in the background, behind its first page or a card."""

from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from annotator.desk import Desk
from annotator.errors import AnnotatorError
from annotator.model import Article, Claim, Document, Link
from annotator.store.reader import Reader
from ui.lookup import IsWanted, Lookup
from ui.models.wording import shortened

FIRST_PAGE = 12_000
"""How many characters are seen at once at most, on a tall screen with small letters."""
LARGE_TEXT, MANY_CLAIMS = 3_000_000, 12_000
"""Above these, in characters and in claims of the first page, all is read behind a card."""
LARGE_REST = 500
"""Above this, in claims beyond the first page, that page is shown before they are read."""


class Way(Enum):
    """How an article is opened."""

    AT_ONCE = auto()
    PAGE_FIRST = auto()
    BEHIND_A_CARD = auto()


def way_of(reader: Reader, article_id: str) -> Way:
    """Return how an article is opened, so that nobody waits."""
    characters, claims, early = reader.size_of(article_id, FIRST_PAGE)
    if characters > LARGE_TEXT or early > MANY_CLAIMS:
        return Way.BEHIND_A_CARD
    return Way.PAGE_FIRST if claims - early > LARGE_REST else Way.AT_ONCE


class Beginning(Desk):
    """An article with the claims of its first page; links that lead further down come later.

    What is linked further down is known only as far as it decides who has answered: its number
    could not be told.
    """

    def links_from(self, claim: Claim) -> list[Link]:
        """Return what `claim` denies, supports and so on, on the first page."""
        return [link for link in super().links_from(claim) if self._is_seen(link)]

    def links_to(self, claim: Claim) -> list[Link]:
        """Return what denies, supports and so on `claim`, on the first page."""
        return [link for link in super().links_to(claim) if self._is_seen(link)]

    def _is_seen(self, link: Link) -> bool:
        ends = (self.claim(link.from_id), self.claim(link.to_id))
        return all(claim and claim.start < FIRST_PAGE for claim in ends)


def beginning_of(reader: Reader, article_id: str, before: Desk | None) -> Beginning:
    """Return the beginning of an article; `before` may be what was shown of it last."""
    is_same = before is not None and before.article.id == article_id
    document = before.document if before and is_same else None
    return Beginning(reader.marks(article_id, document, FIRST_PAGE))


class Opening(Lookup):
    """One article that is being read; `document` is its content, where that is known."""

    def __init__(
        self,
        path: Path,
        article: Article,
        document: Document | None,
        done: Callable[[Desk], None],
        failed: Callable[[AnnotatorError], None],
        parent: QObject,
    ) -> None:
        read = partial(_desk_of, article.id, document)
        super().__init__(path, Reader, read, done, failed, parent)
        self.article = article


def _desk_of(
    article_id: str, document: Document | None, reader: Reader, is_wanted: IsWanted
) -> Desk | None:
    """Return the article as it stood at one moment, None where it is wanted no more."""
    read = partial(reader.marks, article_id, document)
    marks = reader.at_once(read, is_wanted)
    if marks is None or not is_wanted():
        return None
    desk = Desk(marks)
    if is_wanted():
        len(desk.words)  # found here, where nobody waits for them
    return desk


class OpeningCard(QWidget):
    """Covers the page while an article or a project is on its way; Esc cancels, from anywhere."""

    def __init__(self, page: QWidget, cancel: Callable[[], None]) -> None:
        super().__init__(page)
        self.setObjectName("openingCard")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._page = page
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._words.setProperty("quiet", True)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedSize(220, 4)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._words)
        column.addSpacing(12)
        column.addWidget(bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), page.window())
        self._escape.activated.connect(cancel)
        page.installEventFilter(self)
        self.tell("")

    def tell_article(self, article: Article | None) -> None:
        """Say which article is being opened; with None, that it is there or was cancelled."""
        title = shortened(article.title) if article else ""
        words = self.tr("Opening “{title}”… Esc cancels").replace("{title}", title)
        self.tell(words if article else "")

    def tell(self, words: str) -> None:
        """Say what is being opened; without words, that it is there or was cancelled."""
        self._escape.setEnabled(bool(words))
        if not words:
            had_keys = self.hasFocus()
            self.hide()
            if had_keys:
                self._page.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._words.setText(words)
        self.setAccessibleName(self._words.text())
        self.setGeometry(self._page.rect())
        self.raise_()
        self.show()
        focus: QWidget | None = self._page.window().focusWidget()
        if not focus or self._page.isAncestorOf(focus):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the page."""
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._page.rect())
        return super().eventFilter(watched, event)
