"""The request that the responses panel shows, and how its fields change it."""

from annotator.edits import Edit, Move
from annotator.errors import AnnotatorError
from annotator.model import Claim, Response
from annotator.right_of_reply import Request
from ui.drafts import Drafts
from ui.models.wording import shortened
from ui.workspace import Workspace


class RequestCase:
    """The request that the form shows, for the fields that record what came of it."""

    def __init__(self, workspace: Workspace, request: Request) -> None:
        self._workspace = workspace
        self.request = request

    @property
    def claim(self) -> Claim | None:
        """Return the allegation, or the half of it that names the target."""
        return self.request.pair.half

    @property
    def drafts(self) -> Drafts:
        """Return what keeps half-typed words."""
        return self._workspace.drafts

    def response(self, _target: str) -> Response | None:
        """Return what came of asking."""
        return self.request.pair.response

    def record(self, old: Response | None, new: Response | None, label: str, said: str) -> bool:
        """Keep what came of asking; an article that is not open has no numbers, but words."""
        if old == new:
            return True
        desk, half = self._workspace.desk, self.request.pair.half
        here = desk.claim(half.id) if desk else None
        number = str(desk.number_of(here)) if desk and here else f"“{shortened(half.quote)}”"
        edit = Edit(label.replace("{n}", number), (Move(old, new),))
        return self._workspace.do(edit, said.replace("{n}", number)) is not None

    def refuse(self, error: AnnotatorError) -> bool:
        """Say why something cannot be kept."""
        self._workspace.failed.emit(error)
        return False
