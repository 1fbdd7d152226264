"""Which sources the table shows: those that are called so."""

from PySide6.QtCore import QObject, QSortFilterProxyModel, Qt

from annotator.model import Source
from ui.models.sources import SOURCE_ROLE, SourcesModel
from ui.models.table import Index


class ShownSources(QSortFilterProxyModel):
    """The sources that hold every word of a text in a name or an alias, in the model's order."""

    def __init__(self, sources: SourcesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources = sources
        self._words: list[str] = []
        self.setSourceModel(sources)

    def look_for(self, text: str) -> None:
        """Show the sources that are called so."""
        self.beginFilterChange()
        self._words = text.casefold().split()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Let the model sort: it compares each value once."""
        self._sources.sort(column, order)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Return whether a source is shown."""
        del parent
        source = self._sources.sources()[row]
        called = "\n".join((source.name, *source.aliases)).casefold() if self._words else ""
        return all(word in called for word in self._words)

    def source_at(self, row: int) -> Source | None:
        """Return the source in a row of what is shown."""
        source = self.index(row, 0).data(SOURCE_ROLE)
        return source if isinstance(source, Source) else None
