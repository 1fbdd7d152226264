"""Naming who says it: the edit that gives claims a source, and the names to offer first."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.desk import Desk
from annotator.edits import Change, Edit, Move
from annotator.model import Claim, Listing, Source, Span, Waiver, new_id
from annotator.text import block_at
from annotator.vocabulary import SourceKind, Tag

_CUES = (
    "said|says|say|told|tells|denies|denied|deny|accused|accuses|warned|warns|announced"
    "|claimed|claims|alleged|alleges|added|wrote|insisted|argued|confirmed|acknowledged|rejected"
)
_HELPED = rf"(?:has |have |had |is |was )?(?:{_CUES})"
_NAME = r"[A-Z][\w’'.\-]*(?: [A-Z][\w’'.\-]*){0,4}"
_ARTICLE = r"(?:[Tt]he |[Aa] |[Tt]wo |[Ss]everal )?"
_WORD = r"[^\s,.;:“”\"()]+"
_BEFORE_CUE = re.compile(
    # A match begins where a word does; else a long word would be tried from each character.
    rf"(?<![^\s,.;:“”\"()])({_ARTICLE}(?:{_WORD} ){{0,5}}?{_WORD})"
    rf" ({_HELPED})\b"
)
_AFTER_CUE = re.compile(rf"[,”\"’] ({_HELPED}) ((?:the |a |an )?{_NAME})\b")
"""“...”, said Fatima Khan: the cue, then who."""
_NEAR = 2_000
"""How far from a claim, in characters, an attribution is looked for."""
_AFTER_COLON = re.compile(r": ([^:.;“”\"]{2,40})$")


def attribute(
    desk: Desk, claims: Sequence[Claim], name: str, known: Iterable[Source]
) -> Edit | None:
    """Return the edit that makes `name` the source of `claims`; None where it is already.

    A name or an alias finds a source of this article first, then one of the project. A new one
    is anonymous where a claim is tagged so, and belongs to this article then. An empty name
    takes the source away.
    """
    name = name.strip()
    moves: list[Move] = []
    source = source_named(desk, name, known) if name else None
    if name and source is None:
        # Who answers is who was accused, however the story spells them here.
        name = next((p for p in desk.parties if p.casefold() == name.casefold()), name)
        source = new_source(desk, name, is_anonymous=any(Tag.ANONYMOUS in c.tags for c in claims))
        moves.append(Move(None, source))
    key = source.id if source else None
    moves += [Move(c, replace(c, source_id=key)) for c in claims if c.source_id != key]
    if not moves:
        return None
    what = f"claim {desk.number_of(claims[0])}" if len(claims) == 1 else f"{len(claims)} claims"
    return Edit(f"{source.name} says {what}" if source else f"No source for {what}", tuple(moves))


def speaker_of(desk: Desk, edit: Edit, known: Iterable[Source]) -> str | None:
    """Return the name of the source that an edit of `attribute` gives its claims."""
    made = [move.after for move in edit.moves if isinstance(move.after, Source)]
    names = {source.id: source.name for source in (*known, *desk.sources.values(), *made)}
    key = next(move.after.source_id for move in edit.moves if isinstance(move.after, Claim))
    return names[key] if key else None


def acquaint(desk: Desk, change: Change, known: Callable[[], Iterable[Source]]) -> None:
    """Let a desk know the sources that a change brings into its article from the project.

    `known` returns the project's; it is asked only where somebody is new here.
    """
    after = [move.after for move in change.moves]
    claims = [noun for noun in after if isinstance(noun, Claim)]
    hanging = [noun for noun in after if isinstance(noun, Claim | Listing | Waiver)]
    strangers = {noun.source_id for noun in hanging} - desk.sources.keys() - {None}
    parties = {name for claim in claims for name in (*claim.targets, *claim.implicated)}
    parties -= {source.name for source in desk.sources.values()}
    if strangers or parties:
        desk.meet(s for s in known() if s.id in strangers or s.name in parties)


def source_named(desk: Desk, name: str, known: Iterable[Source]) -> Source | None:
    """Return the source that `name` means in this article, whatever its capitals."""
    near = [source for source in desk.sources.values() if _can_speak(source, desk)]
    return called(name, near) or called(name, [s for s in known if _can_speak(s, desk)])


def called(name: str, sources: Sequence[Source]) -> Source | None:
    """Return the source of this name, whatever its capitals, else one with such an alias."""
    folded = name.casefold()
    for source in sources:
        if source.name.casefold() == folded:
            return source
    for source in sources:
        if folded in {alias.casefold() for alias in source.aliases}:
            return source
    return None


def new_source(desk: Desk, name: str, *, is_anonymous: bool) -> Source:
    """Return a source that is not in the project yet."""
    if is_anonymous:
        return Source(new_id(), name, SourceKind.ANONYMOUS, article_id=desk.article.id)
    return Source(new_id(), name)


def offered_names(desk: Desk, claim: Claim | None, known: Iterable[Source]) -> list[str]:
    """Return the names to complete with: nearest attribution, this article's, the project's."""
    heard = sorted(
        {claim.source_id for claim in desk.claims if claim.source_id} & desk.sources.keys(),
        key=lambda key: desk.sources[key].name,
    )
    names = [*([] if claim is None else nearest_attributions(desk, claim))]
    names += [desk.sources[key].name for key in heard]
    names += sorted(source.name for source in desk.sources.values())
    names += [source.name for source in known]
    return list(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that name who speaks, and the cue beside them; after a colon there is no cue."""

    mention: Span
    cue: Span | None = None


def nearest_attributions(desk: Desk, claim: Claim) -> list[str]:
    """Return the phrases beside a cue such as “said” in the claim's block, nearest first."""
    return [near.mention.of(desk.text) for near in attributions_near(desk, claim)]


def attributions_near(desk: Desk, claim: Claim) -> list[Attribution]:
    """Return the attributions in the claim's block, nearest to it first."""
    block = block_at(desk.blocks, claim.start)
    if block is None:
        return []
    # A paragraph is rarely as long as this; a file of one line can be.
    first = max(block.start, claim.start - _NEAR)
    words = desk.text[first : min(block.end, claim.end + _NEAR)]
    pairs = [(match, 1, 2) for match in _BEFORE_CUE.finditer(words)]
    pairs += [(match, 2, 1) for match in _AFTER_CUE.finditer(words)]
    pairs += [(match, 1, 0) for match in _AFTER_COLON.finditer(words)]
    found = []
    for match, who, cue in pairs:
        start, end = first + match.start(who), first + match.end(who)
        inside = claim.start <= start < claim.end
        before, after = claim.start - first - match.end(), first + match.start() - claim.end
        distance = max(before, after, 0)
        said = Span(first + match.start(cue), first + match.end(cue)) if cue else None
        found.append((inside, distance, start, Attribution(Span(start, end), said)))
    return [near for *_, near in sorted(found, key=lambda one: one[:3])]


def _can_speak(source: Source, desk: Desk) -> bool:
    return source.article_id in {None, desk.article.id}
