"""A project of several stories by several people, whose pictures together are looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from annotator import edits
from annotator.model import Claim, Link, Source, new_id
from annotator.store import Store
from annotator.vocabulary import LinkKind, SourceKind, Tag
from tests.factories import claim_of, keep_text, new_project

OUTLETS = ("The Valley Post", "Harbor Daily", "Northern Wire")
BYLINES = ("By Ann Lindqvist", "By Bo Marsh and Ann Lindqvist", "Cleo Tran", "By Dan Osei")
_SPEAKERS = (
    ("The mill", SourceKind.INSTITUTION, "Mill"),
    ("Mayor Ruth Calder", SourceKind.NAMED, "Town"),
    ("The union", SourceKind.INSTITUTION, "Workers"),
    ("A spokesman for the province", SourceKind.UNNAMED_SPOKESPERSON, "Province"),
    ("Dr. Ada Fenn", SourceKind.NAMED, "unknown"),
    ("Residents of Low Street", SourceKind.UNNAMED_PUBLIC, "Town"),
    ("Tom Brandt, foreman", SourceKind.NAMED, "Workers"),
)
_SAYS = (
    ("the mill dumped waste into the river at night", (Tag.ALLEGATION,)),
    ("the tests of the last months found nothing unusual in the water", (Tag.OFFICIAL,)),
    ("the permits were never shown to the council", (Tag.ALLEGATION, Tag.ANONYMOUS)),
    ("none of this is true", (Tag.DENIAL,)),
    ("the council will hear both of them on Monday", (Tag.OFFICIAL,)),
    ("two inspectors were told to look away", (Tag.ANONYMOUS,)),
    ("the fish came back in spring", ()),
)


def told_project(path: Path, stories: int) -> Path:
    """Make a project of so many stories, the same each time."""
    with Store.open(new_project(path)) as store:
        speakers = [Source(new_id(), name, kind, side=side) for name, kind, side in _SPEAKERS]
        store.apply(edits.add("Meet", *speakers))
        for number in range(stories):
            _keep(store, number, speakers)
    return path


def _keep(store: Store, n: int, speakers: Sequence[Source]) -> None:
    """Keep a story that begins at another thing that is said, and leaves some out."""
    said = [_SAYS[(n + k) % len(_SAYS)] for k in range(5 + n % 3)]
    lines = [f"It was said that {words}." for words, _ in said]
    text = "\n\n".join([f"What the river carries, part {n + 1}", *lines]) + "\n"
    kept = keep_text(store, text)
    day = f"2020-{n * 5 % 12 + 1:02}-{n * 11 % 28 + 1:02}"
    outlet, byline = OUTLETS[n % len(OUTLETS)], BYLINES[n % len(BYLINES)]
    article = replace(kept, published=day, outlet=outlet, byline=byline)
    officials = Source(new_id(), "officials", SourceKind.ANONYMOUS, article_id=article.id)
    claims = []
    for k, (words, tags) in enumerate(said):
        source = officials if Tag.ANONYMOUS in tags else speakers[(n * k + n + k) % len(speakers)]
        targets = ("The mill",) if Tag.ALLEGATION in tags else ()
        told = {"tags": tags, "source_id": source.id, "targets": targets}
        claims.append(claim_of(article, text, words, **told))
    store.apply(edits.change("Details", (kept, article)))
    links = _denials(claims) if n % 2 else []
    store.apply(edits.add("Mark", officials, *claims, *links))


def _denials(claims: Sequence[Claim]) -> Iterator[Link]:
    """Yield that each denial is about each allegation."""
    for denial in claims:
        for claim in claims:
            if Tag.DENIAL in denial.tags and Tag.ALLEGATION in claim.tags:
                yield Link(new_id(), LinkKind.DENIES, denial.id, claim.id)
