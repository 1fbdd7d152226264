"""The help: a list of pages at the left, the page at the right, and a search over all."""

from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ui.help import pages
from ui.panels.claims import FilterLine
from ui.panels.shapes import quiet_label
from ui.theme import LARGE, sans

_NAME = int(Qt.ItemDataRole.UserRole)


class HelpWindow(QDialog):
    """Shows our own pages and nothing else; links to the web are told, never opened."""

    def __init__(self, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self.resize(820, 640)

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


class PageText(QTextBrowser):
    """One of our pages; it loads no picture, no page and nothing of the web by itself."""

    page_wanted = Signal(str)
    web_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("helpText")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFont(sans(LARGE))
        self.document().setDocumentMargin(20)
        self.anchorClicked.connect(self._follow)

    def show_markdown(self, text: str) -> None:
        """Show a page from its beginning."""
        self.document().setDefaultFont(sans(LARGE))
        self.setMarkdown(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def find_first(self, words: str) -> None:
        """Select the first place where the words stand, or the first of them."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        any(self.find(some) for some in (words, *words.split()[:1]) if some.strip())

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load nothing."""
        del kind, name

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc to the window."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _follow(self, url: QUrl) -> None:
        name = url.path().rpartition("/")[2]
        if url.isRelative() and name.endswith(".md") and name.removesuffix(".md") in pages():
            self.page_wanted.emit(name.removesuffix(".md"))
        elif not url.isRelative():
            self.web_wanted.emit(url.toString())
