"""The search panel: a line, what was found in every article of the project, and how many."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from annotator.errors import AnnotatorError
from annotator.hits import Found, Rest
from annotator.query import Query, parse
from annotator.store.finding import FIRST
from annotator.store.reader import Reader
from ui.lookup import IsWanted
from ui.models.hits import ROW_ROLE, HitsModel, Row
from ui.panels.freshness import Freshness
from ui.panels.search_empty import SearchHelp
from ui.panels.search_field import SearchField
from ui.panels.search_rows import ResultList
from ui.panels.shapes import empty_label, quiet_label
from ui.survey import Survey
from ui.theme import Look
from ui.workspace import Workspace

PAUSE, LONG = 120, 400
"""How long the line rests before it is asked, and how long until it is said that one waits."""


class SearchPanel(QWidget):
    """Searches in the background; what is shown follows each change of the project.

    `chosen` carries the Row that a person goes to; `left` asks for the text.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, workspace: Workspace, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("projectSearch")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._workspace = workspace
        self._look = look
        self._survey = Survey(workspace, self)
        self._query = Query()
        self._model = HitsModel(self)
        self.field = SearchField(self._known, self)
        self.list = ResultList(look, self)
        self.list.setModel(self._model)
        self._lay_out()
        self._waiting = QTimer(self, singleShot=True, interval=LONG)
        self._waiting.timeout.connect(lambda: self._count.setText(self.tr("Searching…")))
        self._connect()
        self._dress()
        self._settle()

    @property
    def is_settled(self) -> bool:
        """Return whether what is shown is what the line asks for now."""
        return not self._survey.is_running and self._fresh.is_fresh

    def open(self) -> None:
        """Go to the line with what is in it selected, ready to type over."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        """Search again where something changed while nobody looked."""
        super().showEvent(event)
        self._fresh.settle()

    def _lay_out(self) -> None:
        self._count = quiet_label()
        self._count.setObjectName("searchCount")
        self._misread = quiet_label()
        self._misread.setObjectName("searchMisread")
        self._help = SearchHelp()
        self._nothing = empty_label("")
        self._pages = QStackedWidget()
        for page in (self._help, self.list, self._nothing):
            self._pages.addWidget(page)
        top = QVBoxLayout()
        top.setContentsMargins(8, 10, 8, 0)
        top.setSpacing(4)
        top.addWidget(self.field)
        for label in (self._misread, self._count):
            label.setContentsMargins(4, 2, 4, 0)
            label.hide()
            top.addWidget(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self.field)

    def _connect(self) -> None:
        workspace = self._workspace
        changes = (workspace.project_opened, workspace.articles_changed, workspace.changed)
        self._fresh = Freshness(self, (*changes, self.field.textChanged), self.search_now, PAUSE)
        self._survey.gave_way.connect(self._let_go)
        workspace.article_opened.connect(self._settle)
        self.field.entered.connect(self._go_down)
        self.field.down.connect(self._go_down)
        self.field.left.connect(self.left)
        self.list.left.connect(self.open)
        self.list.chosen.connect(self._choose)
        self._model.more_wanted.connect(self._search_on)
        self._help.wanted.connect(self._take_example)
        self._look.changed.connect(self._dress)

    def _known(self, field: str) -> Sequence[str]:
        """Return the project's own values of a field; none where it has none of its own."""
        if field not in {"source", "side"}:
            return ()
        try:
            sources = self._workspace.reader.sources(None)
        except AnnotatorError:
            return ()
        values = [source.name if field == "source" else source.side for source in sources]
        return sorted(dict.fromkeys(values), key=str.casefold)

    def search_now(self) -> None:
        """Ask the project anew; what is being looked for no more is given up."""
        self._stop()
        before, self._query = self._query, parse(self.field.text())
        if self._query.is_empty or not self._has_articles():
            self._show(Found())
        else:
            is_same = before == self._query
            limit = max(FIRST, len(self._model.hits)) if is_same else FIRST
            self._look_up(limit, None, self._show)

    def _search_on(self) -> None:
        if not self._survey.is_running:
            self._look_up(FIRST, self._model.rest, self._add)

    def _look_up(self, limit: int, rest: Rest | None, done: Callable[[Found], None]) -> None:
        find = partial(_find, self._query, limit, rest)
        self._survey.begin(find, done, self._fail)
        if self._survey.is_running:
            self._waiting.start()

    def _stop(self) -> None:
        self._survey.cancel()
        self._waiting.stop()

    def _let_go(self) -> None:
        """Ask again after the write that took the file."""
        self._waiting.stop()
        self._fresh.spoil()

    def _show(self, found: Found) -> None:
        self._stop()
        current = self.list.currentIndex().data(ROW_ROLE)
        self._model.show(found)
        row = self._model.row_of(current) if isinstance(current, Row) else None
        if row is not None and row != self.list.currentIndex().row():
            self.list.setCurrentIndex(self._model.index(row))
        self._settle()

    def _add(self, found: Found) -> None:
        self._stop()
        self._model.add(found)
        self._settle()

    def _fail(self, error: AnnotatorError) -> None:
        self._stop()
        self._model.show(Found())
        self._settle()
        _tell(self._misread, str(error))

    def _has_articles(self) -> bool:
        """Return whether there is anything to search: where there is, one is open."""
        return self._workspace.desk is not None or self._workspace.is_opening

    def _settle(self) -> None:
        """Show what was found and how much, or why there is nothing."""
        _tell(self._misread, " ".join(self._query.misread))
        _tell(self._count, self._counted())
        if self._model.hits:
            self._pages.setCurrentWidget(self.list)
        elif not self._has_articles():
            self._nothing.setText(self.tr("There is no article to search yet."))
            self._pages.setCurrentWidget(self._nothing)
        elif self._query.is_empty:
            self._pages.setCurrentWidget(self._help)
        elif not self._survey.is_running:
            self._nothing.setText(self.tr("Nothing in this project has all of this."))
            self._pages.setCurrentWidget(self._nothing)

    def _counted(self) -> str:
        hits, articles = len(self._model.hits), self._model.articles
        if not hits:
            return ""
        if self._model.rest:
            words = self.tr("The first {n} hits, in {m} articles")
        elif hits == 1:
            words = self.tr("1 hit")
        elif articles == 1:
            words = self.tr("{n} hits in 1 article")
        else:
            words = self.tr("{n} hits in {m} articles")
        return words.format(n=hits, m=articles)

    def _go_down(self) -> None:
        self._fresh.settle()
        if self._model.rowCount() and self._pages.currentWidget() is self.list:
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self._model.index(0))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, Row) and row.article:
            self.chosen.emit(row)
        else:
            self._model.fetchMore(QModelIndex())

    def _take_example(self, line: str) -> None:
        self.field.setText(line)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress(self) -> None:
        chrome = self._look.theme.chrome.name()
        self.setStyleSheet(
            f"#projectSearch {{ background: {chrome}; }}"
            "#searchResults { background: transparent; }"
            "QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }"
        )


def _tell(label: QLabel, words: str) -> None:
    """Say something where there is something to say."""
    label.setText(words)
    label.setVisible(bool(words))


def _find(
    query: Query, limit: int, rest: Rest | None, reader: Reader, is_wanted: IsWanted
) -> Found:
    return reader.find(query, is_wanted, limit, rest)
