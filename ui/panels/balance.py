"""The balance panel: pictures of who is heard and how much, each mark leading to its claims."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.pictures import Mark, Row
from ui.keymap import Keymap
from ui.models.wording import shortened
from ui.panels.balance_head import BalanceHead
from ui.panels.balance_subjects import OfArticle, OfProject, Subject
from ui.panels.freshness import Freshness, of_the_article
from ui.panels.pictures_page import PicturesPage
from ui.panels.project_chips import ProjectChips
from ui.panels.shapes import empty_label, stack_in
from ui.project_sums import ProjectSums
from ui.settings import Settings
from ui.theme import Look
from ui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.charts.page import Spread

_SUBJECT = 32
"""Characters of a mark's name by which its claims are called."""


class BalancePanel(QWidget):
    """The balance of the open article or of the project, as pictures or as their tables.

    `claims_wanted` carries a name and the ids of the claims behind it, over the project
    `stories_wanted` those of the articles; `source_wanted` carries an id, `search_wanted` a line
    to look for. `save_wanted` carries a Picture: the whole page, or one of it;
    `copy_wanted` a list of those whose numbers are wanted.
    `wide_wanted` asks for the whole window or for the panel's own place again, `explained` for a
    heading of the help; `told` is for a screen reader. `seen` tells that it came into view, or
    left it.
    """

    claims_wanted = Signal(str, object)
    stories_wanted = Signal(str, object)
    source_wanted = Signal(str)
    search_wanted = Signal(str)
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
        sums: ProjectSums,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("balanceView")
        self.setAccessibleName(self.tr("Balance"))
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._workspace = workspace
        self._settings = settings
        self._sums = sums
        self.is_project = settings.flag("balance_project")
        self.chips = ProjectChips(lambda: sums.overview)
        self._article = OfArticle(workspace)
        self._project = OfProject(workspace, sums, self.chips)
        self._fresh = Freshness(self, of_the_article(workspace), self._fill)
        self.head = BalanceHead(settings, keymap)
        self.head.tell_scope(is_project=self.is_project)
        self.page = PicturesPage(self._spread_at, look)
        self._empty = empty_label("")
        self._seen: tuple[bool, str] = (self.is_project, "")
        self._lay_out()
        self._connect()
        self._show_tables(is_wanted=settings.flag("balance_table"))

    @property
    def start(self) -> QWidget:
        """Return what takes the keys first."""
        is_empty = self._stack.currentWidget() is self._empty
        return self.head.tables if is_empty else self.page.cards[0].start

    @property
    def about(self) -> str:
        """Return the title of the article, or the name of the project."""
        return self._subject.about

    @property
    def _subject(self) -> Subject:
        return self._project if self.is_project else self._article

    @property
    def is_table(self) -> bool:
        """Return whether tables are shown in place of the pictures."""
        return self.page.is_table

    def show_project(self, *, is_wanted: bool) -> None:
        """Be about the project or about the open article from now on, and remember it."""
        if is_wanted != self.is_project:
            self._show_scope(is_project=is_wanted)
            self._settings.remember("balance_project", is_wanted)

    def toggle_tables(self) -> None:
        """Show the table of every picture, or the pictures again, and remember it."""
        self._show_tables(is_wanted=not self.is_table)
        self._settings.remember("balance_table", self.is_table)

    def save(self) -> None:
        """Ask for the whole page to be saved as a picture."""
        self._hand_out(self.save_wanted)

    def copy(self) -> None:
        """Ask for the numbers of the whole page to be copied."""
        self._hand_out_words()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure what has changed while nobody looked."""
        self._want_sums()
        self._fresh.settle()
        super().showEvent(event)
        self.seen.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that nobody sees it any more."""
        super().hideEvent(event)
        self._want_sums()
        self.seen.emit()

    def _connect(self) -> None:
        self._sums.changed.connect(self._follow_sums)
        self._workspace.project_opened.connect(self.chips.let_go)
        self._workspace.articles_changed.connect(self.chips.renew)
        self.chips.changed.connect(self._fresh.spoil)
        self.head.scope_wanted.connect(lambda is_wanted: self.show_project(is_wanted=is_wanted))
        self.head.tables_wanted.connect(self.toggle_tables)
        self.head.wide_wanted.connect(self.wide_wanted)
        self.head.save_wanted.connect(self.save)
        self.head.copy_wanted.connect(self.copy)
        self.page.chosen.connect(self._lead)
        self.page.told.connect(self.told)
        self.page.explained.connect(self.explained)
        self.page.save_wanted.connect(lambda title: self._hand_out(self.save_wanted, title))
        self.page.copy_wanted.connect(self._hand_out_words)

    def _lay_out(self) -> None:
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.chips)
        self._stack = stack_in(whole, self._empty, self.page)

    def _show_tables(self, *, is_wanted: bool) -> None:
        self.page.show_tables(is_wanted=is_wanted)
        self.head.tables.setChecked(is_wanted)

    def _show_scope(self, *, is_project: bool) -> None:
        """Be about the project, or about the open article."""
        focus: QWidget | None = self.focusWidget()
        had_keys = focus is not None and self.page.isAncestorOf(focus)
        self.is_project = is_project
        self.head.tell_scope(is_project=is_project)
        self._want_sums()
        self._fresh.spoil()
        if self.isVisible():
            self._fresh.settle()
            if had_keys:
                self.start.setFocus()

    def _want_sums(self) -> None:
        self._sums.want(self, is_wanted=self.is_project and self.isVisible())

    def _follow_sums(self) -> None:
        if self.is_project:
            self._fresh.spoil()

    def _fill(self) -> None:
        subject = self._subject
        nothing = subject.look()
        self.chips.setVisible(self.is_project and self._has_chips())
        self.head.tell_about(subject.about)
        self.page.note.setText(subject.note)
        self.page.note.setVisible(bool(subject.note))
        if self._workspace.path is None:
            self.page.clear()
        if nothing:
            self._empty.setText(nothing)
            self._stack.setCurrentWidget(self._empty)
            return
        self._stack.setCurrentWidget(self.page)
        self._whole.activate()  # so that the page has its width
        self.page.refresh()
        about = (self.is_project, subject.key)
        if about != self._seen:
            self._seen = about
            self.page.to_top()

    def _spread_at(self, width: float) -> "Spread | None":
        return self._subject.spread_at(width)

    def _has_chips(self) -> bool:
        return bool(self._sums.overview) and bool(self._workspace.articles())

    def _lead(self, chosen: Mark | Row) -> None:
        """Lead to the claims of a mark, by what its name begins with, or of a row."""
        name = shortened(_name_of(chosen), _SUBJECT)
        if chosen.claims:
            self.claims_wanted.emit(name, chosen.claims)
        elif chosen.source_id:
            self.source_wanted.emit(chosen.source_id)
        elif chosen.search:
            self.search_wanted.emit(chosen.search)
        elif chosen.articles:
            self.stories_wanted.emit(name, chosen.articles)

    def _hand_out(self, wanted: SignalInstance, title: str = "") -> None:
        """Ask for something to be done with the picture of a title, else with the whole page."""
        self._fresh.settle()
        shown = (card.view.picture for card in self.page.cards if card.title == title)
        picture = next(shown) if title else self._subject.page()
        if picture is None:
            self._workspace.said.emit(self.tr("There is nothing to draw: mark claims first."))
        else:
            wanted.emit(picture)

    def _hand_out_words(self, title: str = "") -> None:
        """Ask for what is seen to be copied: of the picture of a title, else of all."""
        self._fresh.settle()
        shown = [card.view.picture for card in self.page.cards if title in {"", card.title}]
        if not shown or self._subject.page() is None:
            self._workspace.said.emit(self.tr("There is nothing to copy: mark claims first."))
        else:
            self.copy_wanted.emit(shown)


def _name_of(chosen: Mark | Row) -> str:
    if isinstance(chosen, Mark):
        return chosen.name.partition(": ")[0]
    first = chosen.cells[0]
    if isinstance(first, int):
        return QCoreApplication.translate("BalancePanel", "claim {n}").format(n=first)
    return first
