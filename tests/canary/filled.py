"""A project in which each field of each noun says something, and identities are canaries."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from urllib.parse import quote

from annotator import edits, importing
from annotator.importers import read_bytes
from annotator.model import (
    Article,
    Claim,
    Descriptor,
    Evidence,
    Link,
    Listing,
    Omission,
    Response,
    Side,
    Source,
    Version,
    Waiver,
    new_id,
)
from annotator.store import Store
from annotator.vocabulary import (
    ArticleStatus,
    EvidenceKind,
    LegalRisk,
    LinkKind,
    QuoteType,
    ResponseStatus,
    ResponseType,
    Sector,
    SourceKind,
    Tag,
    Verification,
)
from tests.canary.names import KINDS, Canary, identity
from tests.factories import claim_of, new_project

SEEN = "Marlowquay"
"""A word of the story that every export shows: what does not find it there is blind."""
CLERKS = ("a clerk of the mill", "an official", "a nurse", "a driver", "a neighbor")
"""What the story calls its confidential sources, one for each kind of name."""

FIELDS: dict[str, str] = {
    "article.title": f"{SEEN} mill accused of dumping",
    "article.byline": "By Ada Fennimore",
    "article.outlet": "The Valley Courier",
    "article.url": "https://example.org/valley/story",
    "article.language": "en",
    "document.text": "the river turned white",
    "document.original_name": "valley-story.txt",
    "source.name": "the weavers' union",
    "source.role": "spokeswoman of weavers",
    "source.affiliation": "League of Weavers",
    "source.aliases": "the weavers",
    "source.side": "Weavers",
    "side.name": "Town hall",
    "claim.note": "ask the harbor office again",
    "claim.mention": "the people at the loom",
    "claim.cue": "murmured",
    "claim.targets": "Halloway Mill",
    "claim.implicated": "Osric Halloway",
    "claim.reported_speaker": "a foreman on duty",
    "claim.via": "the evening bulletin",
    "claim.legal_note": "read by counsel in May",
    "claim.reviewer": "Nora Quist",
    "evidence.title": "water report of March",
    "evidence.url": "https://example.org/valley/water",
    "evidence.text": "forty grams a liter",
    "response.target": "Halloway Mill",
    "response.channel": "by letter to the gatehouse",
    "waiver.reason": "the council confirmed it",
    "waiver.target": "Halloway Mill",
    "waiver.reviewer": "Nora Quist",
    "step.label": "Mark the valley story",
    "step.reviewer": "Nora Quist",
}
"""Each field in which a person or a file writes words, and what stands there."""
FILE_NAME = "project.name"
"""What a person called the project's file, into which a name can slip as well."""
_LINKS = {"article.url", "evidence.url"}
_JOINED = {
    "response.target": "claim.targets",
    "waiver.target": "claim.targets",
    "waiver.reviewer": "step.reviewer",
}
"""Fields that hold what another one does, or nothing would come of them."""
_STORY = """{article.title}

The union said that Halloway Mill dumped waste until {document.text} in {seen}. {clerks} said so.

“It did so twice,” the union said. Halloway Mill denies it. The council said it will look.

Nobody was hurt.
"""


@dataclass(slots=True)
class Filling:
    """What goes into the fields: `slip` is one in which somebody typed a name, as `typed`."""

    slip: str = ""
    typed: str = ""
    used: set[str] = field(default_factory=set)

    def __call__(self, name: str) -> str:
        """Return what stands in a field."""
        self.used.add(name)
        words = FIELDS[name]
        if _JOINED.get(name, name) != self.slip and name != self.slip:
            return words
        if name in _LINKS:
            return f"https://example.org/{quote(self.typed)}"
        return f"{words} {self.typed}"


@dataclass(frozen=True, slots=True)
class Filled:
    """A project, its canaries, and the name that slipped into a field, if one did."""

    path: Path
    canaries: tuple[Canary, ...]
    slipped: tuple[Canary, ...] = ()


def filled(
    path: Path, chance: Random, slip: str = "", kind: str = "plain", written: int = 0
) -> Filled:
    """Make a project; into the field `slip` goes the name of the source whose name is of `kind`.

    `written` chooses among the ways to write that name.
    """
    from tests.canary.names import writings

    known = {made: identity(made, new_id(), chance) for made in KINDS}
    names = {canary.kind: canary for _, used in known.values() for canary in used[:1]}
    typed = [*writings(names[kind].words)][written]
    say = Filling(slip, typed)
    if slip == FILE_NAME:
        path = path.with_name(f"{path.stem} {typed}{path.suffix}")
        say.used.add(slip)
    with Store.open(new_project(path), reviewer=say("step.reviewer")) as store:
        text, article = _story(store, say)
        clerks = [
            Source(
                one.source_id,
                called,
                SourceKind.ANONYMOUS,
                descriptor=Descriptor(affiliation=True, basis=True, count=2, reason=True),
                article_id=article.id,
            )
            for called, (one, _) in zip(CLERKS, known.values(), strict=True)
        ]
        for step in _steps(text, article, clerks, say):
            store.apply(step)
        for one, _ in known.values():
            store.keep_identity(one)
        store.apply(edits.change("Clear it", (article, replace(article, number=9))))
        store.undo()
    assert not slip or slip in say.used or _JOINED.get(slip) in say.used, f"no field {slip}"
    canaries = tuple(canary for _, used in known.values() for canary in used)
    return Filled(path, canaries, (names[kind],) if slip else ())


def _story(store: Store, say: Filling) -> tuple[str, Article]:
    """Import the story and a new version of it; return the first with its details."""
    called = ", ".join(CLERKS)
    text = _STORY.replace("{article.title}", FIELDS["article.title"]).replace("{clerks}", called)
    text = text.replace("{document.text}", say("document.text")).replace("{seen}", SEEN)
    name = say("document.original_name")
    kept = importing.keep(store, read_bytes(text.encode(), name)).article
    again = text.replace("Nobody was hurt.", "Two were hurt.")
    newer = importing.keep(store, read_bytes(again.encode(), name)).article
    told = replace(
        kept,
        title=say("article.title"),
        byline=say("article.byline"),
        outlet=say("article.outlet"),
        url=say("article.url"),
        published="2026-05-04",
        language=say("article.language"),
        status=ArticleStatus.IN_REVIEW,
        furniture_confirmed=True,
    )
    store.apply(edits.change("Edit the details", (kept, told)))
    store.apply(edits.add("A new version", Version(new_id(), newer.id, kept.id)))
    return store.document(kept.id).text, told


def _steps(
    text: str, article: Article, clerks: list[Source], say: Filling
) -> Iterator[edits.Edit]:
    union = Source(
        new_id(),
        say("source.name"),
        SourceKind.NAMED,
        Sector.NGO,
        say("source.side"),
        say("source.role"),
        say("source.affiliation"),
        (say("source.aliases"),),
    )
    mill = Source(new_id(), say("claim.targets"), SourceKind.INSTITUTION, Sector.COMPANY)
    sides = [Side(new_id(), say(name), n, n) for n, name in enumerate(_SIDES, 1)]
    yield edits.add("Meet the sources", union, mill, *clerks, *sides)
    first = _allegation(text, article, union, say)
    told = [
        claim_of(article, text, called, tags=(Tag.ANONYMOUS,), source_id=clerk.id)
        for called, clerk in zip(CLERKS, clerks, strict=True)
    ]
    denial = claim_of(
        article,
        text,
        "Halloway Mill denies it",
        tags=(Tag.DENIAL,),
        source_id=mill.id,
        response_type=ResponseType.PARTIAL,
        denies_outside=True,
        background=True,
    )
    yield edits.add(say("step.label"), first, *told, denial)
    target = say("response.target")
    yield edits.add(
        "Ask and waive",
        Link(new_id(), LinkKind.DENIES, denial.id, first.id),
        Listing(new_id(), article.id, union.id),
        Response(
            new_id(),
            first.id,
            target,
            ResponseStatus.DEADLINE,
            "2026-05-02",
            say("response.channel"),
            "2026-05-03",
        ),
        *_waivers(article, first, union, say),
        Omission(new_id(), article.id, told[0].id),
    )


_SIDES = ("side.name", "source.side")


def _waivers(article: Article, claim: Claim, source: Source, say: Filling) -> Iterator[Waiver]:
    reason, reviewer = say("waiver.reason"), say("waiver.reviewer")
    target = say("waiver.target")
    yield Waiver(new_id(), article.id, "SRC-01", reason, claim.id, source.id, target, reviewer)
    yield Waiver(new_id(), article.id, "FAIR-01", reason, claim.id, None, target, reviewer)
    yield Waiver(new_id(), article.id, "SRC-04", reason, reviewer=reviewer)


def _allegation(text: str, article: Article, source: Source, say: Filling) -> Claim:
    """Return a claim in which every field is filled."""
    cue = text.index("said")
    return claim_of(
        article,
        text,
        f"dumped waste until {say('document.text')}",
        tags=(Tag.ALLEGATION, Tag.ANONYMOUS),
        source_id=source.id,
        mention=say("claim.mention"),
        mention_start=text.index("The union"),
        cue=say("claim.cue"),
        cue_start=cue,
        quote_type=QuoteType.INDIRECT,
        targets=(say("claim.targets"), "the water board"),
        implicated=(say("claim.implicated"),),
        reported_speaker=say("claim.reported_speaker"),
        via=say("claim.via"),
        verification=Verification.IN_PROGRESS,
        evidence=(
            Evidence(
                EvidenceKind.SECONDARY,
                say("evidence.title"),
                say("evidence.url"),
                say("evidence.text"),
            ),
        ),
        legal_risk=LegalRisk.HIGH,
        legal_note=say("claim.legal_note"),
        confidence=0.5,
        note=say("claim.note"),
        reviewer=say("claim.reviewer"),
    )
