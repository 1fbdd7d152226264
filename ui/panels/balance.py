"""The balance panel: pictures of who is heard and how much, each mark leading to its claims."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from annotator.pictures import Mark, Row
from annotator.right_of_reply import today
from ui.keymap import Keymap
from ui.models.wording import shortened
from ui.panels.balance_head import BalanceHead
from ui.panels.freshness import Freshness, of_the_article
from ui.panels.pictures_page import PicturesPage
from ui.panels.shapes import empty_label
from ui.settings import Settings
from ui.theme import Look
from ui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.charts.page import Spread
    from annotator.measures.counted import Counted

PAGE = 1200
"""The width of the whole page as it is saved and copied, in pixels at 100 %."""
_SUBJECT = 32
"""Characters of a mark's name by which its claims are called."""


class BalancePanel(QWidget):
    """The balance of the open article, as pictures or as their tables.

    `claims_wanted` carries a name and the ids behind it. `save_wanted` and `copy_wanted` carry a
    Picture: the whole page, or one of it. `wide_wanted` asks for the whole window or for the
    panel's own place again, `explained` for a heading of the help; `told` is for a screen reader.
    `seen` tells that it came into view, or left it.
    """

    claims_wanted = Signal(str, object)
    save_wanted = Signal(object)
    copy_wanted = Signal(object)
    wide_wanted = Signal()
    explained = Signal(str)
    told = Signal(str)
    seen = Signal()

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        settings: Settings,
        keymap: Keymap,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("balanceView")
        self.setAccessibleName(self.tr("Balance"))
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._workspace = workspace
        self._settings = settings
        self._story: Counted | None = None
        self._fresh = Freshness(self, of_the_article(workspace), self._fill)
        self.head = BalanceHead(settings, keymap)
        self.page = PicturesPage(self._spread_at, look)
        self._empty = empty_label("")
        self._lay_out()
        self._connect()
        self._show_tables(is_wanted=settings.flag("balance_table"))

    @property
    def start(self) -> QWidget:
        """Return what takes the keys first."""
        is_empty = self._stack.currentWidget() is self._empty
        return self.head.tables if is_empty else self.page.cards[0].start

    @property
    def is_table(self) -> bool:
        """Return whether tables are shown in place of the pictures."""
        return self.page.is_table

    def toggle_tables(self) -> None:
        """Show the table of every picture, or the pictures again, and remember it."""
        self._show_tables(is_wanted=not self.is_table)
        self._settings.remember("balance_table", self.is_table)

    def save(self) -> None:
        """Ask for the whole page to be saved as a picture."""
        self._hand_out(self.save_wanted)

    def copy(self) -> None:
        """Ask for the whole page to be copied as a picture."""
        self._hand_out(self.copy_wanted)

    def showEvent(self, event: QShowEvent) -> None:
        """Measure what has changed while nobody looked."""
        self._fresh.settle()
        super().showEvent(event)
        self.seen.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that nobody sees it any more."""
        super().hideEvent(event)
        self.seen.emit()

    def _connect(self) -> None:
        self.head.tables_wanted.connect(self.toggle_tables)
        self.head.wide_wanted.connect(self.wide_wanted)
        self.head.save_wanted.connect(self.save)
        self.head.copy_wanted.connect(self.copy)
        self.page.chosen.connect(self._lead)
        self.page.told.connect(self.told)
        self.page.explained.connect(self.explained)
        self.page.save_wanted.connect(lambda title: self._hand_out(self.save_wanted, title))
        self.page.copy_wanted.connect(lambda title: self._hand_out(self.copy_wanted, title))

    def _lay_out(self) -> None:
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.page)
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addLayout(self._stack, 1)

    def _show_tables(self, *, is_wanted: bool) -> None:
        self.page.show_tables(is_wanted=is_wanted)
        self.head.tables.setChecked(is_wanted)

    def _fill(self) -> None:
        from annotator.measures.counted import counted

        desk = self._workspace.desk
        if self._workspace.beginning:
            return  # what was shown stays until there is all to count
        self._story = counted(desk.marks(), desk.words) if desk and desk.claims else None
        if self._story is None:
            self._empty.setText(self._how_to_begin())
            self._stack.setCurrentWidget(self._empty)
            return
        self.head.tell_article(self._story.marks.article.title)
        self._tell_few(self._story)
        self._stack.setCurrentWidget(self.page)
        self._whole.activate()  # so that the page has its width
        self.page.refresh()

    def _spread_at(self, width: float) -> "Spread | None":
        from annotator.charts.page import article_spread

        if self._story is None:
            return None
        return article_spread(self._story, self._workspace.sides(), width, today())

    def _how_to_begin(self) -> str:
        desk = self._workspace.desk
        if desk is None:
            return self.tr("Open an article to see who is heard, and how much.")
        if not len(desk.words):
            return self.tr("All of this is furniture: there are no words of a story to count.")
        return self.tr("Mark claims to see who is heard, and how much.")

    def _tell_few(self, story: "Counted") -> None:
        from annotator.measures.shares import FEW

        words = ""
        if not story.claim_words:
            words = self.tr("Every claim stands in furniture, whose words do not count.")
        elif len(story.attributed) < FEW:
            words = self.tr("Fewer than five claims have a source: too few to speak of shares.")
        self.page.note.setText(words)
        self.page.note.setVisible(bool(words))

    def _lead(self, chosen: Mark | Row) -> None:
        """Lead to the claims of a mark, by what its name begins with, or of a row."""
        if isinstance(chosen, Mark):
            name = chosen.name.partition(": ")[0]
        else:
            first = chosen.cells[0]
            is_number = isinstance(first, int)
            name = self.tr("claim {n}").format(n=first) if is_number else str(first)
        if chosen.claims:
            self.claims_wanted.emit(shortened(name, _SUBJECT), chosen.claims)

    def _hand_out(self, wanted: SignalInstance, title: str = "") -> None:
        """Ask for something to be done with the picture of a title, else with the whole page."""
        from annotator.charts.page import article_page

        self._fresh.settle()
        if title:
            wanted.emit(next(c.view.picture for c in self.page.cards if c.title == title))
        elif self._story is None:
            self._workspace.said.emit(self.tr("There is nothing to draw: mark claims first."))
        else:
            wanted.emit(article_page(self._story, self._workspace.sides(), PAGE, today()))
