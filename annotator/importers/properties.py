"""What a document says of itself, and the article made of that and of its pieces."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import PurePath

from annotator.importers.blocks import (
    MAX_TITLE,
    Piece,
    byline_of,
    check_size,
    compose,
    title_of,
)
from annotator.importers.dateline import agency_of
from annotator.importers.imported import Imported, Remark
from annotator.importers.origins import BYLINE, DATELINE, HEADLINE
from annotator.importers.source_file import SourceFile
from annotator.model import Block


@dataclass(frozen=True, slots=True)
class Properties:
    """Metadata of a document; None is what it does not say. `published` is ISO 8601."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None


def article(
    source: SourceFile,
    pieces: Iterable[Piece],
    said: Properties,
    where: str,
    *,
    is_named: bool = False,
    encoding: str | None = None,
    notices: Sequence[str] = (),
    remarks: Callable[[str, Sequence[Block]], tuple[Remark, ...]] | None = None,
) -> Imported:
    """Return the article of these pieces; `where` is where `said` was found.

    Its own title and byline go before those in the text where it `is_named` with care. Raises
    UnreadableError where there are no words, or too many.
    """
    text, blocks = compose(pieces)
    check_size(source, text)
    headline = title_of(text, blocks)
    if headline and len(headline) < MAX_TITLE and not is_named:
        title = headline
    else:
        title = said.title or headline or PurePath(source.name).stem
    in_text = None if is_named and said.byline else byline_of(text, blocks)
    told = {"title": said.title if said.title == title != headline else None}
    told |= {field.name: getattr(said, field.name) for field in fields(said)[1:]}
    origins = {name: where for name, value in told.items() if value}
    if title == headline:
        origins["title"] = HEADLINE
    if in_text:
        origins["byline"] = BYLINE
    agency = None if said.outlet else agency_of(text, blocks)
    if agency:
        origins["outlet"] = DATELINE
    return Imported(
        text=text,
        blocks=blocks,
        title=title,
        original=source.data,
        original_name=source.name,
        byline=in_text or said.byline,
        outlet=said.outlet or agency,
        url=said.url,
        published=said.published,
        language=said.language,
        encoding=encoding,
        origins=origins,
        notices=tuple(notices),
        remarks=remarks(text, blocks) if remarks else (),
    )
