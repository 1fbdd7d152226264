"""The keys of the text: what each of them does, and which has a key first."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from annotator.model import Claim
from annotator.vocabulary import Tag, Verification
from ui.actions import Actions
from ui.attributing import Attributing
from ui.details import Details
from ui.edges import Edges
from ui.going import Going
from ui.keymap import Keymap
from ui.linking import Linking
from ui.marker import Marker
from ui.reading.bare_words import BareWords
from ui.reading.view import ArticleView
from ui.selecting import Selecting
from ui.selection import Selection
from ui.workspace import Workspace

_TAGS = {
    "allegation": Tag.ALLEGATION,
    "denial": Tag.DENIAL,
    "official": Tag.OFFICIAL,
    "anonymous": Tag.ANONYMOUS,
}


class TextCommands(QObject):
    """Everything that is done to the open article by keys, in one place."""

    def __init__(
        self, workspace: Workspace, selection: Selection, view: ArticleView, keymap: Keymap
    ) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._selection = selection
        self._view = view
        self.selecting = Selecting(workspace, view)
        self.going = Going(workspace, selection, view, keymap)
        self.details = Details(workspace, selection, view)
        self.marker = Marker(workspace, selection, view, keymap, self.selecting, self.details)
        self.linking = Linking(workspace, selection, view)
        self.edges = Edges(workspace, selection, view)
        self.bare_words = BareWords(view)
        self.attributing = Attributing(workspace, selection, view)

    def bind(self, actions: Actions) -> None:
        """Bind every command of the text that needs no panel, and let the modes have keys."""
        for mode in (self.linking, self.edges):
            mode.began.connect(partial(actions.begin, mode))
            mode.ended.connect(partial(actions.end, mode))
        for name, run in self._of_articles().items():
            is_looking = name.startswith("read.")
            actions.bind(name, run, self._has_page if is_looking else self._has_article)
        for name, run in self._of_claims().items():
            actions.bind(name, run, self._has_claims)
        for name, (run, holds) in self._of_details().items():
            actions.bind(name, run, self._has_claims, partial(self._is_true_of_all, holds))
        for name, run in self._of_one_claim().items():
            actions.bind(name, run, self.has_one_claim)

    def _of_articles(self) -> dict[str, Callable[[], object]]:
        marker, selecting, going = self.marker, self.selecting, self.going
        found: dict[str, Callable[[], object]] = {
            "tag.none": marker.tag,
            "tag.repeat": marker.repeat,
            "select.sentence": selecting.sentence,
            "select.more": selecting.more,
            "select.quotation": selecting.quotation,
            "select.paragraph": selecting.paragraph,
            "go.next": partial(going.next_claim, 1),
            "go.previous": partial(going.next_claim, -1),
            "go.unanswered": partial(going.unanswered, 1),
            "go.unanswered.back": partial(going.unanswered, -1),
            "claim.outer": partial(going.around, 1),
            "claim.inner": partial(going.around, -1),
            "read.page": partial(going.page, 1),
            "read.back": partial(going.page, -1),
            "read.hide": self.bare_words.begin,
        }
        for name, tag in _TAGS.items():
            found[f"tag.{name}"] = partial(marker.tag, tag)
            found[f"also.{name}"] = partial(marker.toggle, tag)
        return found

    def _of_claims(self) -> dict[str, Callable[[], object]]:
        return {"claim.asked": self.marker.mark_asked, "claim.remove": self.marker.remove}

    def _of_details(self) -> dict[str, tuple[Callable[[], object], Callable[[Claim], bool]]]:
        """Return what sets a detail of the claims, and of which of them it is true already."""
        found: dict[str, tuple[Callable[[], object], Callable[[Claim], bool]]] = {
            "claim.background": (self.details.toggle_background, lambda claim: claim.background)
        }
        for value in Verification:
            found[f"verify.{value}"] = (
                partial(self.details.verify, value),
                partial(_is_verified_as, value),
            )
        return found

    def _of_one_claim(self) -> dict[str, Callable[[], object]]:
        edges = self.edges
        return {
            "claim.cue": self.attributing.cue,
            "claim.mention": self.attributing.mention,
            "claim.link": self.linking.begin,
            "claim.unlink": self.linking.unlink,
            "go.linked": self.going.linked,
            "edge.mode": edges.begin,
            "edge.end.on": partial(edges.nudge, 1, is_end=True),
            "edge.end.back": partial(edges.nudge, -1, is_end=True),
            "edge.start.on": partial(edges.nudge, 1, is_end=False),
            "edge.start.back": partial(edges.nudge, -1, is_end=False),
        }

    def _has_article(self) -> bool:
        return self._workspace.desk is not None

    def _has_page(self) -> bool:
        return self._workspace.article is not None

    def _has_claims(self) -> bool:
        return bool(self._selection.claims)

    def _is_true_of_all(self, holds: Callable[[Claim], bool]) -> bool:
        return self._has_claims() and all(holds(claim) for claim in self._selection.claims)

    def has_one_claim(self) -> bool:
        """Return whether one claim is selected, and no others with it."""
        return len(self._selection.claims) == 1


def _is_verified_as(value: Verification, claim: Claim) -> bool:
    return claim.verification is value
