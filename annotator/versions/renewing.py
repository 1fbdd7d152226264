"""From an earlier version to a new one in a project: what is read, compared and written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annotator.edits import Change
from annotator.model import Article, Marks, Source, Span, Version
from annotator.store import Store
from annotator.store.reader import Reader
from annotator.versions import carrying
from annotator.versions.anchoring import Anchor, Fate, anchors
from annotator.versions.carrying import Earlier


@dataclass(frozen=True, slots=True)
class Renewal:
    """A new version beside an earlier one, and which claims it has taken over already.

    `is_known` says that the project knows it as a version of whatever article already.
    """

    earlier: Earlier
    now: Marks
    taken: frozenset[str]
    is_known: bool = False

    def compared(self) -> list[Anchor]:
        """Return what became of each claim that was not taken over; takes its time."""
        found = anchors(self.earlier.marks, self.now.text, self.now.blocks)
        return [anchor for anchor in found if anchor.claim.id not in self.taken]


def renewal(reader: Reader, article: Article, earlier_id: str) -> Renewal:
    """Return an article beside the earlier version of it."""
    with reader.snapshot():
        before = Earlier(reader.marks(earlier_id), tuple(reader.listings(earlier_id)))
        now = reader.marks(article.id)
        is_known = any(one.article_id == article.id for one in reader.versions())
    there = {claim.id for claim in now.claims}
    twins = {claim.id: carrying.twin(article.id, claim.id) for claim in before.marks.claims}
    taken = frozenset(key for key, twin in twins.items() if twin in there)
    return Renewal(before, now, taken, is_known)


def found_again(compared: Iterable[Anchor]) -> dict[str, Span]:
    """Return the places of the claims whose words are found again, by their ids."""
    return {a.claim.id: a.span for a in compared if a.fate is Fate.FOUND and a.span}


def take_over(store: Store, renewed: Renewal, places: Mapping[str, Span]) -> Change:
    """Take claims over at their new places, with what hangs on them, in one step.

    Links come along between them and the claims that were taken over before. A confidential
    source that is copied stays confidential.
    """
    earlier, article = renewed.earlier, renewed.now.article
    there = {claim.id: claim.span for claim in renewed.now.claims}
    before = {
        key: there[twin]
        for key in renewed.taken
        if (twin := carrying.twin(article.id, key)) in there
    }
    nouns = carrying.taken_over(earlier, article, renewed.now.document, {**before, **places})
    listings = store.listings(article.id)
    new = carrying.missing(nouns, store.marks(article.id), listings)
    record = carrying.version_of(article, earlier.marks.article)
    known: list[Version] = [one for one in store.versions() if one.article_id == article.id]
    change = store.apply(
        carrying.edit([*([] if known else [record]), *new], earlier.marks.article)
    )
    own = {source.id for source in new if isinstance(source, Source)}
    for source in earlier.marks.sources:
        copied = carrying.twin(article.id, source.id)
        if copied in own:
            for identity in store.identities(source.id):
                key = carrying.twin(article.id, identity.id)
                store.keep_identity(replace(identity, id=key, source_id=copied))
    return change
