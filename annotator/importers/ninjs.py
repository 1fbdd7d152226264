"""News in JSON (ninjs, versions 1 to 3): an article for each item in the file."""

import json
from collections.abc import Iterable, Mapping, Sequence

from annotator.importers.blocks import Piece
from annotator.importers.decoding import decode
from annotator.importers.fragments import pieces_of_html, pieces_of_text, words_of
from annotator.importers.imported import Imported
from annotator.importers.items import MAX_ITEMS, Item, articles
from annotator.importers.origins import NEWS_ITEM, Told
from annotator.importers.said import as_address, as_language, as_moment, as_person, clean
from annotator.importers.source_file import SourceFile

_TEXT_INSTEAD = "copy the article's text into a .txt file"
_DAMAGED = f"is no JSON that can be read; {_TEXT_INSTEAD}"
_UNKNOWN = f"is JSON, but no news in JSON (ninjs); {_TEXT_INSTEAD}"
_LISTS = ("items", "_items", "results", "newsitems", "associations")

Object = Mapping[str, object]


def read(source: SourceFile) -> tuple[Imported, ...]:
    """Read every item with a text from a file of news in JSON.

    Raises UnreadableError.
    """
    decoded = decode(source)
    try:
        found: object = json.loads(decoded.text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        raise source.refused(_DAMAGED) from error
    items = [item for item in _items(found) if _is_news(_folded(item))]
    if not items:
        raise source.refused(_UNKNOWN)
    made = [_item(source, item) for item in items[:MAX_ITEMS]]
    return articles(source, made, max(0, len(items) - MAX_ITEMS), decoded)


def _items(found: object) -> list[dict[str, object]]:
    """Return the objects that may be news: the file's own, or those of its list."""
    if isinstance(found, list):
        return [one for one in found if isinstance(one, dict)]
    if not isinstance(found, dict):
        return []
    whole = _folded(found)
    if _is_news(whole):
        return [found]
    for name in _LISTS:
        inside = whole.get(name)
        values = inside.values() if isinstance(inside, dict) else inside
        if isinstance(values, Iterable) and not isinstance(values, str):
            return [one for one in values if isinstance(one, dict)]
    return []


def _folded(found: Mapping[str, object]) -> Object:
    """Return an object with names in small letters: version 3 writes them in camel case."""
    return {str(name).lower(): value for name, value in found.items()}


def _is_news(item: Object) -> bool:
    has_words = any(name == "bodies" or name.startswith("body_") for name in item)
    has_title = any(name.startswith("headline") or name == "title" for name in item)
    return has_words or (has_title and "uri" in item)


def _item(source: SourceFile, own: Mapping[str, object]) -> Item:
    item = _folded(own)
    title = _headline(item)
    values: dict[str, str | None] = {
        "title": None,
        "byline": _byline(item),
        "outlet": _outlet(item),
        "url": _address(item),
        "published": _date(item),
        "language": as_language(item.get("language")),
    }
    said: dict[str, Told] = {name: (value, NEWS_ITEM) for name, value in values.items()}
    original = json.dumps(own, ensure_ascii=True, indent=1).encode()
    return Item(words_of(source, title) if title else None, _pieces(source, item), said, original)


def _headline(item: Object) -> str | None:
    main = _by_role(_objects(item.get("headlines")))
    for value in (main.get("value"), item.get("headline"), item.get("title")):
        if isinstance(value, str) and clean(value):
            return value
    return None


def _pieces(source: SourceFile, item: Object) -> list[Piece]:
    """Return the blocks of the richest body: HTML before plain text."""
    bodies = _objects(item.get("bodies"))
    marked = [body for body in bodies if _is_markup(body)]
    plain = [body for body in bodies if not _is_markup(body)]
    for body in (*_main_first(marked), *_main_first(plain)):
        words = body.get("value")
        if isinstance(words, str):
            found = _read(source, words, _is_markup(body))
            if found:
                return found
    names = [name for name in item if name.startswith("body_")]
    for name in sorted(names, key=lambda name: ("html" not in name, name != "body_text", name)):
        words = item[name]
        if isinstance(words, str) and (found := _read(source, words, "html" in name)):
            return found
    return []


def _read(source: SourceFile, words: str, is_markup: bool) -> list[Piece]:
    return pieces_of_html(source, words) if is_markup else pieces_of_text(words)


def _is_markup(body: Object) -> bool:
    said = f"{body.get('contenttype', '')} {body.get('role', '')}".lower()
    return "html" in said or "xml" in said


def _objects(value: object) -> list[Object]:
    values: Sequence[object] = value if isinstance(value, list) else [value]
    return [_folded(one) for one in values if isinstance(one, dict)]


def _main_first(bodies: Sequence[Object]) -> list[Object]:
    return sorted(bodies, key=lambda body: body.get("role") not in {"main", "body", None})


def _by_role(values: Sequence[Object]) -> Object:
    return next(iter(_main_first(values)), {})


def _byline(item: Object) -> str | None:
    for value in (item.get("byline"), item.get("by")):
        if said := as_person(clean(value)):
            return said
    people = [*_objects(item.get("bylines")), *_objects(item.get("authors"))]
    people += [one for one in _objects(item.get("person")) + _objects(item.get("people"))
               if one.get("rel") in {"author", "creator"}]  # fmt: skip
    names = [as_person(clean(one.get("byline") or one.get("name") or one.get("value")))
             for one in people]  # fmt: skip
    return ", ".join(dict.fromkeys(filter(None, names))) or None


def _outlet(item: Object) -> str | None:
    sources = [*_objects(item.get("provider")), *_objects(item.get("infosource")),
               *_objects(item.get("infosources"))]  # fmt: skip
    named = [clean(one.get("name") or one.get("literal")) for one in sources]
    plain = [clean(item.get(name)) for name in ("provider", "source", "copyrightholder")]
    return next(filter(None, (*named, *plain)), None)


def _address(item: Object) -> str | None:
    links = [one for name in ("links", "link") for one in _objects(item.get(name))]
    own = [as_address(one.get("href") or one.get("url")) for one in links]
    others = [as_address(item.get(name)) for name in ("url", "canonical", "uri")]
    return next(filter(None, (*own, *others)), None)


def _date(item: Object) -> str | None:
    names = ("firstpublished", "firstcreated", "contentcreated", "versioncreated", "embargoed")
    return next(filter(None, (as_moment(item.get(name)) for name in names)), None)
