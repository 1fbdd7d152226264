"""What came back in a report, to be taken up one by one."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.edits import Change, Edit
from annotator.errors import AnnotatorError
from annotator.returned.matching import Matched
from annotator.rules import HouseRules
from ui import telling
from ui.dialogs.reply_rows import ReplyList
from ui.dialogs.reply_view import ReplyView
from ui.dialogs.shapes import ListBesidePage, WarningLabel, sentence_of
from ui.keymap import Keymap
from ui.models.replies import RepliesModel
from ui.models.wording import shortened
from ui.panels.shapes import quiet_label, scrolled
from ui.theme import Look
from ui.window_size import open_at
from ui.workspace import Workspace


class RepliesDialog(QDialog):
    """Replies left, the chosen one right; Enter takes it up, Del skips it.

    `claim_wanted` asks for a claim in the page, by the ids of its article and its own.
    """

    claim_wanted = Signal(str, str)

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        house: HouseRules,
        keymap: Keymap,
        matched: Matched,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("repliesDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("What came back in {name}").replace("{name}", shortened(matched.name, 48))
        self.setWindowTitle(telling.told(title))
        self._workspace = workspace
        self._rows = RepliesModel(workspace, house, matched, self)
        self._row = 0
        self.list = ReplyList(look)
        self.list.setModel(self._rows)
        self.shown = ReplyView(self._rows)
        self._count = quiet_label(wraps=False)
        self._warning = WarningLabel()
        self._notice = quiet_label(sentence_of(matched.notice) if matched.notice else "")
        self._notice.setObjectName("repliesNotice")
        self._notice.setVisible(bool(matched.notice))
        self._make_buttons()
        self._lay_out()
        self._connect(keymap)
        self._refresh()
        self.list.setFocus()

    def _make_buttons(self) -> None:
        self.accept_all = QPushButton(self.tr("Accept all notes"))
        self.accept_all.setObjectName("acceptAllNotes")
        self.accept_all.clicked.connect(self._take_all)
        self.skip = QPushButton(self.tr("Skip"))
        self.skip.setObjectName("skipReply")
        self.skip.setToolTip(
            QKeySequence("Delete").toString(QKeySequence.SequenceFormat.NativeText)
        )
        self.skip.clicked.connect(self._skip)
        self.take = QPushButton(self.tr("Accept"))
        self.take.setObjectName("acceptReply")
        self.take.clicked.connect(self._take)
        self.shut = QPushButton(self.tr("Close"))
        self.shut.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self._area = scrolled(self.shown)
        nothing = self.tr("Nothing new in this report")
        self._pages = ListBesidePage(self.list, self._area, nothing, (340, 430), 180)
        buttons = QHBoxLayout()
        buttons.addWidget(self.accept_all)
        buttons.addWidget(self._count, 1)
        for button in (self.skip, self.take, self.shut):
            buttons.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 14)
        whole.setSpacing(10)
        whole.addWidget(self._notice)
        whole.addWidget(self._pages, 1)
        whole.addWidget(self._warning)
        whole.addLayout(buttons)
        self.take.setDefault(True)
        open_at(self, 800, 600)

    def _connect(self, keymap: Keymap) -> None:
        workspace = self._workspace
        workspace.changed.connect(self._follow)
        workspace.project_opened.connect(self.reject)
        workspace.failed.connect(self._tell)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.shown.claim_wanted.connect(self._go)
        for key in ("Delete", "Backspace"):
            self._shortcut(key, self.list, self._skip)
        for name, do in (("edit.undo", workspace.undo), ("edit.redo", workspace.redo)):
            for key in keymap.keys(name):
                self._shortcut(key, self, do)

    def _shortcut(self, key: str, owner: QWidget, do: Callable[[], object]) -> None:
        made = QShortcut(QKeySequence(key), owner)
        context = Qt.ShortcutContext
        made.setContext(context.WidgetShortcut if owner is self.list else context.WindowShortcut)
        made.activated.connect(do)

    def _choose(self) -> None:
        at = self.list.currentIndex()
        if at.isValid():
            self._row = at.row()
        reply = self._rows.reply_at(at.row())
        self._warning.tell("")
        self.shown.show_reply(reply)
        self._area.verticalScrollBar().setValue(0)
        can_change = not self._workspace.is_read_only
        self.take.setEnabled(can_change and self.shown.action is not None)
        self.skip.setEnabled(reply is not None)
        left = self._rows.left
        notes = any(each.kind.is_said and each.claim_id for each in left)
        self.accept_all.setEnabled(can_change and notes)

    def _refresh(self) -> None:
        """Choose the reply that stands now where the last one stood."""
        row = self._rows.row_near(self._row)
        index = self._rows.index(row, 0)
        self.list.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        left = len(self._rows.left)
        self._pages.show_rows(bool(left))
        words = self.tr("{n} reply left") if left == 1 else self.tr("{n} replies left")
        self._count.setText(words.format(n=left) if left else "")
        self._choose()
        if not left:
            self.shut.setFocus()

    def _take(self) -> None:
        self._do(self.shown.edit)

    def _take_all(self) -> None:
        self._do(self._rows.edit_of_all)

    def _do(self, edit: Callable[[], Edit | None]) -> None:
        try:
            made = edit()
        except AnnotatorError as error:
            self._tell(error)
            return
        if made:
            self._workspace.do(made)

    def _skip(self) -> None:
        reply = self._rows.reply_at(self.list.currentIndex().row())
        if reply:
            self._rows.skip(reply)
            self._refresh()

    def _follow(self, change: Change) -> None:
        self._rows.follow(change)
        self._refresh()

    def _go(self) -> None:
        reply = self._rows.reply_at(self.list.currentIndex().row())
        if reply and reply.article_id and reply.claim_id:
            self.claim_wanted.emit(reply.article_id, reply.claim_id)

    def _tell(self, error: AnnotatorError) -> None:
        self._warning.tell(sentence_of(error))
