"""Merging and splitting sources from the window: what is done, said and offered."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from annotator import merging
from annotator.edits import Change
from annotator.errors import AnnotatorError
from annotator.likeness import Likeness, Proposal
from annotator.merging import Merged
from annotator.model import Claim, Source
from ui.dialogs.shapes import sentence_of
from ui.models.wording import listed, shortened
from ui.settings import Settings
from ui.workspace import Workspace

DECLINED = "declined_merges"
_LOOKED_AT = 5
"""How many likely merges are looked at for one that is allowed."""
MOST = 2_000
"""How many declined offers are remembered, the last ones; each is a number, never a name."""


class Merging(QObject):
    """The two edits, refused in the status bar where they make no sense."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._fields = {
            "kind": self.tr("kind"),
            "sector": self.tr("sector"),
            "side": self.tr("side"),
            "role": self.tr("role"),
            "affiliation": self.tr("affiliation"),
            "descriptor": self.tr("description"),
        }

    def refusal(self, kept: Source, others: Sequence[Source]) -> str:
        """Return in a sentence why sources cannot be merged; nothing where they can."""
        try:
            merging.refuse_merge(self._workspace.reader, kept, others)
        except AnnotatorError as error:
            return sentence_of(error)
        return ""

    def merge(self, kept: Source, others: Sequence[Source]) -> bool:
        """Merge sources into the one that is kept; return whether it was done."""
        try:
            done = merging.merge(self._workspace.reader, kept, others)
        except AnnotatorError as error:
            self._workspace.failed.emit(error)
            return False
        return self._workspace.do(done.edit, self._told(kept, others, done)) is not None

    def split(self, source: Source, alias: str, chosen: Sequence[Claim]) -> Source | None:
        """Make an alias a source of its own, which is returned where it was done."""
        try:
            done = merging.split(self._workspace.reader, source, alias, chosen)
        except AnnotatorError as error:
            self._workspace.failed.emit(error)
            return None
        words = self.tr("“{name}” is a source of its own now; claims that went with it: {n}")
        if done.edit.parted:
            words += "; " + self.tr(
                "it is promised the same as “{old}”, and who it is, is not on file"
            )
        if done.staying:
            words += "; " + self.tr(
                "others stay with “{old}”: {m}. To take some along, undo this and select their "
                "rows in the claims table first."
            ).replace("{m}", str(done.staying))
        said = words.replace("{n}", str(done.claims)).replace("{name}", done.source.name)
        said = said.replace("{old}", source.name)
        return done.source if self._workspace.do(done.edit, said) else None

    def _told(self, kept: Source, others: Sequence[Source], done: Merged) -> str:
        names = listed([f"“{shortened(other.name, 40)}”" for other in others])
        words = self.tr("Merged {names} into “{kept}”; claims that went with it: {n}")
        parts = [words.replace("{n}", str(done.claims))]
        if done.contradicted:
            fields = listed([self._fields[field] for field in done.contradicted])
            kept_fields = self.tr("kept its own {fields}")
            parts.append(kept_fields.replace("{fields}", fields))
        if done.dropped:
            dropped = self.tr("outcomes of asking that were there twice: {n}")
            parts.append(dropped.replace("{n}", str(done.dropped)))
        said = "; ".join(parts)
        return said.replace("{names}", names).replace("{kept}", shortened(kept.name, 40))


class Offers(QObject):
    """Which merges to offer, found among what the project knows; declined ones never again.

    What was declined is remembered as numbers made of ids: no name of a source ever stands in
    the settings.
    """

    def __init__(
        self, workspace: Workspace, settings: Settings, merging_: Merging, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._merging = merging_
        self._settings = settings
        self._known: Likeness | None = None
        self._own: list[str] = []
        workspace.project_opened.connect(self._forget)
        workspace.article_opened.connect(self._turn_to_article)
        workspace.changed.connect(self._follow)

    def first(self, looked_at: Sequence[Source]) -> Proposal | None:
        """Return the likeliest merge with one of these sources; None where there is none."""
        if self._workspace.path is None or self._workspace.is_read_only:
            return None
        if self._known is None:
            try:
                self._known = Likeness(self._workspace.reader.sources(None))
            except AnnotatorError:
                return None  # whoever opens the source is told
            self._turn_to_article()
        declined = set(self._settings.texts(DECLINED))
        found = self._known.proposals(
            looked_at, self._workspace.desk, declined, at_most=_LOOKED_AT
        )
        allowed = (one for one in found if not self._merging.refusal(one.kept, [one.other]))
        return next(allowed, None)

    def decline(self, proposal: Proposal) -> None:
        """Never offer this again."""
        declined = [*self._settings.texts(DECLINED), proposal.key]
        self._settings.remember(DECLINED, declined[-MOST:])

    def _forget(self) -> None:
        self._known = None

    def _turn_to_article(self) -> None:
        """Know the open article's own sources, and no other article's."""
        if self._known is None:
            return
        for source_id in self._own:
            self._known.forget(source_id)
        desk = self._workspace.desk
        own = [source for source in desk.sources.values() if source.article_id] if desk else []
        self._own = [source.id for source in own]
        for source in own:
            self._known.learn(source)

    def _follow(self, change: Change) -> None:
        if self._known is None:
            return
        for noun in (move.noun for move in change.moves):
            if isinstance(noun, Source):
                self._known.forget(noun.id)
        for after in (move.after for move in change.moves):
            if isinstance(after, Source) and after.article_id is None:
                self._known.learn(after)
        self._turn_to_article()
