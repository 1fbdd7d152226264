"""Sources as a table that follows each change row by row: an article's, or a project's."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QIcon

from annotator.desk import Desk
from annotator.edits import Change, Move
from annotator.errors import AnnotatorError
from annotator.model import Claim, Source
from annotator.store.sources import Heard
from ui.levels import level_icon, tip_of
from ui.models.table import Index, RecordTable
from ui.models.wording import listed, plain_tip, shortened, side_told, told
from ui.theme import Look
from ui.workspace import Workspace

SOURCE_ROLE = int(Qt.ItemDataRole.UserRole)
SORT_ROLE = SOURCE_ROLE + 1
_TITLE = 40
"""How many characters of its article's title stand beside a source without a name."""


class SourceColumn(IntEnum):
    """What stands in which column."""

    NAME = 0
    CLAIMS = 1
    WORDS = 2
    ARTICLES = 3
    KIND = 4
    ROLE = 5
    AFFILIATION = 6
    SECTOR = 7
    SIDE = 8
    ALIASES = 9


_NUMBERS = {SourceColumn.CLAIMS, SourceColumn.WORDS, SourceColumn.ARTICLES}


class SourcesModel(RecordTable[Source]):
    """One row a source, with how many claims and words it has.

    Those of the open article are counted when somebody looks at them; those of the project come
    from the store, words by the rule of `Heard`.
    """

    def __init__(self, workspace: Workspace, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._look = look
        self._desk: Desk | None = None
        self._numeric = frozenset(_NUMBERS)
        self._known: dict[str, Source] = {}
        self._figures: dict[str, Heard] = {}
        self._articles: dict[str, int] = {}
        """In how many articles each is heard; asked again only where that can have changed."""
        self._article_titles: dict[str, str] = {}
        self._order = (SourceColumn.NAME, Qt.SortOrder.AscendingOrder)
        self.is_of_project = False
        self._answers: dict[int, Callable[[Source, SourceColumn], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleTextRole: lambda source, _: self._sentence(source),
            Qt.ItemDataRole.DecorationRole: self._swatch,
            SOURCE_ROLE: lambda source, _: source,
            SORT_ROLE: self._sort_value,
        }
        self._titles = {
            SourceColumn.NAME: self.tr("Source"),
            SourceColumn.CLAIMS: self.tr("Claims"),
            SourceColumn.WORDS: self.tr("Words"),
            SourceColumn.ARTICLES: self.tr("Articles"),
            SourceColumn.KIND: self.tr("Kind"),
            SourceColumn.ROLE: self.tr("Role"),
            SourceColumn.AFFILIATION: self.tr("Affiliation"),
            SourceColumn.SECTOR: self.tr("Sector"),
            SourceColumn.SIDE: self.tr("Side"),
            SourceColumn.ALIASES: self.tr("Also called"),
        }
        workspace.project_opened.connect(self._reset)
        workspace.article_opened.connect(self._turn_to_article)
        workspace.articles_changed.connect(self._rename_articles)
        workspace.changed.connect(self._follow)
        workspace.known_sides.changed.connect(self._tell_all)
        workspace.known_levels.changed.connect(self._tell_all)
        look.changed.connect(self._tell_all)
        self._reset()

    def show_project(self, *, is_wanted: bool) -> None:
        """Show every source of the project, or those of the open article."""
        if is_wanted != self.is_of_project:
            self.is_of_project = is_wanted
            self._reset()

    def source(self, source_id: str | None) -> Source | None:
        """Return a source that is shown, None where it is not."""
        return self._known.get(source_id or "")

    def sources(self) -> list[Source]:
        """Return every source that is shown, from top to bottom; do not change the list."""
        return self._records

    def row_of(self, source_id: str) -> int | None:
        """Return the row of a source, None where it has none."""
        if source_id not in self._known:
            return None
        return next(n for n, source in enumerate(self._records) if source.id == source_id)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's title, and of the words how they are counted."""
        if role == Qt.ItemDataRole.ToolTipRole and section == SourceColumn.WORDS:
            return (
                self.tr("The words of its claims; what two claims share counts twice")
                if self.is_of_project
                else self.tr("The words of its claims; what two claims share counts once")
            )
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, the Source itself under SOURCE_ROLE, or how it looks or sounds."""
        if not index.isValid():
            return None
        source, column = self._records[index.row()], SourceColumn(index.column())
        answer = self._answers.get(role)
        return answer(source, column) if answer else self._shape(column, role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in the order of a column; those that are alike in it go by name."""
        self._order = (SourceColumn(max(column, 0)), order)
        self._arrange()

    def _shape(self, column: SourceColumn, role: int) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(column)
        if role == Qt.ItemDataRole.ForegroundRole:
            theme = self._look.theme
            return theme.text if column is SourceColumn.NAME else theme.muted
        return None

    def _swatch(self, source: Source, column: SourceColumn) -> QIcon | None:
        if column is SourceColumn.NAME:
            level = self._workspace.known_levels.of(source.id)
            return level_icon(level, self._look.theme) if level.hides else None
        if column is not SourceColumn.SIDE:
            return None
        return self._workspace.known_sides.icon(source.side, self._look.theme)

    def _tip(self, source: Source, column: SourceColumn) -> str:
        words = self._text(source, column)
        promised = tip_of(self._workspace.known_levels.of(source.id))
        is_name = column is SourceColumn.NAME and promised
        return plain_tip(f"{words} — {promised}" if is_name else words)

    def _text(self, source: Source, column: SourceColumn) -> str:
        title = self._article_titles.get(source.article_id or "") if self.is_of_project else None
        if column is SourceColumn.NAME and title:
            return f"{source.name} · {shortened(title, _TITLE)}"
        return str(self._value(source, column))

    def _value(self, source: Source, column: SourceColumn) -> str | int:
        if column in _NUMBERS:
            heard = self._heard(source.id)
            return (heard.claims, heard.words, heard.articles)[column - SourceColumn.CLAIMS]
        values: dict[SourceColumn, str | None] = {
            SourceColumn.NAME: source.name,
            SourceColumn.KIND: told(source.kind),
            SourceColumn.ROLE: source.role,
            SourceColumn.AFFILIATION: source.affiliation,
            SourceColumn.SECTOR: told(source.sector),
            SourceColumn.SIDE: side_told(source.side),
            SourceColumn.ALIASES: ", ".join(source.aliases),
        }
        return values[column] or ""

    def _sort_value(self, source: Source, column: SourceColumn) -> str | int:
        value = self._value(source, column)
        return value.casefold() if isinstance(value, str) else value

    def _sentence(self, source: Source) -> str:
        heard = self._heard(source.id)
        phrase = self.tr("{name}, {kind}, side {side}; claims: {claims}, words: {words}")
        said = phrase.format(
            name=source.name,
            kind=told(source.kind),
            side=side_told(source.side),
            claims=heard.claims,
            words=heard.words,
        )
        parts = [said]
        if source.article_id:
            title = self._article_titles.get(source.article_id, "")
            parts.append(self.tr("only in {title}").replace("{title}", title))
        else:
            parts.append(self.tr("articles: {n}").format(n=heard.articles))
        if source.aliases:
            names = listed(source.aliases)
            parts.append(self.tr("also called {names}").replace("{names}", names))
        parts += filter(None, [tip_of(self._workspace.known_levels.of(source.id))])
        return ", ".join(parts)

    def _reset(self) -> None:
        self.beginResetModel()
        self._desk = self._workspace.desk
        self._figures.clear()
        self._articles.clear()
        self._article_titles = self._read_titles()
        self._known = {}
        if not self.is_of_project:
            self._known = dict(self._desk.sources) if self._desk else {}
        elif self._workspace.path:
            with suppress(AnnotatorError):
                self._figures = self._workspace.reader.heard()
                self._known = {s.id: s for s in self._workspace.reader.all_sources()}
        self._records = sorted(self._known.values(), key=self._place, reverse=self._is_falling)
        self.endResetModel()

    def _turn_to_article(self) -> None:
        if self.is_of_project:
            self._desk = self._workspace.desk
        else:
            self._reset()

    def _read_titles(self) -> dict[str, str]:
        return {article.id: article.title for article in self._workspace.articles()}

    def _rename_articles(self) -> None:
        self._article_titles = self._read_titles()
        self._tell_all()

    def _heard(self, source_id: str) -> Heard:
        """Return how much a source is heard, counted when somebody looks at it."""
        if source_id not in self._figures:
            self._figures[source_id] = self._counted(source_id)
        return self._figures[source_id]

    def _counted(self, source_id: str) -> Heard:
        heard = Heard(articles=self._articles.get(source_id, 0))
        if source_id not in self._articles:
            with suppress(AnnotatorError):
                heard = self._workspace.reader.heard([source_id]).get(source_id, heard)
        if self.is_of_project or self._desk is None:
            return heard
        self._articles[source_id] = heard.articles
        return Heard(*tally(self._desk, source_id), heard.articles)

    def _follow(self, change: Change) -> None:
        desk = self._workspace.desk
        if not self.is_of_project and (desk is None or desk is not self._desk):
            return
        touched = set(_touched(change))
        is_beyond = any(_is_beyond(move, desk) for move in change.moves)
        for source_id in touched:
            self._figures.pop(source_id, None)
            if is_beyond or desk is None or len(desk.said_by(source_id)) < 2:
                self._articles.pop(source_id, None)
        if self.is_of_project:
            self._become(_after(self._known, change), touched)
        elif desk:
            self._become(desk.sources, touched)

    def _become(self, known: dict[str, Source], touched: set[str]) -> None:
        """Show these sources, row by row, so that the selection survives."""
        for row in reversed(range(len(self._records))):
            if self._records[row].id not in known:
                self._remove(row)
        is_sorted = self._order[0] not in _NUMBERS or not touched
        for row, old in enumerate(self._records):
            new = known[old.id]
            if new is not old or old.id in touched:
                is_sorted = is_sorted and new == old
                self._records[row] = new
                self._tell(range(row, row + 1))
        here = {source.id for source in self._records}
        added = [source for source in known.values() if source.id not in here]
        self._known = dict(known)
        self._insert(len(self._records), added)
        if added or not is_sorted:
            self._arrange()

    @property
    def _is_falling(self) -> bool:
        return self._order[1] is Qt.SortOrder.DescendingOrder

    def _place(self, source: Source) -> tuple[str | int, str, str]:
        return self._sort_value(source, self._order[0]), source.name.casefold(), source.id

    def _arrange(self) -> None:
        """Put the rows in order; what is selected stays so."""
        ordered = sorted(self._records, key=self._place, reverse=self._is_falling)
        if ordered == self._records:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        moved = [self._records[index.row()].id for index in before]
        self._records = ordered
        rows = {source.id: row for row, source in enumerate(ordered)}
        after = [
            self.index(rows[key], index.column()) for key, index in zip(moved, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()


def tally(desk: Desk, source_id: str) -> tuple[int, int]:
    """Return how many claims and words a source has; a word said twice counts once."""
    claims = desk.said_by(source_id)
    if not claims:
        return 0, 0
    return len(claims), desk.words.within(claim.span for claim in claims)


def _touched(change: Change) -> Iterable[str]:
    """Yield the sources of which another number of claims is told after a change."""
    for move in change.moves:
        for noun in (move.before, move.after):
            if isinstance(noun, Claim) and noun.source_id:
                yield noun.source_id


def _is_beyond(move: Move, desk: Desk | None) -> bool:
    """Return whether a move is of a claim of an article that is not open."""
    noun = move.noun
    return isinstance(noun, Claim) and (desk is None or noun.article_id != desk.article.id)


def _after(known: dict[str, Source], change: Change) -> dict[str, Source]:
    """Return the sources of the project as they are after a change."""
    after = dict(known)
    for move in change.moves:
        if isinstance(move.before, Source):
            after.pop(move.before.id, None)
        if isinstance(move.after, Source):
            after[move.after.id] = move.after
    return after
