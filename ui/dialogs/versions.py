"""A new version beside the earlier one: the claims that were not found again, one by one."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.edits import Change
from annotator.errors import AnnotatorError
from annotator.model import Span
from ui import telling
from ui.arrival import Place
from ui.dialogs.reply_rows import ReplyList
from ui.dialogs.shapes import ListBesidePage, WarningLabel, sentence_of
from ui.dialogs.version_view import VersionView
from ui.keymap import Keymap
from ui.models.versions import VersionsModel
from ui.models.wording import shortened
from ui.panels.shapes import quiet_label, scrolled
from ui.theme import Look
from ui.versions import Compared, told_aloud
from ui.window_size import open_at
from ui.workspace import Workspace


class VersionsDialog(QDialog):
    """Claims left, the chosen one in both versions right; Enter or A accepts, Del leaves it.

    `place_wanted` asks for a place of one of the articles; `selected` tells which words are
    selected in the new one.
    """

    place_wanted = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        keymap: Keymap,
        compared: Compared,
        selected: Callable[[], Span | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("versionsDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = compared.renewal.now.article.title
        words = self.tr("What changed in “{title}”")
        self.setWindowTitle(telling.told(words.replace("{title}", shortened(title, 48))))
        self._workspace = workspace
        self._row = 0
        self.rows = VersionsModel(workspace, compared, self)
        self.list = ReplyList(look)
        self.list.setObjectName("versionsList")
        self.list.setAccessibleName(self.tr("Claims to look at"))
        self.list.setModel(self.rows)
        self.shown = VersionView(self.rows, selected)
        self._count = quiet_label()
        self._count.setObjectName("versionsCount")
        self._aloud, self._warning = WarningLabel(), WarningLabel()
        self._aloud.setObjectName("versionsAloud")
        self._make_buttons()
        self._lay_out()
        self._connect(keymap)
        self._refresh()
        self.list.setFocus()

    def _make_buttons(self) -> None:
        self.accept_same = QPushButton("")
        self.accept_same.setObjectName("acceptSame")
        self.accept_same.setToolTip(_native("Shift+A"))
        self.accept_same.clicked.connect(self._take_same)
        self.leave = QPushButton(self.tr("Leave"))
        self.leave.setObjectName("leaveClaim")
        self.leave.setToolTip(_native("Delete"))
        self.leave.clicked.connect(self._leave)
        self.take = QPushButton(self.tr("Accept"))
        self.take.setObjectName("acceptClaim")
        self.take.setToolTip(_native("A"))
        self.take.clicked.connect(self._take)
        self.shut = QPushButton(self.tr("Close"))
        self.shut.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self._area = scrolled(self.shown)
        nothing = self.tr("Nothing is left to look at")
        self._pages = ListBesidePage(self.list, self._area, nothing, (290, 590), 160)
        buttons = QHBoxLayout()
        buttons.addWidget(self.accept_same)
        buttons.addStretch(1)
        for button in (self.leave, self.take, self.shut):
            buttons.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 14)
        whole.setSpacing(10)
        for part in (self._aloud, self._count):
            whole.addWidget(part)
        whole.addWidget(self._pages, 1)
        whole.addWidget(self._warning)
        whole.addLayout(buttons)
        self.take.setDefault(True)
        open_at(self, 900, 560)

    def _connect(self, keymap: Keymap) -> None:
        workspace = self._workspace
        workspace.changed.connect(self._follow)
        workspace.project_opened.connect(self.reject)
        workspace.failed.connect(self._tell)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.shown.chosen.connect(self._enable)
        self.shown.old_wanted.connect(lambda: self._go(is_old=True))
        self.shown.new_wanted.connect(lambda: self._go(is_old=False))
        for key, do in (
            ("Delete", self._leave),
            ("Backspace", self._leave),
            ("A", self._take),
            ("Shift+A", self._take_same),
        ):
            self._shortcut(key, self.list, do)
        for name, run in (("edit.undo", workspace.undo), ("edit.redo", workspace.redo)):
            for key in keymap.keys(name):
                self._shortcut(key, self, run)

    def _shortcut(self, key: str, owner: QWidget, do: Callable[[], object]) -> None:
        made = QShortcut(QKeySequence(key), owner)
        context = Qt.ShortcutContext
        made.setContext(context.WidgetShortcut if owner is self.list else context.WindowShortcut)
        made.activated.connect(do)

    def changeEvent(self, event: QEvent) -> None:
        """Look at what was selected in the article meanwhile."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.shown.look_again()

    def _choose(self) -> None:
        at = self.list.currentIndex()
        if at.isValid():
            self._row = at.row()
        self._warning.tell("")
        self.shown.show_anchor(self.rows.anchor_at(at.row()))
        self._area.verticalScrollBar().setValue(0)
        self._enable()

    def _enable(self) -> None:
        can_change = not self._workspace.is_read_only
        has_anchor = self.rows.anchor_at(self.list.currentIndex().row()) is not None
        self.take.setEnabled(can_change and has_anchor and self.shown.place is not None)
        anchor = self.rows.anchor_at(self.list.currentIndex().row())
        can_leave = anchor is not None and not self.rows.is_left_out(anchor)
        self.leave.setEnabled(can_change and can_leave)
        same = len(self.rows.same_words())
        self.accept_same.setText(self.tr("Accept all with the same words ({n})").format(n=same))
        self.accept_same.setEnabled(can_change and same > 0)

    def _refresh(self) -> None:
        """Choose the claim that stands now where the last one stood."""
        row = min(self._row, len(self.rows.rows) - 1)
        self.list.selectionModel().setCurrentIndex(
            self.rows.index(row, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._pages.show_rows(bool(self.rows.rows))
        self._count.setText(self.rows.counted())
        self._aloud.tell("\n".join(told_aloud(self.rows.open_rows, self.rows.renewal)))
        self._choose()
        if not self.rows.open_rows:
            self.shut.setFocus()

    def _take(self) -> None:
        anchor = self.rows.anchor_at(self.list.currentIndex().row())
        place = self.shown.place
        if anchor and place:
            self._accept({anchor.claim.id: place})

    def _take_same(self) -> None:
        self._accept(self.rows.same_words())

    def _accept(self, places: Mapping[str, Span]) -> None:
        if places and not self._workspace.is_read_only:
            self._workspace.take_over(self.rows.renewal, places)

    def _leave(self) -> None:
        anchor = self.rows.anchor_at(self.list.currentIndex().row())
        if anchor and self.leave.isEnabled():
            self.rows.leave(anchor)

    def _follow(self, change: Change) -> None:
        try:
            self.rows.follow(change)
        except AnnotatorError:
            self.reject()  # one of the two was deleted
        else:
            self._refresh()

    def _go(self, *, is_old: bool) -> None:
        anchor = self.rows.anchor_at(self.list.currentIndex().row())
        if anchor is None:
            return
        renewal = self.rows.renewal
        if is_old:
            told = self.tr("Here in the earlier version, “{title}”")
            article_id = renewal.earlier.marks.article.id
            self.place_wanted.emit(Place(article_id, told, anchor.claim.id))
        else:
            told = self.tr("Here now, in “{title}”")
            place = self.shown.place
            self.place_wanted.emit(Place(renewal.now.article.id, told, span=place))

    def _tell(self, error: AnnotatorError) -> None:
        self._warning.tell(sentence_of(error))


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
