"""The responses panel: who still has to be heard, in every article of the project."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator import right_of_reply
from annotator.edits import Change
from annotator.errors import AnnotatorError
from annotator.model import Article, Claim, Link, Noun, Response, Source
from annotator.right_of_reply import Request, Urgency
from annotator.store.reader import Reader
from ui.keymap import Keymap
from ui.lookup import IsWanted
from ui.models.requests import OPEN, REQUEST_ROLE, RequestsModel
from ui.panels.answers import Outcome
from ui.panels.claims import FilterLine
from ui.panels.flow import FlowLayout
from ui.panels.form import chain
from ui.panels.freshness import Freshness
from ui.panels.request_case import RequestCase
from ui.panels.request_rows import RequestList
from ui.panels.shapes import chip, empty_label, name_chip, scrolled, stack_in
from ui.survey import Survey
from ui.theme import Look
from ui.workspace import Workspace

_PAUSE = 150
"""How long a change of the whole project rests before it is read again, in milliseconds."""


class ResponsesPanel(QWidget):
    """Every allegation with each party it is about; `activated` carries the one to go to."""

    activated = Signal(object)
    letter_wanted = Signal(object)

    def __init__(
        self, workspace: Workspace, look: Look, keymap: Keymap, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("responsesPanel")
        self._workspace = workspace
        self._keymap = keymap
        self._survey = Survey(workspace, self)
        self._wants_keys = False
        """Whether the keys were asked for while the list was still being read."""
        self._key: tuple[str, str] | None = None
        self._outcome: Outcome | None = None
        self._model = RequestsModel(self)
        self.list = RequestList(look, self)
        self.list.setModel(self._model)
        self.filter = FilterLine(self)
        self.filter.setObjectName("responsesFilter")
        self.filter.setPlaceholderText(self.tr("Find a party, words or an article"))
        self.filter.setAccessibleName(self.tr("Find a party, words or an article"))
        self.filter.setClearButtonEnabled(True)
        self._chips = {urgency: self._chip(urgency in OPEN) for urgency in Urgency}
        self._here = self._chip(False)
        name_chip(self._here, self.tr("this article"), self.tr("Only the open article"))
        self._letter = chip(self.tr("Letter…"), self.tr("Write the letter that asks"), self)
        self._asked = chip(self.tr("Asked today"), self.tr("Note that it was asked today"), self)
        self._nothing = empty_label("")
        self._lay_out()
        self._connect()
        keymap.changed.connect(self._settle)
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Look for what has changed while nobody looked."""
        super().showEvent(event)
        self._fresh.settle()

    def enter(self) -> None:
        """Take the keys, into the list or (where that is empty) into the line above it."""
        is_empty = self._stack.currentIndex() != 0
        self._wants_keys = is_empty and self._survey.is_running
        (self.filter if is_empty else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def request(self) -> Request | None:
        """Return the request that is chosen."""
        request = self.list.currentIndex().data(REQUEST_ROLE)
        return request if isinstance(request, Request) else None

    def commit(self) -> bool:
        """Keep what is being typed; return whether nothing is left to keep."""
        fields = self._outcome.fields if self._outcome else ()
        kept = [field.commit() for _, field in fields]
        return all(kept)

    def same_party(self) -> list[Request]:
        """Return what the party of the chosen request has not answered, that article first."""
        request = self.request()
        return self._model.of_target(request) if request else []

    def _chip(self, is_on: bool) -> QToolButton:
        button = chip("", "", self)
        button.setCheckable(True)
        button.setChecked(is_on)
        button.toggled.connect(self._ask)
        return button

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(10, 10, 10, 8)
        top.setSpacing(8)
        top.addWidget(self.filter)
        chips = FlowLayout()
        for button in (*self._chips.values(), self._here):
            chips.addWidget(button)
        top.addLayout(chips)
        self._lay_out_form()
        filled = QSplitter(Qt.Orientation.Vertical)
        filled.setChildrenCollapsible(False)
        filled.setHandleWidth(1)
        filled.addWidget(self.list)
        filled.addWidget(scrolled(self._form))
        filled.setStretchFactor(0, 1)
        filled.setSizes([600, 150])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        self._stack = stack_in(whole, filled, self._nothing)

    def _lay_out_form(self) -> None:
        self._form = QFrame()
        self._form.setObjectName("requestForm")
        self._below = QVBoxLayout(self._form)
        self._below.setContentsMargins(12, 8, 12, 12)
        self._below.setSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self._letter)
        buttons.addWidget(self._asked)
        buttons.addStretch(1)
        self._below.addLayout(buttons)

    def _connect(self) -> None:
        workspace = self._workspace
        signals = workspace.project_opened, workspace.articles_changed, self._survey.gave_way
        self._fresh = Freshness(self, signals, self._read, _PAUSE)
        workspace.article_opened.connect(self._ask)
        workspace.changed.connect(self._follow)
        self.filter.textChanged.connect(self._ask)
        self.filter.left.connect(self._to_list)
        self.list.enter_pressed.connect(self._activate)
        self.list.doubleClicked.connect(self._activate)
        self.list.letter_pressed.connect(self._write_letter)
        self.list.asked_pressed.connect(self._note_asked)
        self.list.selectionModel().currentChanged.connect(self._turn_to)
        self._letter.clicked.connect(self._write_letter)
        self._asked.clicked.connect(self._note_asked)

    def _ask(self) -> None:
        article = self._workspace.article
        wanted = frozenset(urgency for urgency, b in self._chips.items() if b.isChecked())
        article_id = article.id if article and self._here.isChecked() else None
        self._model.ask(self.filter.text(), wanted or frozenset(Urgency), article_id)
        self._settle()

    def _follow(self, change: Change) -> None:
        """Read again the articles that a change touched; everything where that is not known."""
        touched = {self._article_of(move.noun) for move in change.moves}
        if not self._fresh.is_fresh or None in touched:
            self._fresh.spoil()
            return
        try:
            for article_id in filter(None, touched):
                found = self._workspace.reader.allegations(article_id)
                requests = [one for marks in found for one in right_of_reply.requests(marks)]
                self._model.put(article_id, requests)
        except AnnotatorError:
            return  # the change itself said what is wrong with the file
        self._settle()

    def _article_of(self, noun: Noun) -> str | None:
        """Return in which article a change can alter who has answered; None where in several.

        Where it cannot, the answer is "".
        """
        desk = self._workspace.desk
        if isinstance(noun, Claim):
            return noun.article_id
        if isinstance(noun, Link | Response):
            claim_id = noun.from_id if isinstance(noun, Link) else noun.claim_id
            if desk and desk.claim(claim_id):
                return desk.article.id
            return self._model.article_of(claim_id) if isinstance(noun, Response) else None
        return None if isinstance(noun, Article | Source) else ""

    def _read(self) -> None:
        """Read what is alleged in the background."""
        self._survey.begin(_gathered, self._take, self._miss)
        if not self._survey.is_running:
            self._take([])

    def _miss(self, error: AnnotatorError) -> None:
        self._fresh.expire()
        self._workspace.said.emit(str(error))

    def _take(self, requests: Iterable[Request]) -> None:
        self._model.put_all(requests)
        self._settle()
        if self._wants_keys and self.filter.hasFocus() and not self.filter.text():
            self.enter()
        self._wants_keys = False

    def _settle(self) -> None:
        """Show the list at the request that was chosen, or say why there is none."""
        for urgency, button in self._chips.items():
            words, n = self._named(urgency), self._model.counts[urgency]
            name_chip(button, f"{words} {n}", self.tr("{what}: {n}").format(what=words, n=n))
        row = self._model.row_of(self._key)
        if row is not None:
            self.list.setCurrentIndex(self._model.index(row))
            self._show(self.request())
        elif self._model.rowCount() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._model.index(0))
        if not self._model.rowCount():
            self._show(None)
        self._nothing.setText(self._why_empty())
        self._stack.setCurrentIndex(0 if self._model.rowCount() else 1)

    def _named(self, urgency: Urgency) -> str:
        names = {
            Urgency.OVERDUE: self.tr("overdue"),
            Urgency.WAITING: self.tr("waiting"),
            Urgency.NOT_ASKED: self.tr("not asked"),
            Urgency.ANSWERED: self.tr("answered"),
        }
        return names[urgency]

    def _why_empty(self) -> str:
        if not self._model.is_empty:
            return self.tr("Nothing here passes the filter.")
        words = self.tr(
            "Whom an allegation is about has a right to answer. Mark an allegation, press "
            "{claim.target} to say whom it is about, and it will wait here until it is answered."
        )
        return self._keymap.told(words)

    def _turn_to(self) -> None:
        request = self.request()
        shown = self._case.request.key if self._outcome else None
        if request and shown not in {None, request.key} and not self.commit():
            # What was refused is not lost: its row comes back, once the click is over.
            self._key = shown
            QTimer.singleShot(0, self, self._settle)
            return
        self._key = request.key if request else self._key
        self._show(request)

    def _show(self, request: Request | None) -> None:
        """Show the fields of a request; what is being typed for another is kept first."""
        shown = self._outcome
        if shown and request and shown.target == request.pair.target and self._case_is(request):
            shown.load()
            return
        if shown:
            self.commit()
            shown.discard()
            self._outcome = None
        self._form.setVisible(request is not None)
        if request:
            self._case = RequestCase(self._workspace, request)
            self._outcome = Outcome(self._case, request.pair.target, self._form)
            self._outcome.finished.connect(self._to_list)
            self._outcome.setEnabled(not self._workspace.is_read_only)
            self._below.insertWidget(0, self._outcome)
            self._outcome.load()
            chain(self._below)
            QWidget.setTabOrder(self.list, self._outcome.first)

    def _case_is(self, request: Request) -> bool:
        """Give the form the request as it is now, if it is the one that it shows."""
        is_same = self._case.request.key == request.key
        if is_same:
            self._case.request = request
        return is_same

    def _to_list(self) -> None:
        self.list.setFocus()

    def _activate(self) -> None:
        request = self.request()
        if request:
            self.activated.emit(request)

    def _write_letter(self) -> None:
        if self.request():
            self.letter_wanted.emit(self.same_party())

    def _note_asked(self) -> None:
        request = self.request()
        if request and request.pair.is_answered:
            self._workspace.said.emit(self.tr("It is answered already."))
        elif request:
            edit = right_of_reply.put([request], right_of_reply.today())
            self._workspace.do(edit)


def _gathered(reader: Reader, is_wanted: IsWanted) -> list[Request] | None:
    """Return every request of a project."""
    found = reader.at_once(reader.allegations, is_wanted)
    if found is None:
        return None
    return [request for marks in found for request in right_of_reply.requests(marks)]
