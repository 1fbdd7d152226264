"""The page of the settings where each command is given its keys."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.actions import COMMANDS, GROUPS, told
from ui.dialogs.shapes import WarningLabel
from ui.keymap import Keymap
from ui.keys import chord, spelled
from ui.panels.claims import FilterLine
from ui.panels.flow import FlowLayout
from ui.panels.shapes import chip, plain_label
from ui.theme import NORMAL, SMALL, sans

_NAME = int(Qt.ItemDataRole.UserRole)
_BARE = {
    *(Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr),
    *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_unknown),
}


class KeyField(QLineEdit):
    """Where a key is pressed to be given; `pressed` carries it. Tab and Esc lead on, as always."""

    pressed = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Have every key before the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of the key, and type nothing."""
        if event.key() == Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif event.key() not in _BARE:
            self.pressed.emit(chord(event))


class KeysPage(QWidget):
    """Every command with its keys; one at a time is given others."""

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self._name = COMMANDS[0].name
        self._rows: dict[str, QTreeWidgetItem] = {}
        self.search = FilterLine()
        self.search.setObjectName("keyFilter")
        self.search.setPlaceholderText(self.tr("Find a command or a key"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._look_for)
        self.list = self._tree()
        self.search.left.connect(self.list.setFocus)
        self.title = plain_label()
        self.title.setFont(sans(NORMAL, bold=True))
        self.field = KeyField()
        self.field.setObjectName("keyField")
        self.field.setPlaceholderText(self.tr("Press a key here to add it"))
        self.field.pressed.connect(self._want)
        self.usual = _button(self.tr("Reset"), self._reset)
        self.all_usual = _button(self.tr("Reset all"), self._ask_for_all)
        self.question = Question()
        self.question.answered.connect(self.field.setFocus)
        self._caps = FlowLayout(gap=6)
        self._lay_out()
        keymap.changed.connect(self._load)
        self._load()
        self.list.setCurrentItem(self._rows[self._name])

    def choose(self, name: str) -> None:
        """Go to a command."""
        self.list.setCurrentItem(self._rows[name])
        self.list.scrollToItem(self._rows[name])

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setObjectName("keyList")
        tree.setAccessibleName(self.tr("Commands and their keys"))
        tree.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        tree.setRootIsDecorated(False)
        tree.setIndentation(12)
        tree.setUniformRowHeights(True)
        tree.setItemsExpandable(False)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for menu in GROUPS:
            group = QTreeWidgetItem(tree, [told(menu).upper()])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            group.setFont(0, sans(SMALL, bold=True))
            for command in COMMANDS:
                if command.menu == menu:
                    row = QTreeWidgetItem(group, [told(command.title)])
                    row.setData(0, _NAME, command.name)
                    self._rows[command.name] = row
        tree.expandAll()
        tree.currentItemChanged.connect(self._turn_to)
        tree.itemActivated.connect(lambda *_: self.field.setFocus())
        return tree

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.addWidget(self.field, 1)
        below.addWidget(self.usual)
        below.addWidget(self.all_usual)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.title)
        column.addLayout(self._caps)
        column.addLayout(below)
        column.addWidget(self.question)

    def _load(self) -> None:
        """Show the keys as they are now."""
        for name, row in self._rows.items():
            keys = dict.fromkeys(map(spelled, self._keymap.keys(name)))
            row.setText(1, "   ".join(keys))
        self._show_command()

    def _show_command(self) -> None:
        row = self._rows[self._name]
        is_shown = not row.isHidden()
        title = row.text(0)
        self.title.setText(title if is_shown else self.tr("No command has these words."))
        self.field.setAccessibleName(self.tr("A new key for {what}").replace("{what}", title))
        self.field.setEnabled(is_shown)
        self.usual.setEnabled(is_shown and not self._keymap.is_usual(self._name))
        while item := self._caps.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for key in self._keymap.keys(self._name) if is_shown else ():
            spoken = self.tr("Take {key} away from this command").replace("{key}", spelled(key))
            cap = chip(f"{spelled(key)}  ×", spoken, self)
            cap.setToolTip(spoken)
            cap.clicked.connect(lambda _=False, key=key: self._take(key))
            self._caps.addWidget(cap)
            cap.show()

    def _turn_to(self, row: QTreeWidgetItem | None) -> None:
        name = row.data(0, _NAME) if row else None
        if name:
            self._name = name
            self.question.leave()
            self._show_command()

    def _want(self, key: str) -> None:
        """Give the key, refuse it with a sentence, or ask before it is taken from another."""
        self.question.leave()
        refusal = self._keymap.refusal(self._name, key)
        owner = self._keymap.owner(key)
        if refusal:
            self.question.tell(refusal)
        elif owner is None:
            self._keymap.give(self._name, key)
        elif owner.name == self._name:
            self.question.tell(self.tr("This command has that key already."))
        else:
            words = self.tr("{key} is used by “{what}”: take it from there?")
            words = words.replace("{key}", spelled(key)).replace("{what}", told(owner.title))
            name = self._name
            self.question.ask(words, self.tr("Take it"), lambda: self._keymap.give(name, key))

    def _take(self, key: str) -> None:
        self.question.leave()
        self._keymap.take(self._name, key)
        self.field.setFocus()

    def _reset(self) -> None:
        self.question.leave()
        self._keymap.reset(self._name)
        self.field.setFocus()

    def _ask_for_all(self) -> None:
        words = self.tr("Give every command its first keys again?")
        self.question.ask(words, self.tr("Reset all"), self._keymap.reset_all)

    def _look_for(self, words: str) -> None:
        wanted = words.casefold().split()
        for row in self._rows.values():
            group = row.parent()
            text = f"{row.text(0)} {row.text(1)} {group.text(0) if group else ''}".casefold()
            row.setHidden(not all(word in text for word in wanted))
        for at in range(self.list.topLevelItemCount()):
            menu = self.list.topLevelItem(at)
            if menu:
                rows = [menu.child(n) for n in range(menu.childCount())]
                menu.setHidden(all(row.isHidden() for row in rows if row))
        shown = [name for name, row in self._rows.items() if not row.isHidden()]
        if shown and self._name not in shown:
            self.choose(shown[0])
        self.question.leave()
        self._show_command()


class Question(QWidget):
    """One sentence below the keys and, where it asks, two answers; no dialog."""

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("keyQuestion")
        self._words = WarningLabel()
        self._then: Callable[[], object] | None = None
        self.yes = _button("", self._do)
        self.no = _button(self.tr("Leave it"), self._do_not)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.leave()

    @property
    def words(self) -> QLabel:
        """Return the sentence."""
        return self._words

    def tell(self, words: str) -> None:
        """Say a sentence."""
        self._words.tell(words)
        self.setVisible(True)

    def ask(self, words: str, answer: str, then: Callable[[], object]) -> None:
        """Ask, with the keys on the answer that changes nothing away."""
        self._then = then
        self.tell(words)
        self.yes.setText(answer)
        self.yes.setAccessibleName(f"{words} {answer}")
        for button in (self.yes, self.no):
            button.show()
        self.yes.setFocus()

    def leave(self) -> None:
        """Go away; nothing is done."""
        self._then = None
        self._words.tell("")
        for part in (self.yes, self.no, self):
            part.hide()

    def _do(self) -> None:
        then = self._then
        self.leave()
        if then:
            then()
        self.answered.emit()

    def _do_not(self) -> None:
        self.leave()
        self.answered.emit()


def _button(words: str, run: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.setAccessibleName(words)
    button.clicked.connect(run)
    return button
