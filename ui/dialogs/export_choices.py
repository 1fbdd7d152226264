"""What can be chosen of a file: its format, which articles, which parts, and on what paper."""

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.export.edition import PAGE_ONE, PARTS
from annotator.export.kinds import KINDS, tables
from annotator.exporting import Order
from annotator.model import Article
from annotator.vocabulary import FileFormat, Part, TableName, Variant
from ui.dialogs.files import choose_base
from ui.models.wording import label_of, shortened
from ui.panels.shapes import heading, plain_label
from ui.settings import Settings


class FormatChoice(QWidget):
    """The format, and of one table which."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tables = {
            TableName.CLAIMS: self.tr("Claims"),
            TableName.SOURCES: self.tr("Sources"),
            TableName.CHECKS: self.tr("Checks"),
            TableName.MEASURES: self.tr("Measures"),
        }
        self.kinds = QComboBox()
        self.kinds.setObjectName("exportFormat")
        self.kinds.setAccessibleName(self.tr("Format"))
        for kind, name in (
            (FileFormat.WORD, self.tr("Word report (.docx)")),
            (FileFormat.HTML, self.tr("Web page (.html)")),
            (FileFormat.PDF, self.tr("Marked page (.pdf)")),
            (FileFormat.CSV, self.tr("One table (.csv)")),
            (FileFormat.XLSX, self.tr("Workbook of all tables (.xlsx)")),
            (FileFormat.JSON, self.tr("Claims file (.json)")),
            (FileFormat.JSONLD, self.tr("Web Annotations (.jsonld)")),
        ):
            self.kinds.addItem(name, kind)
        self.tables = QComboBox()
        self.tables.setObjectName("exportTable")
        self.tables.setAccessibleName(self.tr("Table"))
        format_label = plain_label(self.tr("&Format"), wraps=False)
        format_label.setTextFormat(Qt.TextFormat.AutoText)
        format_label.setBuddy(self.kinds)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        row.addWidget(format_label)
        row.addWidget(self.kinds, 2)
        row.addWidget(self.tables, 1)
        self.kinds.currentIndexChanged.connect(self._change)
        self.tables.currentIndexChanged.connect(lambda _: self.changed.emit())

    @property
    def kind(self) -> FileFormat:
        """Return the format that is wanted."""
        return FileFormat(self.kinds.currentData())

    @property
    def table(self) -> TableName:
        """Return the table that is wanted."""
        return TableName(self.tables.currentData() or TableName.CLAIMS)

    def choose(self, kind: FileFormat, table: TableName) -> None:
        """Want a format and a table."""
        self.offer(Variant.FULL)
        self.kinds.setCurrentIndex(self.kinds.findData(kind))
        self.tables.setCurrentIndex(max(self.tables.findData(table), 0))
        self.tables.setVisible(KINDS[kind].has_tables)

    def offer(self, variant: Variant) -> None:
        """Offer the tables that a variant has."""
        wanted, before = tables(variant), self.table
        if [self.tables.itemData(n) for n in range(self.tables.count())] == list(wanted):
            return
        self.tables.blockSignals(True)
        self.tables.clear()
        for name in wanted:
            self.tables.addItem(self._tables[name], name)
        self.tables.setCurrentIndex(max(self.tables.findData(before), 0))
        self.tables.blockSignals(False)

    def _change(self) -> None:
        self.tables.setVisible(KINDS[self.kind].has_tables)
        self.changed.emit()


class ScopeChoice(QWidget):
    """The chosen articles or all, in one file or in one each."""

    changed = Signal()

    def __init__(
        self, articles: Sequence[Article], chosen: Sequence[Article], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._articles, self._chosen = articles, tuple(chosen)
        title = shortened(self._chosen[0].title, 44) if self._chosen else ""
        words = self.tr("“{title}”").replace("{title}", title)
        if len(self._chosen) > 1:
            words = self.tr("The {n} chosen articles").format(n=len(self._chosen))
        self.these = QRadioButton(label_of(words))
        self.these.setObjectName("thisArticle")
        total = len(articles)
        words = (
            self.tr("All {n} articles of the project") if total != 1 else self.tr("The project")
        )
        self.every = QRadioButton(words.format(n=total))
        self.every.setObjectName("allArticles")
        self.each = QCheckBox(self.tr("One file for &each article"))
        self.each.setObjectName("oneEach")
        self._scopes = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for button in (self.these, self.every):
            self._scopes.addButton(button)
            column.addWidget(button)
        column.addWidget(self.each)
        self.these.setVisible(bool(self._chosen))
        self.every.setVisible(total > 1 or not self._chosen)
        self._scopes.buttonToggled.connect(self._change)
        self.each.toggled.connect(lambda _: self.changed.emit())

    @property
    def articles(self) -> tuple[Article, ...]:
        """Return the articles that are wanted; none means all."""
        return self._chosen if self.these.isChecked() else ()

    @property
    def is_each(self) -> bool:
        """Return whether every article gets a file of its own."""
        return self.each.isChecked() and self._number > 1

    def choose(self, *, is_all: bool, is_each: bool) -> None:
        """Want all articles or the chosen ones."""
        is_whole = not self._chosen or (is_all and len(self._chosen) == 1)
        (self.every if is_whole and not self.every.isHidden() else self.these).setChecked(True)
        if not self._chosen:
            self.every.setChecked(True)
        self.each.setChecked(is_each)
        self.each.setVisible(self._number > 1)

    @property
    def _number(self) -> int:
        return len(self.articles or self._articles)

    def _change(self, _: object, is_checked: bool) -> None:
        if is_checked:
            self.each.setVisible(self._number > 1)
            self.changed.emit()


class PartChoice(QWidget):
    """The parts of a Word report that follow page one; each may be left out."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = {
            Part.ARTICLE: self.tr("Annotated article"),
            Part.ALLEGATIONS: self.tr("Allegations and answers"),
            Part.CLAIMS: self.tr("Claims in reading order"),
            Part.SOURCES: self.tr("Sources"),
            Part.BALANCE: self.tr("Sourcing balance"),
            Part.CHECKS: self.tr("Checks"),
            Part.QUOTATIONS: self.tr("Quotations to verify"),
            Part.EVIDENCE: self.tr("Evidence"),
            Part.QUESTIONS: self.tr("Open questions"),
            Part.METHOD: self.tr("Method"),
        }
        self.boxes: dict[Part, QCheckBox] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(5)
        for n in (0, 1):
            self._grid.setColumnStretch(n, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(heading(self.tr("PARTS AFTER PAGE ONE")))
        column.addLayout(self._grid)
        for part, name in names.items():
            box = QCheckBox(name, self)  # whose order by Tab is that of their making
            box.setObjectName(f"part-{part.word}")
            box.setChecked(True)
            box.toggled.connect(lambda _: self.changed.emit())
            self.boxes[part] = box
        self._shown: tuple[Part, ...] = ()

    @property
    def left_out(self) -> frozenset[Part]:
        """Return the parts that are not wanted, whether the variant has them or not."""
        return frozenset(part for part, box in self.boxes.items() if not box.isChecked())

    def choose(self, left_out: Collection[Part]) -> None:
        """Want all parts but some."""
        for part, box in self.boxes.items():
            box.setChecked(part not in left_out)

    def offer(self, kind: FileFormat, variant: Variant) -> None:
        """Show the parts that a variant of a format has, in their order, down two columns."""
        has = PARTS[variant] if KINDS[kind].has_parts else ()
        shown = tuple(part for part in has if part not in PAGE_ONE)
        self.setVisible(bool(shown))
        if shown == self._shown:
            return
        self._shown = shown
        for box in self.boxes.values():
            self._grid.removeWidget(box)
            box.hide()
        rows = (len(shown) + 1) // 2
        for n, part in enumerate(shown):
            self._grid.addWidget(self.boxes[part], n % rows, n // rows)
            self.boxes[part].show()


class LookChoice(QWidget):
    """The paper, and the newsroom's own document that a Word report looks like."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.base: Path | None = None
        self.papers = QComboBox()
        self.papers.setObjectName("exportPage")
        self.papers.setAccessibleName(self.tr("Page size"))
        for name, paper in ((self.tr("A4"), "a4"), (self.tr("Letter"), "letter")):
            self.papers.addItem(name, paper)
        page_label = QLabel(self.tr("Page si&ze"))
        page_label.setBuddy(self.papers)
        self._base_label = QLabel(self.tr("Looks like"))
        self._name = plain_label(wraps=False)
        self._name.setObjectName("exportBase")
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.browse = QPushButton(self.tr("&Choose…"))
        self.browse.setObjectName("chooseBase")
        self.browse.setAccessibleName(self.tr("Choose a Word document that the report looks like"))
        self.clear = QPushButton(self.tr("Clear"))
        self.clear.setObjectName("clearBase")
        self.clear.setAccessibleName(self.tr("Look like On Record again"))
        for button in (self.browse, self.clear):
            button.setAutoDefault(False)
        self.browse.clicked.connect(self._ask)
        self.clear.clicked.connect(lambda: self.take(None))
        self._own = QWidget()
        own = QHBoxLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        own.addWidget(self._name, 1)
        own.addWidget(self.clear)
        own.addWidget(self.browse)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 10, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.addWidget(page_label, 0, 0)
        grid.addWidget(self.papers, 0, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self._base_label, 1, 0)
        grid.addWidget(self._own, 1, 1)
        self._tell()
        self.papers.currentIndexChanged.connect(lambda _: self.changed.emit())

    @property
    def paper(self) -> str:
        """Return the paper that is wanted, empty for that of the newsroom's document."""
        return str(self.papers.currentData() or "")

    def choose(self, order: Order, usual: str) -> None:
        """Want the paper and the document of an order; `usual` is the paper where it has none."""
        self._put(order.base)
        paper = order.paper or ("" if order.base else usual)
        self.papers.setCurrentIndex(max(self.papers.findData(paper), 0))

    def take(self, base: Path | None) -> None:
        """Look like a newsroom's document, on its paper; or like On Record."""
        before = self.paper
        self._put(base)
        if base:
            self.papers.setCurrentIndex(self.papers.findData(""))
        elif before:
            self.papers.setCurrentIndex(max(self.papers.findData(before), 0))
        self.changed.emit()

    def offer(self, kind: FileFormat) -> None:
        """Show what a format has of it."""
        self.setVisible(KINDS[kind].has_paper)
        for part in (self._base_label, self._own):
            part.setVisible(KINDS[kind].has_base)
        self._own_paper(has_one=self.base is not None and KINDS[kind].has_base)

    def _put(self, base: Path | None) -> None:
        self.base = base
        self._own_paper(has_one=base is not None)
        self._tell()

    def _own_paper(self, *, has_one: bool) -> None:
        """Offer the paper of the newsroom's document where there is one."""
        at = self.papers.findData("")
        self.papers.blockSignals(True)
        if has_one and at < 0:
            self.papers.addItem(self.tr("As in the document"), "")
        elif not has_one and at >= 0:
            self.papers.removeItem(at)
        self.papers.blockSignals(False)

    def _tell(self) -> None:
        words = shortened(self.base.name, 34) if self.base else self.tr("On Record")
        self._name.setText(words)
        self._name.setToolTip(str(self.base) if self.base else "")
        self.clear.setVisible(self.base is not None)

    def _ask(self) -> None:
        choose_base(self, self._settings, self.take)
