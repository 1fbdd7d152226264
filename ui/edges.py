"""Moving the bounds of the selected claim: at once with Alt, in edge mode, or by its handles."""

from annotator import boundaries
from annotator.desk import Desk
from annotator.model import Claim, Span
from ui.modes import TextMode
from ui.reading.view import ArticleView
from ui.selection import Selection
from ui.workspace import Workspace

_STEPS = {"Left": -1, "Right": 1, "Shift+Left": -1, "Shift+Right": 1}


class Edges(TextMode):
    """From E until Enter or Esc, arrows move one end of the selected claim by words.

    With Shift they move it by characters, and E turns to the other end. Nothing is kept before
    Enter.
    """

    _span: Span | None = None
    _is_end = True

    def __init__(self, workspace: Workspace, selection: Selection, view: ArticleView) -> None:
        super().__init__(workspace, selection, view)
        view.boundary_moved.connect(self.move)

    def begin(self) -> None:
        """Begin with the end of the selected claim."""
        claim = self._selection.claim
        if claim:
            self._enter(claim)
            self._is_end = True
            self._view.put_caret(claim.end)
            self._show(claim.span)
            self._tell()

    def hints(self) -> list[str]:
        """Return the hint line's words of the keys that work now."""
        return [
            self.tr("←/→ by word"),
            self.tr("Enter keep"),
            self.tr("Esc leave"),
            self.tr("E other end"),
            self.tr("Shift+←/→ by character"),
        ]

    def _take(self, desk: Desk, claim: Claim, chord: str) -> bool:
        span = self._span or claim.span
        if chord in _STEPS:
            by_word = not chord.startswith("Shift+")
            at = span.end if self._is_end else span.start
            steps = -_STEPS[chord] if self._view.is_right_to_left(at) else _STEPS[chord]
            new = boundaries.stepped(desk, span, steps, is_end=self._is_end, by_word=by_word)
            self._show(new)
        elif chord in {"E", "Tab", "Home", "End"}:
            self._is_end = {"Home": False, "End": True}.get(chord, not self._is_end)
            self._show(span)
            self._tell()
        elif chord in {"Return", "Enter"}:
            self.move(claim, span)
        else:
            return False
        return True

    def _miss(self) -> None:
        self._say(self.tr("Press Enter to keep the bounds, or Esc first."))

    def _otherwise(self) -> str:
        return self.tr("The claim stays as it was.")

    def _clear(self) -> None:
        self._span = None
        self._view.show_move(None)

    def nudge(self, steps: int, *, is_end: bool) -> None:
        """Move one end of the selected claim by a word, and keep it at once."""
        desk, claim = self._workspace.desk, self._selection.claim
        if desk is None or claim is None:
            return
        span = boundaries.stepped(desk, claim.span, steps, is_end=is_end)
        if span is None:
            self._say(self.tr("There is no further word for this claim."))
        else:
            self.move(claim, span)

    def move(self, claim: Claim, span: Span) -> None:
        """Let a claim stand at `span`."""
        self.leave()
        desk = self._workspace.desk
        now = desk.claim(claim.id) if desk else None
        if desk is None or now is None:
            return
        if now.span == span:
            self._say(self.tr("The claim stays as it was."))
            return
        if self._workspace.do(
            boundaries.move(desk, now, span),
            self.tr("Moved the bounds of claim {n}").format(n=desk.number_of(now)),
        ):
            is_start = now.start != span.start
            self._view.bring_into_view(span.start if is_start else span.end)

    def _show(self, span: Span | None) -> None:
        if span is None:
            self._say(self.tr("There is no further word for this claim."))
        else:
            self._span = span
            self._view.bring_into_view(span.end if self._is_end else span.start)
            self._view.show_move(span, is_end=self._is_end)

    def _tell(self) -> None:
        which = self.tr("end") if self._is_end else self.tr("start")
        self._say(
            self.tr("Moving the {which}: arrows move it, Enter keeps it").format(which=which)
        )
