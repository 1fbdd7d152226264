"""Moving the bounds of the selected claim: at once with Alt, in edge mode, or by its handles."""

from PySide6.QtCore import QObject, Signal

from annotator import boundaries
from annotator.model import Claim, Span
from ui.reading.view import ArticleView
from ui.selection import Selection
from ui.workspace import Workspace

_STEPS = {"Left": -1, "Right": 1, "Shift+Left": -1, "Shift+Right": 1}


class Edges(QObject):
    """From E until Enter or Esc, arrows move one end of the selected claim by words.

    With Shift they move it by characters, and E turns to the other end. Nothing is kept before
    Enter.
    """

    ended = Signal()

    def __init__(self, workspace: Workspace, selection: Selection, view: ArticleView) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._selection = selection
        self._view = view
        self._claim: Claim | None = None
        self._is_end = True
        view.boundary_moved.connect(self.move)
        selection.changed.connect(lambda _: self.leave())
        workspace.article_opened.connect(self.leave)

    @property
    def is_on(self) -> bool:
        """Return whether a boundary is being moved."""
        return self._claim is not None

    def begin(self) -> None:
        """Begin with the end of the selected claim."""
        self._claim = self._selection.claim
        self._is_end = True
        if self._claim:
            self._view.put_caret(self._claim.end)
            self._view.show_move(self._claim.span, is_end=True)
            self._tell()

    def key(self, chord: str) -> bool:
        """Take a key in edge mode; return whether it was for us."""
        desk, claim, span = self._workspace.desk, self._claim, self._view.moving
        if claim is None or span is None or desk is None:
            return False
        if chord in _STEPS:
            by_word = not chord.startswith("Shift+")
            new = boundaries.stepped(
                desk, span, _STEPS[chord], is_end=self._is_end, by_word=by_word
            )
            self._show(new)
        elif chord in {"E", "Tab", "Home", "End"}:
            self._is_end = {"Home": False, "End": True}.get(chord, not self._is_end)
            self._show(span)
            self._tell()
        elif chord in {"Return", "Enter"}:
            self.leave()
            self.move(claim, span)
        elif chord == "Esc":
            self.leave()
            self._workspace.said.emit(self.tr("The claim stays as it was."))
        else:
            self._workspace.said.emit(self.tr("Press Enter to keep the bounds, or Esc first."))
        return True

    def nudge(self, steps: int, *, is_end: bool) -> None:
        """Move one end of the selected claim by a word, and keep it at once."""
        desk, claim = self._workspace.desk, self._selection.claim
        if desk is None or claim is None:
            return
        span = boundaries.stepped(desk, claim.span, steps, is_end=is_end)
        if span is None:
            self._workspace.said.emit(self.tr("There is no further word for this claim."))
        else:
            self.move(claim, span)

    def move(self, claim: Claim, span: Span) -> None:
        """Let a claim stand at `span`."""
        desk = self._workspace.desk
        now = desk.claim(claim.id) if desk else None
        if desk is None or now is None:
            return
        if now.span == span:
            self._workspace.said.emit(self.tr("The claim stays as it was."))
            return
        if self._workspace.do(
            boundaries.move(desk, now, span),
            self.tr("Moved the bounds of claim {n}").format(n=desk.number_of(now)),
        ):
            is_start = now.start != span.start
            self._view.bring_into_view(span.start if is_start else span.end)

    def leave(self) -> None:
        """End edge mode, with nothing kept."""
        if self._claim:
            self._claim = None
            self._view.show_move(None)
            self.ended.emit()

    def _show(self, span: Span | None) -> None:
        if span is None:
            self._workspace.said.emit(self.tr("There is no further word for this claim."))
        else:
            self._view.bring_into_view(span.end if self._is_end else span.start)
            self._view.show_move(span, is_end=self._is_end)

    def _tell(self) -> None:
        which = self.tr("end") if self._is_end else self.tr("start")
        self._workspace.said.emit(
            self.tr(
                "Moving the {which}: arrows by word, with Shift by character; Enter keeps it."
            ).format(which=which)
        )
