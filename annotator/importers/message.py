"""Mail (.eml): the text of a message under its subject, with sender and date from its headers."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from annotator.errors import UnreadableError
from annotator.importers import mime
from annotator.importers.blocks import Piece, is_visible
from annotator.importers.decoding import Decoded
from annotator.importers.footnotes import stands_in, take_marks
from annotator.importers.foreign import FAULTS
from annotator.importers.imported import Imported
from annotator.importers.mime import Part
from annotator.importers.page_tree import Leaf, leaves, parse, prune
from annotator.importers.properties import Properties, article
from annotator.importers.said import as_address, as_language, as_line, as_moment, as_names
from annotator.importers.source_file import SourceFile
from annotator.text import canonical
from annotator.vocabulary import BlockKind

_TEXTS = ("text/html", "text/plain")
_LOCKED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_LOCKED_WORDS = "-----BEGIN PGP MESSAGE-----"
_OUTLOOK = ("application/ms-tnef", "application/vnd.ms-tnef")
_TOP = 4
"""How far from the top a block may stand that repeats the subject."""

_SIGNATURE = "-- "
_SIGNED = re.compile(r"gmail_signature|moz-signature")
_QUOTED = re.compile(r">(?:[> ]*>)? ?")
_ENCRYPTED = "is encrypted; open it in your mail program and copy its text into a .txt file"
_NO_TEXT = "holds no text; choose a file that holds an article"
_WINMAIL = (
    "has its text in a winmail.dat, which only Outlook reads; open it there, save it as text"
)

_FORWARDED = "holds nothing but attached messages; save each of them as a file"


def read(source: SourceFile) -> Imported:
    """Read a message; its subject is the headline, and what is attached is left.

    Raises UnreadableError.
    """
    try:
        whole = mime.message(source)
        bodies = list(_bodies(source, whole))
        parts = list(mime.walk(source, whole))
        said = _properties(whole)
        found = [(body, body.text(source)) for body in bodies]
    except FAULTS as error:
        why = "is damaged and cannot be read; open it in your mail program and save it again"
        raise source.refused(why) from error
    pieces = [piece for body, text in found for piece in _pieces(source, body, text)]
    kinds = {part.kind for part in parts}
    if (kinds & set(_LOCKED) and not pieces) or any(_LOCKED_WORDS in p.text for p in pieces):
        raise source.refused(_ENCRYPTED)
    if not any(is_visible(piece.text) for piece in pieces):
        why = _WINMAIL if kinds & set(_OUTLOOK) else _NO_TEXT
        raise source.refused(_FORWARDED if "message/rfc822" in kinds else why)
    return article(
        source,
        _under(said.title, pieces),
        said,
        "message header",
        encoding=found[0][1].encoding,
        notices=(*dict.fromkeys(notice for _, text in found for notice in text.notices),
                 *_left_out(parts, bodies)),
    )  # fmt: skip


def _properties(whole: Part) -> Properties:
    people = [name or address for name, address in whole.addresses("from")]
    return Properties(
        title=as_line(whole.header("subject")),
        byline=as_names(people),
        outlet=as_line(whole.header("organization")),
        url=as_address(whole.header("archived-at").strip("<>")),
        published=as_moment(whole.header("date")),
        language=as_language(whole.header("content-language").partition(",")[0].strip()),
    )


def _bodies(source: SourceFile, part: Part) -> Iterator[Part]:
    """Yield the parts that are the message's own text."""
    if part.kind in _TEXTS:
        if part.depth == 0 or not part.is_attached:
            yield part
        return
    within = list(mime.parts_of(source, part))
    if part.kind == "multipart/alternative":
        choices = [list(_bodies(source, one)) for one in within]
        # The page first, since the plain text beside it is often cut or made by a program.
        choices.sort(key=lambda bodies: all(body.kind != "text/html" for body in bodies))
        yield from next((bodies for bodies in choices if _has_words(source, bodies)), [])
    elif part.kind == "multipart/related":
        named = [one for one in within if part.root and one.label == part.root]
        for root in (named or within)[:1]:
            yield from _bodies(source, root)
    else:
        for one in within:
            yield from _bodies(source, one)


def _has_words(source: SourceFile, bodies: Sequence[Part]) -> bool:
    try:
        return any(
            is_visible(piece.text)
            for body in bodies
            for piece in _pieces(source, body, body.text(source))
        )
    except UnreadableError:
        return False  # another choice may be sound


def _pieces(source: SourceFile, body: Part, text: Decoded) -> Iterator[Piece]:
    if not text.text.strip():
        return
    if body.kind == "text/plain":
        is_flowed = body.parameter("format").lower() == "flowed"
        joins = body.parameter("delsp").lower() == "yes"
        yield from _plain(canonical(text.text), is_flowed, joins)
    elif re.search(r">\s*[^<\s]|\A\s*[^<\s]", text.text):
        root = parse(source, text.text)
        prune(root)
        notes = take_marks(root)
        found = leaves(root)
        yield from (
            Piece(_kind(leaf), leaf.text) for leaf in found if not stands_in(leaf.element, notes)
        )
        yield from (
            Piece(_kind(leaf), leaf.text) for leaf in found if stands_in(leaf.element, notes)
        )


def _kind(leaf: Leaf) -> BlockKind:
    around = (leaf.element, *leaf.element.iterancestors())
    signed = any(_SIGNED.search(element.get("class", "")) for element in around)
    return BlockKind.FURNITURE if signed else leaf.kind


def _plain(text: str, is_flowed: bool, joins: bool) -> Iterator[Piece]:
    """Yield the blocks of plain text: what is answered as quotes, the signature as furniture."""
    body, mark, signature = f"\n{text}".partition(f"\n{_SIGNATURE}\n")
    lines = [_unquoted(line) for line in body[1:].split("\n")]
    for is_quote, grouped in groupby(lines, key=lambda line: line[0] > 0):
        group = list(grouped)
        words = _flowed(group, joins) if is_flowed else [line for _, line in group]
        yield Piece(BlockKind.QUOTE if is_quote else BlockKind.PARAGRAPH, "\n".join(words))
    if mark:
        yield Piece(BlockKind.FURNITURE, signature)


def _unquoted(line: str) -> tuple[int, str]:
    """Return how often a line is quoted, and the line without the marks of that."""
    marks = _QUOTED.match(line)
    if marks is None or line.startswith(">From "):  # what mailboxes make of a line "From "
        return 0, line.removeprefix(">") if marks else line
    return marks.group().count(">"), line[marks.end() :]


def _flowed(lines: Sequence[tuple[int, str]], joins: bool) -> list[str]:
    """Return lines with those joined that were only broken for the mail (RFC 3676)."""
    found: list[str] = []
    parts: list[str] = []
    depth = 0
    for level, stuffed in lines:
        if parts and level != depth:
            found.append("".join(parts))
            parts = []
        depth = level
        line = stuffed.removeprefix(" ") if level == 0 else stuffed
        parts.append(line[:-1] if joins and line.endswith(" ") else line)
        if not line.endswith(" "):
            found.append("".join(parts))
            parts = []
    return [*found, "".join(parts)] if parts else found


def _under(subject: str | None, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces under the subject as their headline, once where they repeat it."""
    if not subject:
        return list(pieces)
    same = [at for at, piece in enumerate(pieces[:_TOP])
            if piece.text.strip().casefold() == subject.casefold()]  # fmt: skip
    rest = [piece for at, piece in enumerate(pieces) if at not in same[:1]]
    headline = pieces[same[0]].text if same else subject
    return [Piece(BlockKind.HEADLINE, headline), *rest]


def _left_out(parts: Sequence[Part], bodies: Sequence[Part]) -> Iterator[str]:
    """Yield a notice of what is attached; pictures in the text are not."""
    others = [part for part in parts if part.depth and all(part is not body for body in bodies)]
    count = sum(
        part.kind == "message/rfc822"
        or (part.is_attached and not (part.label and part.kind.startswith("image/")))
        for part in others
    )
    if count:
        yield (
            "One attachment was left out." if count == 1 else f"{count} attachments were left out."
        )
