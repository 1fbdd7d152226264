"""What the modes of the text share: how one begins, what it says, and all that ends it."""

from abc import abstractmethod

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractSlider

from annotator.desk import Desk
from annotator.model import Claim
from ui.reading.view import ArticleView
from ui.selection import Selection
from ui.workspace import Workspace

_ACTION = QAbstractSlider.SliderAction
SCROLLING = {
    "Up": _ACTION.SliderSingleStepSub,
    "Down": _ACTION.SliderSingleStepAdd,
    "PgUp": _ACTION.SliderPageStepSub,
    "PgDown": _ACTION.SliderPageStepAdd,
    "Shift+Space": _ACTION.SliderPageStepSub,
    "Space": _ACTION.SliderPageStepAdd,
    "Home": _ACTION.SliderToMinimum,
    "End": _ACTION.SliderToMaximum,
}
"""Keys that scroll the page in a mode, where the caret stays."""


class TextMode(QObject):
    """Keys that mean something else about one claim, until they are done with or given up.

    A mode stands on the page: whoever hears `began` gives the keys to the text, and wherever they
    go from there, or a person turns to something else, it is given up and says so.
    """

    began = Signal()
    ended = Signal()

    def __init__(self, workspace: Workspace, selection: Selection, view: ArticleView) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._selection = selection
        self._view = view
        self._claim: Claim | None = None
        for turned in (
            workspace.article_opened,
            workspace.project_opened,
            workspace.changed,
            selection.changed,
            view.unfocused,
            view.words_chosen,
        ):
            turned.connect(lambda *_: self.give_up())
        view.claim_clicked.connect(self._click)

    @property
    def is_on(self) -> bool:
        """Return whether the keys mean something else now."""
        return self._claim is not None

    def key(self, chord: str) -> bool:
        """Take a key while the mode is on; return whether it was for the mode."""
        desk, claim = self._workspace.desk, self._claim
        if desk is None or claim is None or not chord:
            return False
        if chord == "Esc":
            self.give_up()
        elif self._take(desk, claim, chord):
            pass
        elif chord in SCROLLING:
            self._view.verticalScrollBar().triggerAction(SCROLLING[chord])
        else:
            self._miss()
        return True

    @abstractmethod
    def hints(self) -> list[str]:
        """Return the hint line's words of the keys that work now."""

    @abstractmethod
    def _take(self, desk: Desk, claim: Claim, chord: str) -> bool:
        """Do what a key means here; return whether it means anything."""

    def _miss(self) -> None:
        """Answer a key that means nothing here."""
        self.give_up()

    def _click(self, claim: Claim | None) -> None:
        """Answer a click on a claim, or beside all of them."""
        del claim
        self.give_up()

    @abstractmethod
    def _otherwise(self) -> str:
        """Return what is said where the mode is given up."""

    def give_up(self) -> None:
        """Leave with nothing done, and say so."""
        if self.is_on:
            self.leave()
            self._say(self._otherwise())

    def leave(self) -> None:
        """Give the keys their usual meaning back."""
        if self.is_on:
            self._claim = None
            self._clear()
            self.ended.emit()

    @abstractmethod
    def _clear(self) -> None:
        """Take from the page what the mode showed there."""

    def _enter(self, claim: Claim) -> None:
        was_here = self._view.hasFocus()
        self._claim = claim
        self.began.emit()
        if not was_here:
            self._view.bring_into_view(claim.start)

    def _say(self, words: str) -> None:
        self._workspace.said.emit(words)
