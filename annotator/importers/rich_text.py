"""Rich text (RTF), read token by token.

The library striprtf (0.0.35) loses what an article is made of: it drops footnotes and text boxes,
keeps hidden and deleted words, writes addresses into the words of links and bars between cells,
leaves emoji as broken halves, and forgets which style a paragraph has.
"""

import codecs

from annotator.importers.anchors import Anchor, placed
from annotator.importers.foreign import FAULTS
from annotator.importers.headlines import Ranked, as_note, headline_first
from annotator.importers.imported import Imported
from annotator.importers.origins import PROPERTIES
from annotator.importers.properties import Properties, article
from annotator.importers.rich_text_tokens import tokens
from annotator.importers.rich_text_walk import Walk
from annotator.importers.said import as_language, as_line, as_moment, as_names
from annotator.importers.source_file import SourceFile

_CHANGED = "The document has tracked changes; its text was read as if all were accepted."
_HIDDEN = "Hidden text in the document was left out."
_DEEP = "is nested too deeply to be an article; copy its text into a new document"
_DAMAGED = "is damaged and cannot be read; open it in Word or LibreOffice and save it again"


def read(source: SourceFile) -> Imported:
    """Read the final text of rich text, with footnotes at the end.

    Raises UnreadableError.
    """
    if not source.data.lstrip().removeprefix(b"\xef\xbb\xbf").startswith(b"{\\rtf"):
        raise source.refused("is no rich text inside; open it in Word and save it as .docx")
    walk = Walk(_codec(source.choices.encoding))
    try:
        for token in tokens(source.data):
            if not walk.take(token):
                break
        is_sound = walk.finish()
        said = _properties(walk)
    except FAULTS as error:
        raise source.refused(_DAMAGED) from error
    if not is_sound:
        raise source.refused(_DEEP)
    notes = [one for note in walk.notes for one in as_note(note.found)]
    anchors = [_with_text(anchor, stream.found) for anchor, stream in walk.comments]
    return article(
        source,
        headline_first([*walk.body.found, *notes]),
        said,
        PROPERTIES,
        encoding=source.choices.encoding and walk.base,
        notices=_notices(walk),
        remarks=lambda text, _: placed(anchors, text),
    )


def _codec(chosen: str | None) -> str | None:
    try:
        return codecs.lookup(chosen).name if chosen else None
    except LookupError:
        return None


def _properties(walk: Walk) -> Properties:
    names = ("yr", "mo", "dy", "hr", "min")
    year, month, day, hour, minute = (walk.created.get(name, 0) for name in names)
    return Properties(
        title=as_line(walk.said.get("title")),
        byline=as_names([walk.said.get("author")]),
        published=as_moment(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00"),
        language=as_language(walk.language),
    )


def _with_text(anchor: Anchor, found: list[Ranked]) -> Anchor:
    anchor.text = "\n".join(one.piece.text for one in found)
    return anchor


def _notices(walk: Walk) -> list[str]:
    places = "One place" if walk.lost == 1 else f"{walk.lost} places"
    lost = f"{places} in the file could not be decoded and shows as \ufffd."
    said = ((walk.changed, _CHANGED), (walk.hidden, _HIDDEN), (walk.lost, lost))
    return [notice for true, notice in said if true]
