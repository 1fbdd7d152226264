"""How claims, links and terms are said: for cells, screen readers and the status bar."""

from collections.abc import Sequence
from html import escape
from unicodedata import bidirectional

from PySide6.QtCore import QCoreApplication

from annotator.desk import Desk
from annotator.model import UNKNOWN_SIDE, Claim, Link
from annotator.report import Pair
from annotator.text import block_at
from annotator.vocabulary import LinkKind, Tag
from ui import telling
from ui.keymap import Keymap

_ACTIVE = {
    LinkKind.DENIES: "Denies claim {n}",
    LinkKind.RESPONDS: "Responds to claim {n}",
    LinkKind.DISPUTES: "Disputes claim {n}",
    LinkKind.CLARIFIES: "Clarifies claim {n}",
    LinkKind.SUPPORTS: "Supports claim {n}",
    LinkKind.PARTLY_SUPPORTS: "Partly supports claim {n}",
    LinkKind.REPEATS: "Repeats claim {n}",
    LinkKind.CONTRADICTS: "Contradicts claim {n}",
    LinkKind.CONTINUES: "Continues claim {n}",
}
_PASSIVE = {
    LinkKind.DENIES: "Denied by claim {n}",
    LinkKind.RESPONDS: "Responded to by claim {n}",
    LinkKind.DISPUTES: "Disputed by claim {n}",
    LinkKind.CLARIFIES: "Clarified by claim {n}",
    LinkKind.SUPPORTS: "Supported by claim {n}",
    LinkKind.PARTLY_SUPPORTS: "Partly supported by claim {n}",
    LinkKind.REPEATS: "Repeated by claim {n}",
    LinkKind.CONTRADICTS: "Contradicted by claim {n}",
    LinkKind.CONTINUES: "Continued by claim {n}",
}
_FSI, _PDI, _PDF = "\u2068", "\u2069", "\u202c"
_ISOLATING = "\u2066\u2067\u2068"
_OPENING = f"\u202a\u202b\u202d\u202e{_ISOLATING}"
_TURNING = {"R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def told(term: str) -> str:
    """Return a term of a closed vocabulary in the language of the window."""
    return QCoreApplication.translate("Vocabulary", term)


def side_told(side: str) -> str:
    """Return a source's side: a person's own words, but for the one that is not known."""
    return told(side) if side == UNKNOWN_SIDE else side


def listed(words: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return _tr("{some} and {last}").format(some=", ".join(words[:-1]), last=words[-1])


def tags_told(tags: Sequence[Tag]) -> str:
    """Return tags in words."""
    return listed([told(tag) for tag in tags]) or _tr("no tag")


def paragraph_of(desk: Desk, claim: Claim) -> int | None:
    """Return the paragraph that a claim begins in, 0 for the headline."""
    block = block_at(desk.blocks, claim.start)
    return block.paragraph if block else None


def place_told(desk: Desk, claim: Claim) -> str:
    """Return the paragraph that a claim begins in, in words; nothing for what is not numbered."""
    paragraph = paragraph_of(desk, claim)
    if paragraph is None:
        return ""
    return str(paragraph) if paragraph else _tr("headline")


def answers_told(desk: Desk, claim: Claim) -> str:
    """Return what an allegation's targets answered; nothing for another claim."""
    pairs = desk.pairs_of(claim)
    if Tag.ALLEGATION in claim.tags and not claim.targets:
        return _tr("no target")
    return "; ".join(dict.fromkeys(_answer(desk, pair) for pair in pairs))


def sentence(desk: Desk, claim: Claim) -> str:
    """Return a claim as one spoken sentence."""
    source = desk.source_of(claim)
    said = _tr("Claim {n}, {tags}, {source}: {quote}").format(
        n=desk.number_of(claim),
        tags=tags_told(claim.tags),
        source=source.name if source else _tr("no source"),
        quote=claim.quote,
    )
    links = [link_told(desk, link, claim) for link in desk.links_from(claim)]
    rest = [_spoken_answers(desk, claim), *map(_lowered, links)]
    return "; ".join([said, *(part for part in rest if part)])


def row_told(desk: Desk, claim: Claim) -> str:
    """Return a row of the claims table as one spoken sentence."""
    paragraph = paragraph_of(desk, claim)
    place = _tr("paragraph {n}").format(n=paragraph) if paragraph else place_told(desk, claim)
    parts = (sentence(desk, claim), told(claim.verification), place)
    return "; ".join(part for part in parts if part)


def rest_told(desk: Desk, claim: Claim) -> str:
    """Return what a row holds besides its sentence: of the source, the note, who marked it."""
    source = desk.source_of(claim)
    parts = []
    if source:
        side = _tr("side {side}").replace("{side}", side_told(source.side))
        parts += [told(source.kind), side]
    parts += [_tr("background")] if claim.background else []
    parts += [_tr("note: {note}").replace("{note}", claim.note)] if claim.note else []
    return "; ".join([*parts, claim.reviewer])


def link_told(desk: Desk, link: Link, claim: Claim) -> str:
    """Return a link as seen from one of its two claims."""
    is_active = link.from_id == claim.id
    other = desk.claim(link.to_id if is_active else link.from_id)
    phrase = (_ACTIVE if is_active else _PASSIVE)[link.kind]
    return _tr(phrase).format(n=desk.number_of(other) if other else "?")


def linking(desk: Desk, link: Link) -> str:
    """Return what the status bar says of a link that was made."""
    start, goal = desk.claim(link.from_id), desk.claim(link.to_id)
    if start is None or goal is None:
        return ""
    source = desk.source_of(start)
    if link.kind is LinkKind.DENIES and source:
        said = _tr("Denial by {who} now answers claim {n}")
        return said.format(who=isolated(source.name), n=desk.number_of(goal))
    if link.kind is LinkKind.DENIES:
        return _tr("Denial now answers claim {n}").format(n=desk.number_of(goal))
    does = _lowered(link_told(desk, link, start))
    return _tr("Claim {n} now {does}").format(n=desk.number_of(start), does=does)


def standing(desk: Desk, claim: Claim) -> str:
    """Return which claim of how many it is, and whose."""
    source = desk.source_of(claim)
    said = _tr("Claim {n} of {m}, {tags} by {who}") if source else _tr("Claim {n} of {m}, {tags}")
    return said.format(
        n=desk.number_of(claim),
        m=len(desk.claims),
        tags=tags_told(claim.tags),
        who=isolated(source.name) if source else "",
    )


def how_to_begin(keymap: Keymap) -> str:
    """Return what makes the first claim of an article."""
    return keymap.told(
        _tr(
            "Select words and press {tag.allegation}–{tag.anonymous}, or click a sentence and "
            "press a letter."
        )
    )


def how_to_select(keymap: Keymap) -> str:
    """Return what selects one of the claims that are there."""
    return keymap.told(_tr("Select a claim first: click on it, or press {go.next}."))


def reading_on() -> str:
    """Return what stands where claims are counted, while not all of them are there."""
    return _tr("Reading the other claims…")


def plain_tip(words: str) -> str:
    """Return article words for a tool tip, which would take markup in them for its own.

    What is confidential is withheld: a tip stands over whatever else is shown.
    """
    return f"<qt>{escape(telling.told(words))}</qt>"


def isolated(name: str) -> str:
    """Return a name for a sentence, which stays in order whichever way the name is read."""
    turns = any(bidirectional(character) in _TURNING for character in name)
    return f"{_FSI}{name}{_PDI}" if turns else name


def steadied(words: str) -> str:
    """Return words without marks of direction that are left open or close nothing.

    A name that holds one would turn the rest of the sentence around.
    """
    open_, loose = list[int](), set[int]()
    for at, character in enumerate(words):
        if character in _OPENING:
            open_.append(at)
        elif character == _PDI:
            inner = [n for n, start in enumerate(open_) if words[start] in _ISOLATING]
            loose |= set() if inner else {at}
            open_ = open_[: inner[-1]] if inner else open_
        elif character == _PDF:
            if open_ and words[open_[-1]] not in _ISOLATING:
                open_.pop()
            else:
                loose.add(at)
    loose |= set(open_)
    return "".join(c for at, c in enumerate(words) if at not in loose) if loose else words


def label_of(words: str) -> str:
    """Return words for a button or label, which would take "&" for a key."""
    return words.replace("&", "&&")


def one_line(words: str) -> str:
    """Return words on one line."""
    return " ".join(words.split())


def shortened(words: str, longest: int = 60) -> str:
    """Return words on one line, cut at a length that a line can show."""
    # A claim can be as long as its article, and only the first words of it are wanted.
    near = words[: 4 * longest]
    line = one_line(near)
    if len(line) <= longest and len(near) < len(words):
        line = one_line(words)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def which_told(number: int, count: int = 1) -> str:
    """Return which claim is meant by its number, or how many are."""
    return _tr("claim {n}").format(n=number) if count == 1 else _tr("{n} claims").format(n=count)


def meant(desk: Desk, claims: Sequence[Claim]) -> str:
    """Return in words which claims a command is about."""
    return which_told(desk.number_of(claims[0]), len(claims))


def adding(tag: Tag, *, has: bool) -> tuple[str, str]:
    """Return what the history and what the status bar say where {which} gets or loses a tag."""
    words = (
        (_tr("Take the tag {what} off {which}"), _tr("Took the tag {what} off {which}"))
        if has
        else (_tr("Tag {which} also as {what}"), _tr("Tagged {which} also as {what}"))
    )
    label, said = (phrase.replace("{what}", told(tag)) for phrase in words)
    return label, said


def tagging(tags: Sequence[Tag]) -> tuple[str, str]:
    """Return what the history and what the status bar say where {which} gets `tags`."""
    if not tags:
        return _tr("Untag {which}"), _tr("No tag on {which} now")
    label, said = _tr("Tag {which} as {what}"), _tr("Tagged {which} as {what}")
    return label.replace("{what}", tags_told(tags)), said.replace("{what}", tags_told(tags))


def kept(what: str, *, is_there: bool) -> str:
    """Return that the words of a field of claim {n} were kept, or that it has none any more."""
    words = _tr("Kept the {what} of claim {n}") if is_there else _tr("Claim {n} has no {what} now")
    return words.replace("{what}", what)


def chosen(what: str, value: str) -> str:
    """Return that a value was chosen for {which}; to do it is said in the same words."""
    words = _tr("Set the {what} of {which} to {value}")
    return words.replace("{what}", what).replace("{value}", value)


def sourced(which: str, name: str | None) -> str:
    """Return who is the source of a claim, or of several, from now on."""
    if name is None:
        return _tr("No source for {which} now").format(which=which)
    return _tr("{name} is now the source of {which}").format(which=which, name=isolated(name))


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


def _answer(desk: Desk, pair: Pair) -> str:
    if pair.replies:
        numbers = [str(desk.number_of(reply)) for reply in pair.replies]
        phrase = _tr("claim {n}") if len(numbers) == 1 else _tr("claims {n}")
        return phrase.format(n=listed(numbers))
    if pair.response and pair.is_answered:
        return told(pair.response.status)
    return _tr("asked") if pair.is_asked else _tr("unanswered")


def _spoken_answers(desk: Desk, claim: Claim) -> str:
    said = [
        _tr("answered by {what}").format(what=_answer(desk, pair))
        if pair.replies
        else f"{pair.target}: {_answer(desk, pair)}"
        for pair in desk.pairs_of(claim)
    ]
    return "; ".join(dict.fromkeys(said)) or answers_told(desk, claim)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Claims", words)
