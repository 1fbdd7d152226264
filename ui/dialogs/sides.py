"""The project's list of sides: names, order, looks, and what becomes one or goes."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator import sides
from annotator.edits import Edit
from annotator.errors import AnnotatorError
from annotator.model import UNKNOWN_SIDE
from annotator.palette import SIDE_LOOKS
from annotator.store.drafts import Place
from annotator.store.reader import Reader
from ui.dialogs.looks import LookGrid
from ui.dialogs.shapes import TableDialog, WarningLabel, sentence_of
from ui.keymap import Keymap
from ui.models.sides import SideColumn, SideRow, SidesModel, look_told
from ui.models.table import Index
from ui.models.wording import label_of, shortened
from ui.panels.claims_table import QuietTable
from ui.panels.fields import cleaned
from ui.panels.flow import FlowLayout
from ui.panels.offer_line import OfferLine
from ui.panels.shapes import empty_label, quiet_label
from ui.theme import Look
from ui.window_size import open_at
from ui.workspace import Workspace

_NAME = 40
"""How many characters of a side's name a sentence shows."""


class SidesDialog(TableDialog):
    """Every side with its swatch; `setting_wanted` asks for the sides of the article's sources."""

    setting_wanted = Signal()

    def __init__(
        self, workspace: Workspace, look: Look, keymap: Keymap, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sidesDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Sides"))
        self._workspace = workspace
        self._look = look
        self._take: Callable[[], object] = lambda: None
        self._model = SidesModel(workspace, look, self)
        self.new = QLineEdit()
        self.new.setObjectName("newSide")
        self.new.setMaxLength(sides.LONGEST)
        self.new.setPlaceholderText(self.tr("Name of another side"))
        self.new.setAccessibleName(self.tr("Name of another side"))
        self.table = QuietTable()
        self.offer = OfferLine()
        for button in (self.offer.take, self.offer.decline):
            button.setAutoDefault(False)
        self._warning = WarningLabel()
        self._make_table()
        self._make_buttons()
        self._lay_out()
        self._connect(keymap)
        workspace.drafts.follow_line(self.new, Place("project", "side"), self)
        self._refresh()
        self._pick(0)
        (self.table if self._workspace.sides() else self.new).setFocus()

    def _make_table(self) -> None:
        self.table.setObjectName("sidesTable")
        self.table.setAccessibleName(self.tr("Sides"))
        self.table.setSortingEnabled(False)
        self.table.setModel(self._model)
        self.table.setSelectionMode(QuietTable.SelectionMode.SingleSelection)
        self.table.setItemDelegateForColumn(SideColumn.NAME, _NameCell(self.table))
        for column in (SideColumn.SOURCES, SideColumn.CLAIMS):
            self.table.setColumnWidth(column, 84)
        self.table.widen(SideColumn.NAME, 120)

    def _make_buttons(self) -> None:
        self.add = self._button(self.tr("Add"), self._add)
        self.rename = self._button(self.tr("Rename"), self._edit_name, "F2")
        self.merge = self._button(self.tr("Merge into…"), self._offer_others)
        self.look = self._button(self.tr("Look…"), self._offer_looks)
        self.up = self._button(self.tr("Up"), lambda: self._move(-1), "Alt+Up")
        self.down = self._button(self.tr("Down"), lambda: self._move(1), "Alt+Down")
        self.remove = self._button(self.tr("Remove"), self._remove, "Delete")
        words = self.tr("Set the sides of this article’s sources")
        self.sources = self._button(words, self._go_to_sources)
        self.shut = self._button(self.tr("Close"), self.reject)

    def _button(self, words: str, do: Callable[[], object], key: str = "") -> QPushButton:
        """Return a button; its key works on the table."""
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(do)
        if key:
            sequence = QKeySequence(key)
            button.setToolTip(sequence.toString(QKeySequence.SequenceFormat.NativeText))
            self._shortcut(sequence, self.table, do)
        return button

    def _lay_out(self) -> None:
        told = quiet_label(
            self.tr(
                "A side is whom a source speaks for, such as a government or those who oppose it: "
                "the balance of a story counts by side."
            )
        )
        top = QHBoxLayout()
        top.addWidget(self.new, 1)
        top.addWidget(self.add)
        nothing = empty_label(
            self.tr("No sides yet: add one above, or set them source by source.")
        )
        nothing.setContentsMargins(32, 24, 32, 24)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(nothing)
        self._below = QWidget()
        flow = FlowLayout(self._below)
        for part in (self.rename, self.merge, self.look, self.up, self.down, self.remove):
            flow.addWidget(part)
        foot = QHBoxLayout()
        foot.addWidget(self.sources)
        foot.addStretch(1)
        foot.addWidget(self.shut)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(told)
        column.addLayout(top)
        column.addWidget(self._warning)
        column.addWidget(self.offer)
        column.addLayout(self._stack, 1)
        column.addWidget(self._below)
        column.addLayout(foot)
        open_at(self, 560, 560)

    def _connect(self, keymap: Keymap) -> None:
        workspace = self._workspace
        workspace.changed.connect(self._follow)
        workspace.project_opened.connect(self.reject)
        workspace.failed.connect(self._tell)
        self.new.returnPressed.connect(self._add)
        self.table.row_activated.connect(lambda _: self._edit_name())
        self.table.selectionModel().currentRowChanged.connect(self._settle)
        self.table.itemDelegateForColumn(SideColumn.NAME).closeEditor.connect(self._after_typing)
        self._model.renamed.connect(self._rename)
        self._model.modelAboutToBeReset.connect(self._leave_name)
        self.offer.taken.connect(lambda: self._answer(self._take))
        self.offer.declined.connect(lambda: self._answer(lambda: None))
        self._shortcut(QKeySequence("Backspace"), self.table, self._remove)
        for name, do in (("edit.undo", workspace.undo), ("edit.redo", workspace.redo)):
            for key in keymap.keys(name):
                self._shortcut(QKeySequence(key), self, do)

    def _shortcut(self, keys: QKeySequence, owner: QWidget, do: Callable[[], object]) -> None:
        context = Qt.ShortcutContext
        made = QShortcut(keys, owner)
        is_table = owner is self.table
        made.setContext(context.WidgetShortcut if is_table else context.WindowShortcut)
        made.activated.connect(do)

    def _current(self) -> SideRow | None:
        return self._model.side_at(self.table.currentIndex().row())

    def _refresh(self) -> None:
        """Show the sides as they are now; the one that was selected stays so."""
        known, reader = self._workspace.sides(), self._workspace.reader
        looks: dict[str, int | None] = {side.name: side.look for side in known}
        with suppress(AnnotatorError):
            sources, claims = reader.sides_of_sources(), reader.claims_by_side()
            rows = [
                SideRow(name, look, sources.get(name, 0), claims.get(name, 0))
                for name, look in (looks | {UNKNOWN_SIDE: None}).items()
            ]
            row, current = self.table.currentIndex().row(), self._current()
            self._model.show_rows(rows)
            at = self._model.row_of(current.name) if current else None
            self._pick(row if at is None else at)
        self._stack.setCurrentIndex(0 if known else 1)
        self._below.setVisible(bool(known))
        self._settle()

    def _pick(self, row: int) -> None:
        last = self._model.rowCount() - 1
        self.table.choose(self._model.index(min(max(row, 0), last), SideColumn.NAME))

    def _settle(self) -> None:
        """Enable what can be done now."""
        can_change = not self._workspace.is_read_only
        is_side = can_change and self._current() is not None
        for button in (self.rename, self.look, self.up, self.down, self.remove):
            button.setEnabled(is_side)
        self.merge.setEnabled(is_side and len(self._workspace.sides()) > 1)
        for part in (self.new, self.add):
            part.setEnabled(can_change)
        self.sources.setEnabled(can_change and self._workspace.desk is not None)

    def _follow(self) -> None:
        self.offer.hide()
        self._warning.tell("")
        self._refresh()

    def _tell(self, error: AnnotatorError) -> None:
        self._warning.tell(sentence_of(error))

    def _do(self, edit: Callable[[Reader], Edit], said: str) -> bool:
        try:
            made = edit(self._workspace.reader)
        except AnnotatorError as error:
            self._workspace.failed.emit(error)
            return False
        return self._workspace.do(made, said) is not None

    def _add(self) -> None:
        name = cleaned(self.new.text())
        said = _named(self.tr("Added the side “{name}”"), " ".join(name.split()))
        if self._do(lambda reader: sides.add(reader, name), said):
            self.new.clear()
            self._pick(len(self._workspace.sides()) - 1)
        self.new.setFocus()

    def _edit_name(self) -> None:
        index = self.table.currentIndex().siblingAtColumn(SideColumn.NAME)
        if self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.table.setFocus()
            self.table.edit(index)

    def _rename(self, old: str, typed: str) -> None:
        """Rename a side; where another is called so, ask whether the two are one."""
        name = " ".join(cleaned(typed).split())
        other = sides.same_as(name, self._workspace.sides())
        if name == old:
            return
        if other and other.name != old:
            words = self.tr("“{name}” is there already. Make one side of the two?")
            asked, kept = _named(words, other.name), other.name
            self._take = lambda: self._merge(old, kept)
            self.offer.offer(asked, self.tr("Merge"), self.tr("Leave both"))
            return
        said = _named(self.tr("Renamed the side “{name}”"), name)
        self._do(lambda reader: sides.rename(reader, old, name), said)

    def _leave_name(self) -> None:
        """Put the line for a name away before its row is another one, or gone."""
        line: QWidget | None = self.table.indexWidget(self.table.currentIndex())
        if line is not None:
            self.table.closeEditor(line, QAbstractItemDelegate.EndEditHint.NoHint)

    def _after_typing(self, _: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go to what is asked of a name that was typed."""
        del hint
        if not self.offer.isHidden():
            self.offer.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, do: Callable[[], object]) -> None:
        self.offer.hide()
        self.table.setFocus()
        do()

    def _offer_others(self) -> None:
        side = self._current()
        if side is None:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for other in self._workspace.sides():
            if other.name != side.name:
                action = menu.addAction(label_of(shortened(other.name, _NAME)))
                action.setIcon(self._workspace.known_sides.icon(other.name, self._look.theme))
                action.triggered.connect(
                    lambda _=False, kept=other.name: self._merge(side.name, kept)
                )
        menu.popup(self.merge.mapToGlobal(QPoint(0, self.merge.height())))
        menu.setActiveAction(menu.actions()[0])

    def _merge(self, gone: str, kept: str) -> None:
        moved = self._sources_of(gone)
        words = self.tr("Merged “{gone}” into “{name}”; sources that went along: {n}")
        said = words.replace("{n}", str(moved)).replace("{gone}", shortened(gone, _NAME))
        if self._do(lambda reader: sides.merge(reader, gone, kept), _named(said, kept)):
            self._pick(self._model.row_of(kept) or 0)
            self._offer_undo(_named(said, kept))

    def _remove(self) -> None:
        side = self._current()
        if side is None or not self.remove.isEnabled():
            return
        words = self.tr("Removed “{name}”")
        if side.sources:
            words = self.tr("Removed “{name}”; sources of unknown side from now on: {n}")
        said = _named(words.replace("{n}", str(side.sources)), side.name)
        if self._do(lambda reader: sides.remove(reader, side.name), said) and side.sources:
            self._offer_undo(said)

    def _offer_undo(self, said: str) -> None:
        self._take = self._workspace.undo
        self.offer.offer(said, self.tr("Undo"))

    def _sources_of(self, name: str) -> int:
        row = self._model.side_at(self._model.row_of(name) or 0)
        return row.sources if row else 0

    def _move(self, steps: int) -> None:
        side = self._current()
        if side and self.up.isEnabled():
            words = self.tr("Moved “{name}” up") if steps < 0 else self.tr("Moved “{name}” down")
            said = _named(words, side.name)
            self._do(lambda reader: sides.move(reader, side.name, steps), said)

    def _offer_looks(self) -> None:
        side = self._current()
        if side is None or side.look is None:
            return
        owners = {known.look % SIDE_LOOKS: known.name for known in self._workspace.sides()}
        grid = LookGrid(self._look.theme, side.look, owners, self)
        grid.chosen.connect(lambda look: self._give_look(side, look))
        grid.left.connect(self.table.setFocus)
        grid.open_below(self.look)

    def _give_look(self, side: SideRow, look: int) -> None:
        if side.look is None or look == side.look % SIDE_LOOKS:
            return
        words = self.tr("“{name}” is {look} now").replace("{look}", look_told(look))
        said = _named(words, side.name)
        self._do(lambda reader: sides.give_look(reader, side.name, look), said)

    def _go_to_sources(self) -> None:
        self.accept()
        self.setting_wanted.emit()


class _NameCell(QStyledItemDelegate):
    """A name that is edited in its place."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a line as long as a name can be."""
        del option, index
        line = _NameLine(parent)
        line.setMaxLength(sides.LONGEST)
        line.setAccessibleName(self.tr("Name of the side"))
        return line


class _NameLine(QLineEdit):
    """A line whose Enter is its own: the table around it would begin to edit anew."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let no key go on to the table."""
        super().keyPressEvent(event)
        event.accept()


def _named(words: str, name: str) -> str:
    return words.replace("{name}", shortened(name, _NAME))
