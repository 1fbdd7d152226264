"""The help: a list of pages at the left, the page at the right, and a search over all."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.page_text import PageText
from ui.help import pages
from ui.panels.claims import FilterLine
from ui.panels.shapes import quiet_label
from ui.window_size import open_at

_NAME = int(Qt.ItemDataRole.UserRole)


class HelpWindow(QDialog):
    """Shows our own pages and nothing else; links to the web are told, never opened."""

    def __init__(self, page: str, parent: QWidget | None = None, heading: str = "") -> None:
        super().__init__(parent)
        self._heading = heading
        self.setObjectName("helpWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Help"))
        self.text = PageText()
        self.search = FilterLine()
        self.search.setObjectName("helpSearch")
        self.search.setPlaceholderText(self.tr("Search the help"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._look_for)
        self.list = QListWidget()
        self.list.setObjectName("helpPages")
        self.list.setAccessibleName(self.tr("Pages"))
        for name, found in pages().items():
            row = QListWidgetItem(found.title, self.list)
            row.setData(_NAME, name)
        self.list.currentItemChanged.connect(self._turn_to)
        self.list.itemActivated.connect(lambda _: self.text.setFocus())
        self.search.left.connect(self.list.setFocus)
        self.text.setAccessibleName(self.tr("The page"))
        self.text.page_wanted.connect(self.show_page)
        self.text.web_wanted.connect(self._tell_address)
        self._told = quiet_label()
        self._told.setObjectName("helpMessage")
        self._told.setContentsMargins(16, 6, 16, 8)
        self._told.hide()
        self._lay_out()
        self.show_page(page)
        self.list.setFocus()

    def show_page(self, name: str) -> None:
        """Show a page by its name; the first one where there is none of that name."""
        names = list(pages())
        self.list.setCurrentRow(names.index(name) if name in names else 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the heading that was asked for, now that lines are as long as they stay."""
        super().showEvent(event)
        if self._heading:
            self.text.go_to(self._heading)
            self.text.setFocus()

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 12, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.addWidget(side)
        split.addWidget(self.text)
        split.setSizes([210, 560])
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        side.setMinimumWidth(150)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(split, 1)
        whole.addWidget(self._told)
        open_at(self, 820, 640)

    def _turn_to(self, row: QListWidgetItem | None) -> None:
        if row:
            self._told.hide()
            self.text.show_markdown(pages()[row.data(_NAME)].text)
            self.text.find_first(self.search.text())

    def _look_for(self, words: str) -> None:
        rows = [self.list.item(at) for at in range(self.list.count())]
        for row in rows:
            row.setHidden(not pages()[row.data(_NAME)].holds(words))
        shown = [row for row in rows if not row.isHidden()]
        current = self.list.currentItem()
        if shown and current not in shown:
            self.list.setCurrentItem(shown[0])
        self.text.find_first(words)
        self._tell("" if shown else self.tr("No page has these words."))

    def _tell_address(self, address: str) -> None:
        words = self.tr("This leads to the web, which On Record never opens: {address}")
        self._tell(words.replace("{address}", address))

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))
