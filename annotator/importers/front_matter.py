"""The lines between two rules at the top of a Markdown file: title, author, date, address.

Only what people write there is understood, `key: value` and lists. A whole YAML reader would bring
anchors, tags and merges, which strangers' files could use and articles never need.
"""

import re
import tomllib
from collections.abc import Iterable

from annotator.importers.properties import Properties
from annotator.importers.said import as_address, as_language, as_line, as_moment, as_names

_YAML = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z_][\w \-]{0,60}?)\s*:(?:\s+(.*))?")
_ITEM = re.compile(r"\s*-\s+(.*)")
_LONGEST = 20_000
_MOST_LINES = 500

_TITLES = ("title", "headline")
_AUTHORS = ("author", "authors", "byline", "by", "creator")
_DATES = ("date", "published", "publishdate", "pubdate", "created")
_ADDRESSES = ("url", "canonical_url", "canonical", "source", "link", "permalink")
_OUTLETS = ("publication", "publisher", "outlet", "site", "site_name", "sitename")
_LANGUAGES = ("lang", "language", "locale")


def split(text: str) -> tuple[Properties, str]:
    """Return what the front matter of `text` says, and the rest of it."""
    found = _YAML.match(text[:_LONGEST])
    if found and (said := _from_lines(found.group(1))) is not None:
        return _properties(said), text[found.end() :]
    found = _TOML.match(text[:_LONGEST])
    if found:
        try:
            values = tomllib.loads(found.group(1))
        except (ValueError, RecursionError):
            return Properties(), text
        return _properties({key.lower(): _strings(value) for key, value in values.items()}), text[
            found.end() :
        ]
    return Properties(), text


def _from_lines(lines: str) -> dict[str, list[str]] | None:
    """Return the values of each key; None where the lines are words between two rules."""
    said: dict[str, list[str]] = {}
    key = ""
    for line in lines.split("\n")[:_MOST_LINES]:
        pair, item = _PAIR.fullmatch(line.rstrip()), _ITEM.fullmatch(line)
        if pair:
            key = pair.group(1).lower()
            said[key] = _values((pair.group(2) or "").strip())
        elif item and key:
            said[key] += _values(_last(item.group(1)))
        elif line.strip() and not line.startswith((" ", "\t", "#", "-", "]")):
            return None
    return said or None


def _last(item: str) -> str:
    """Return the value of an item that may be a pair itself, such as "name: Ann Lee"."""
    pair = re.fullmatch(r"name:\s+(.*)", item.strip())
    return pair.group(1) if pair else item.strip()


def _values(value: str) -> list[str]:
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        return [_bare(one) for one in re.findall(r"\"[^\"]*\"|'[^']*'|[^,]+", value[1:-1])]
    return [_bare(value)] if value else []


def _bare(value: str) -> str:
    """Return a value without its quotation marks, its comment and a note's link around it."""
    value = value.strip()
    quoted = re.fullmatch(r"([\"'])(.*)\1(?:\s+#.*)?", value)
    if quoted:
        mark, words = quoted.groups()
        value = words.replace("''", "'") if mark == "'" else re.sub(r"\\(.)", r"\1", words)
    else:
        value = re.sub(r"\s+#.*", "", value)
    linked = re.fullmatch(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]", value)
    return linked.group(1) if linked else value


def _strings(value: object) -> list[str]:
    values: Iterable[object] = value if isinstance(value, list) else [value]
    return [str(one) for one in values if not isinstance(one, dict | list)]


def _properties(said: dict[str, list[str]]) -> Properties:
    def all_of(names: Iterable[str]) -> list[str]:
        return [value for name in names for value in said.get(name, ())]

    people = next((said[name] for name in _AUTHORS if said.get(name)), [])
    return Properties(
        title=next(filter(None, map(as_line, all_of(_TITLES))), None),
        byline=as_names(people),
        outlet=next(filter(None, map(as_line, all_of(_OUTLETS))), None),
        url=next(filter(None, map(as_address, all_of(_ADDRESSES))), None),
        published=next(filter(None, map(as_moment, all_of(_DATES))), None),
        language=next(filter(None, map(as_language, all_of(_LANGUAGES))), None),
    )
