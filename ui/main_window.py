"""The window: what stands where; what the commands do is bound in `commands.py`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import (
    AnnotatorError,
    DamageError,
    LockedError,
    ProjectError,
    ReplacedError,
    StoreError,
    TakenError,
)
from annotator.files import by_name
from ui import keys, page_menu
from ui.actions import Actions
from ui.announcing import Announcer
from ui.banner import Banner
from ui.coach import CoachCard
from ui.dragging import can_take
from ui.find_bar import FindBar
from ui.goals import Goals
from ui.keymap import Keymap
from ui.late_panels import LatePanels
from ui.lock_card import LockCard
from ui.locking import Locking
from ui.opening import OpeningCard
from ui.panels.claims import ClaimsPanel
from ui.panels.inspector import Inspector
from ui.panels.library import LibraryPanel
from ui.panels.tabs import PanelTabs
from ui.parts import Parts
from ui.place_warning import PlaceWarning
from ui.preferences import Preferences
from ui.project_opener import ProjectOpener
from ui.project_sums import ProjectSums
from ui.reading.mini_bar import MiniBar
from ui.reading.page import Setting
from ui.reading.pane import ReadingPane
from ui.reading.scroll_map import ScrollMap
from ui.reading.view import ArticleView
from ui.refusals import why_not
from ui.secrecy import Secrecy
from ui.selection import Selection
from ui.settings import Settings, Value
from ui.status import StatusLine
from ui.tag_bar import TagBar
from ui.text_commands import TextCommands
from ui.theme import Look
from ui.window_size import bytes_of, open_at, text_of
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.panels.balance import BalancePanel


class MainWindow(LatePanels):
    """The project left, page in the middle, panels right, one line of status below.

    `dropped` carries the files or the text that were dragged in.
    """

    dropped = Signal(object)

    def __init__(self, settings: Settings, look: Look) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("On Record")
        self.setAcceptDrops(True)
        # What has no room gives way; the window itself can always become small.
        self.setMinimumSize(480, 320)
        self.settings = settings
        self.look = look
        self.workspace = Workspace(self)
        self.secrecy = Secrecy(self)
        self.selection = Selection(self.workspace, self)
        self.keymap = Keymap(settings, self)
        self.actions_ = Actions(self.keymap, self, lambda: self.workspace.is_read_only)
        self.view = ArticleView(self.workspace, self.selection, look, self._text_key)
        self.announcer = Announcer(self.workspace, self.selection, self.view, self.keymap)
        self.text_commands = TextCommands(self.workspace, self.selection, self.view, self.keymap)
        self.preferences = Preferences(settings, self.workspace, look, self.view)
        self.find_bar = FindBar(self.view)
        self.banner = Banner()
        self.coach: CoachCard | None = None
        self.parts = Parts(self)
        self._was_warned = False
        self._build_center()
        self._build_panels()
        self.goals = Goals(self)
        self.opener = ProjectOpener(self)
        self._connect()
        self.locking = Locking(self, self.lock_card)
        PlaceWarning(self.workspace, self.settings, self.banner, self)
        self._tell_keys()
        self._restore()

    def open_project(self, path: Path, then: Callable[[], object] = lambda: None) -> bool:
        """Open a project, soon where it is far away; say in the banner what stands in the way.

        `then` is done once it is open, or is not to be.
        """
        if not self.is_kept():
            then()
            return False
        return self.opener.open(by_name(path), then)

    def is_kept(self) -> bool:
        """Keep all that closing the project would lose; where that fails, say so."""
        return self._is_kept(self.tr("What you typed last could not be kept; copy it first."))

    def name_project(self, path: Path) -> None:
        """Say which project is open; unless it is confidential it is opened next time, too."""
        self.secrecy.name(path)

    def _tell_loss(self, words: str) -> None:
        """Say that the work goes on in another file, which is opened next time, too."""
        if self.workspace.path:
            self.name_project(self.workspace.path)
        self.banner.tell(words)

    def _is_kept(self, otherwise: str) -> bool:
        """Keep all that closing the project would lose; where that fails, say so or `otherwise`.

        What was typed may go into the copy of a file that is lost.
        """
        are_kept = self.fields_are_kept()
        if not self.workspace.settle():
            return False  # which was told
        if not are_kept and not self.fields_are_kept():
            self.banner.tell(otherwise)
            return False
        return True

    def fields_are_kept(self) -> bool:
        """Keep what stands in a field that is being typed in; return whether that worked."""
        late = (self.tabs.made("sources"), self.project_tabs.made("responses"))
        kept = [panel.commit() for panel in (self.inspector, self.claims, *late) if panel]
        return all(kept)

    def greet(self) -> None:
        """Show the coach card, on first start."""
        self.coach = CoachCard(self.view)
        self.coach.show()

    def show_tab(self, panel: QWidget) -> None:
        """Bring a panel to the front."""
        self.parts.show_tab(panel)

    def back_to_text(self) -> None:
        """Give the keys back to the text."""
        self.parts.back_to_text()

    def find_words(self) -> None:
        """Find words in the article."""
        self.back_to_text()
        self.find_bar.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the state of the window, and let the project go."""
        words = self.tr("What you typed last could not be kept. Copy it, or close again.")
        if not self._is_kept(words) and not self._was_warned:
            self._was_warned = True
            event.ignore()
            return
        self.parts.leave_balance()
        if self.parts.is_focused:
            self.parts.toggle_focus()
        self.settings.remember_all(self._state())
        self.opener.cancel()
        self.workspace.close()
        self.secrecy.look()
        if not self.opener.has_let_go():
            event.ignore()
            return
        super().closeEvent(event)

    def _state(self) -> dict[str, Value]:
        """Return what the next window begins with."""
        state: dict[str, Value] = {
            "panels": not self.tabs.isHidden(),
            "geometry": text_of(self.saveGeometry()),
            "panes": text_of(self.splitter.saveState()),
            "claims_columns": text_of(self.claims.table.columns()),
            "tab": self.tabs.currentIndex(),
        }
        if self.workspace.path and self.workspace.article:
            state["article"] = self.workspace.article.id
        return state

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page what room there is."""
        super().resizeEvent(event)
        self.parts.fit(event.size().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the text by Esc from wherever nothing else wants it."""
        if event.key() == Qt.Key.Key_Escape and self.parts.wide.is_on:
            self.parts.leave_balance()
        elif event.key() == Qt.Key.Key_Escape:
            self.back_to_text()
        elif not self.actions_.run_digit(keys.chord(event)):
            self.actions_.refuse(QKeySequence(event.keyCombination()))
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and text that are dragged in."""
        if can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what is dropped."""
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def _build_center(self) -> None:
        self.sums = ProjectSums(self.workspace, self, lambda: self.preferences.house.rules)
        self.preferences.house.changed.connect(self.sums.count_anew)
        self.library = LibraryPanel(
            self.workspace, self.look, self.settings, self.keymap, sums=self.sums
        )
        self.project_tabs = PanelTabs("projectTabs")
        self.project_tabs.setMinimumWidth(230)
        self.project_tabs.addTab(self.library, self.tr("Library"))
        self._add_project_panels()
        self.tag_bar = TagBar(self.actions_, self.look)
        self.middle = QWidget()
        column = QVBoxLayout(self.middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.tag_bar, self.find_bar):
            column.addWidget(part)
        scroll_map = ScrollMap(self.workspace, self.look, self.view)
        self.pane = ReadingPane(self.view, self.selection, self.look, scroll_map)
        column.addWidget(self.pane, 1)
        self.mini_bar = MiniBar(self.view, self.actions_, self.look)
        self.opening = OpeningCard(self.pane, self.workspace.cancel_opening)
        self.workspace.opening.connect(self.opening.tell_article)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.project_tabs)
        self.splitter.addWidget(self.middle)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.banner)
        rows.addWidget(self.splitter, 1)
        self.lock_card = LockCard()
        rows.addWidget(self.lock_card, 1)
        self.setCentralWidget(whole)
        self.status_line = StatusLine(self.workspace, self.actions_, self.preferences)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.status_line, 1)

    def _build_panels(self) -> None:
        self.inspector = Inspector(self.workspace, self.selection, self.look, self.keymap)
        details = self.text_commands.details
        self.claims = ClaimsPanel(
            self.workspace, self.selection, self.look, self.actions_, details
        )
        self.tabs = PanelTabs("panels")
        self.tabs.addTab(self.inspector, self.tr("Inspector"))
        self.tabs.addTab(self.claims, self.tr("Claims"))
        self._add_article_panels()
        self.tabs.setMinimumWidth(300)
        self.splitter.addWidget(self.tabs)
        self.splitter.setSizes([250, 840, 370])
        for number, stretch in enumerate((0, 1, 0)):
            self.splitter.setStretchFactor(number, stretch)
            self.splitter.setCollapsible(number, False)

    def _connect(self) -> None:
        self.keymap.changed.connect(self._tell_keys)
        self.workspace.failed.connect(self._tell_failure)
        self.workspace.lost.connect(self._tell_loss)
        self.workspace.changed.connect(self._after_change)
        self.workspace.article_opened.connect(self.actions_.refresh)
        self.workspace.article_opened.connect(self.parts.follow_article)
        self.workspace.project_opened.connect(self.parts.settle_library)
        self.selection.changed.connect(self.actions_.refresh)
        for mode in (self.text_commands.linking, self.text_commands.edges):
            mode.began.connect(self.back_to_text)
        self.text_commands.selecting.wanted.connect(self.back_to_text)
        self.text_commands.going.arrived.connect(self.status_line.say)
        self.selection.gathered.connect(self.actions_.refresh)
        self.view.menu_wanted.connect(self._show_page_menu)
        self.actions_.refused.connect(self._tell_refusal)
        self.inspector.finished.connect(self.back_to_text)
        self.find_bar.closed.connect(self.back_to_text)
        self.project_tabs.when_made("search", lambda s: s.left.connect(self.back_to_text))
        self.claims.table.focused.connect(self._mean_claim)
        self.tabs.when_made("balance", self._listen_to_balance)
        self.banner.copy_wanted.connect(lambda: self.actions_.run("project.copy"))
        self.banner.retry_wanted.connect(self.opener.try_again)

    def _listen_to_balance(self, balance: "BalancePanel") -> None:
        balance.told.connect(self.announcer.tell)
        balance.seen.connect(self.actions_.refresh)

    def _text_key(self, chord: str) -> bool:
        """Do what a key means on the page: what it means everywhere in the text, or to leave."""
        if self.opening.isVisible():
            return chord != "Tab"  # what was open before is covered; Tab leads on
        if self.actions_.run_chord(chord):
            return True
        if chord == "Esc":
            self._escape()
            return True
        return False

    def _escape(self) -> None:
        """Drop the selected words, then the selected claim, then the panels; and what was said."""
        self.status_line.say("")
        if self.view.span():
            self.view.put_caret(self.view.caret())
        elif self.selection.claim:
            self.selection.clear()
        elif self.find_bar.isVisible():
            self.find_bar.hide()
        else:
            self.parts.hide_panels()

    def _mean_claim(self) -> None:
        """Let the keys of the claims table be about the claim there, not about words."""
        if self.selection.claim:
            self.view.drop_words()

    def _show_page_menu(self, point: QPoint | None, place: QPoint) -> None:
        page_menu.show(self.view, self.selection, self.actions_, point, place)

    def _tell_refusal(self, name: str) -> None:
        otherwise = why_not(self.workspace, self.selection, self.keymap, name)
        self.workspace.said.emit(self.locking.why_not() or otherwise)

    def _tell_keys(self) -> None:
        """Say on the empty page how an article comes there."""
        words = self.tr(
            "No article is open. Drop one here, or press {article.import} to import one."
        )
        self.view.setPlaceholderText(self.keymap.told(words))

    def _after_change(self) -> None:
        if self.coach:
            self.coach.hide()
        self.banner.settle()
        self.actions_.refresh()

    def _tell_failure(self, error: AnnotatorError) -> None:
        if isinstance(error, ProjectError | StoreError):
            self.tell(str(error), error, self.workspace.path)

    def tell(self, words: str, error: AnnotatorError, path: Path | None) -> None:
        """Show in the banner what is wrong, with what can be done about it."""
        is_open = path is not None and path == self.workspace.path
        if isinstance(error, DamageError) and path:
            far = self.workspace.far
            file = far.path if far and is_open and not far.why else path
            self.banner.tell_damage(words, file, is_open=is_open)
        elif is_open and isinstance(error, ReplacedError | LockedError):
            self.banner.offer(words, self.tr("Open it again"), self.opener.try_again)
        elif isinstance(error, TakenError) or (is_open and self.workspace.can_try_again):
            self.banner.tell_refused(words)
        else:
            self.banner.tell(words)

    def _restore(self) -> None:
        usual = Setting()
        self.view.set_page(
            Setting(
                self.settings.number("text_pixels", usual.pixels),
                self.settings.number("measure", usual.measure),
                self.settings.flag("serif", default=usual.is_serif),
            )
        )
        open_at(self, 1280, 820)
        self.restoreGeometry(bytes_of(self.settings.text("geometry")))
        self.splitter.restoreState(bytes_of(self.settings.text("panes")))
        self.claims.table.restore_columns(bytes_of(self.settings.text("claims_columns")))
        self.tabs.setCurrentIndex(self.settings.number("tab", 0))
        self.tabs.setVisible(self.settings.flag("panels", default=True))
