"""What a document says of itself, and the article made of that and of its pieces."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import PurePath

from annotator.importers.blocks import (
    MAX_TITLE,
    Piece,
    byline_of,
    check_size,
    compose,
    one_line,
    title_of,
)
from annotator.importers.imported import Imported, Remark
from annotator.importers.source_file import SourceFile
from annotator.model import Block
from annotator.text import canonical, is_line

IN_TEXT = "line under the headline"
"""Where a byline was found that stands below the headline."""

_FIRST_NEWSPAPER = 1605
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LONGEST = 20_000
_LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class Properties:
    """Metadata of a document; None is what it does not say. `published` is ISO 8601."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None


def as_line(words: object) -> str | None:
    """Return a string of metadata on one line, None where there is nothing to be seen."""
    if not isinstance(words, str):
        return None
    line = one_line(re.sub(r"\s+", " ", canonical(words[:_LONGEST])))
    return line if is_line(line) else None


def as_names(names: Iterable[object]) -> str | None:
    """Return several names as one byline, each once."""
    found = dict.fromkeys(filter(None, map(as_line, names)))
    return as_line(", ".join(found)) if found else None


def as_moment(said: object) -> str | None:
    """Return a date, or a date and time, in ISO 8601; None for what cannot be told."""
    words = as_line(said) or ""
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        try:
            moment = parsedate_to_datetime(words)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    if moment.year < _FIRST_NEWSPAPER:
        return None  # what some programs write for "never"
    has_time = len(words) > len("2020-03-09")
    return moment.replace(microsecond=0).isoformat() if has_time else moment.date().isoformat()


def as_language(said: object) -> str | None:
    """Return a tag such as "en-US", None for what is none."""
    tag = (as_line(said) or "").replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else None


def as_address(said: object) -> str | None:
    """Return an address in the web, None for every other kind."""
    address = said.strip() if isinstance(said, str) and len(said) < _LONGEST_ADDRESS else ""
    is_web = re.fullmatch(r"https?://\S+", address, re.IGNORECASE)
    return address if is_web and is_line(address) else None


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
    if in_text:
        origins["byline"] = IN_TEXT
    return Imported(
        text=text,
        blocks=blocks,
        title=title,
        original=source.data,
        original_name=source.name,
        byline=in_text or said.byline,
        outlet=said.outlet,
        url=said.url,
        published=said.published,
        language=said.language,
        encoding=encoding,
        origins=origins,
        notices=tuple(notices),
        remarks=remarks(text, blocks) if remarks else (),
    )
