"""What a web page says of itself: JSON-LD first, then meta tags, then what can be seen."""

import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement
from trafilatura import extract_metadata

from annotator.importers.foreign import FAULTS
from annotator.importers.origins import (
    GUESSED,
    JSON_LD,
    META,
    OPEN_GRAPH,
    PAGE,
    PAGE_TITLE,
    SAVED_FROM,
    Told,
    told,
)
from annotator.importers.page_title import title_and_site, without_site
from annotator.importers.said import as_address, as_language, as_moment, as_person, clean
from annotator.importers.visible_byline import byline_in, may_be_names
from annotator.importers.visible_date import date_in

_MAX_NODES = 20_000
_WRAPPER = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$")
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S+?)\s*(?:-->|\n)"
)
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_AUTHORS = ("author", "article:author", "og:article:author", "byl", "dc.creator",
            "dcterms.creator", "parsely-author", "sailthru.author", "twitter:creator")  # fmt: skip
_OUTLETS = ("og:site_name", "publisher", "dc.publisher", "application-name", "cre")
_DATES = ("article:published_time", "og:article:published_time", "og:published_time", "date",
          "datepublished", "pubdate", "publishdate", "publish-date", "publication_date", "dc.date",
          "dc.date.issued", "dcterms.created", "dcterms.issued", "dcterms.date",
          "parsely-pub-date", "sailthru.date", "ptime")  # fmt: skip
_LANGUAGES = ("og:locale", "content-language", "language", "dc.language")


_FIELDS = ("title", "byline", "outlet", "url", "published", "language")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Metadata of a page; None is what it does not say. `published` is ISO 8601.

    `origins` says by the name of a field where its value was found.
    """

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    origins: Mapping[str, str] = field(default_factory=dict)

    def or_else(self, other: "PageMetadata") -> "PageMetadata":
        """Return this with what it lacks taken from `other`."""
        missing = {name: getattr(other, name) for name in _FIELDS if getattr(self, name) is None}
        return replace(self, **missing, origins={**other.origins, **self.origins})


def metadata_of(root: HtmlElement, page: str) -> PageMetadata:
    """Return what `root`, unpruned, and the text of `page` say; never looks at the network."""
    said = _from_json(root).or_else(_from_meta(root))
    saved = _SAVED_FROM.search(page[:4_096])
    said = said.or_else(_from_sight(root, said.outlet, saved.group(1) if saved else None))
    complete = all(getattr(said, name) is not None for name in _FIELDS)
    said = said if complete else said.or_else(_from_trafilatura(root))
    return replace(said, title=without_site(said.title, said.outlet)) if said.title else said


def _told(**values: Told) -> PageMetadata:
    found, origins = told(**values)
    return PageMetadata(**found, origins=origins)


def _from_json(root: HtmlElement) -> PageMetadata:
    nodes = list(_json_nodes(root))
    labeled = {
        node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1
    }

    def whole(value: object) -> object:
        is_label = isinstance(value, dict) and set(value) == {"@id"}
        return labeled.get(value["@id"], value) if is_label and isinstance(value, dict) else value

    for node in nodes:
        if not _is_article(node.get("@type")):
            continue
        page = node.get("mainEntityOfPage")
        said: dict[str, str | None] = {
            "title": clean(node.get("headline")) or clean(node.get("name")),
            "byline": _names(node.get("author"), whole) or _names(node.get("creator"), whole),
            "outlet": _name(whole(node.get("publisher")), "name"),
            "url": as_address(node.get("url"))
            or as_address(page)
            or as_address(_name(page, "@id")),
            "published": as_moment(node.get("datePublished")),
            "language": as_language(_name(node.get("inLanguage"), "alternateName")),
        }
        return _told(**{name: (value, JSON_LD) for name, value in said.items()})
    return PageMetadata()


def _json_nodes(root: HtmlElement) -> Iterator[dict[str, object]]:
    """Yield every object of the page's JSON-LD, outer ones first; broken JSON is passed over."""
    waiting: list[object] = []
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "").lower():
            try:
                waiting.append(json.loads(_WRAPPER.sub("", script.text or ""), strict=False))
            except (ValueError, RecursionError):
                continue
    for count, node in enumerate(waiting):
        if count > _MAX_NODES:
            return
        if isinstance(node, dict):
            yield node
            waiting.extend(value for value in node.values() if isinstance(value, dict | list))
        elif isinstance(node, list):
            waiting.extend(value for value in node if isinstance(value, dict | list))


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(
        isinstance(name, str)
        and name.rpartition("/")[2].endswith(("Article", "BlogPosting", "Report"))
        for name in kinds
    )


def _name(value: object, field: str) -> str | None:
    if isinstance(value, list):
        return _name(value[0], field) if value else None
    if isinstance(value, dict):
        return _name(value.get(field) or value.get("name"), "@value")
    return clean(value)


def _names(value: object, whole: Callable[[object], object]) -> str | None:
    people = value if isinstance(value, list) else [value]
    names = [as_person(_name(whole(one), "name")) for one in people]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _from_meta(root: HtmlElement) -> PageMetadata:
    said: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = clean(meta.get("content"))
        for name in (meta.get("property"), meta.get("name"), meta.get("itemprop"),
                     meta.get("http-equiv")):  # fmt: skip
            if name and content:
                said.setdefault(name.strip().lower(), []).append(content)

    def first(names: tuple[str, ...], usable: Callable[[str], str | None]) -> Told:
        for name in names:
            for content in said.get(name, ()):
                value = usable(content)
                if value:
                    return value, _origin(name)
        return None, META

    # What has no space there is an account.
    said["twitter:creator"] = [name for name in said.get("twitter:creator", ()) if " " in name]
    authors = next((name for name in _AUTHORS if any(map(as_person, said.get(name, ())))), "")
    people = dict.fromkeys(filter(None, map(as_person, said.get(authors, ()))))
    links = [link.get("href", "") for link in root.iter("link") if link.get("rel") == "canonical"]
    canonical = next(filter(None, map(as_address, links)), None)
    of_page = as_language(root.get("lang"))
    whole = clean(root.findtext(".//title"))
    return _told(
        # A copy of the page's title has the site's name in it as well.
        title=first(_TITLES, lambda words: None if words == whole else words),
        byline=(", ".join(people) or None, _origin(authors)),
        outlet=first(_OUTLETS, lambda name: None if name.startswith("http") else name),
        url=(canonical, META) if canonical else first(("og:url",), as_address),
        published=first(_DATES, as_moment),
        language=(of_page, PAGE) if of_page else first(_LANGUAGES, as_language),
    )


def _origin(name: str) -> str:
    return OPEN_GRAPH if name.startswith(("og:", "article:")) else META


def _from_sight(root: HtmlElement, outlet: str | None, saved_from: str | None) -> PageMetadata:
    times = [time.get("datetime") for time in root.iter("time")
             if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None
             or next(time.iterancestors("article"), None) is not None]  # fmt: skip
    title, site = title_and_site(root, outlet)
    return _told(
        title=(title, PAGE_TITLE),
        byline=(byline_in(root), PAGE),
        outlet=(site, PAGE_TITLE),
        url=(as_address(saved_from), SAVED_FROM),
        published=(next(filter(None, map(as_moment, times)), None) or date_in(root), PAGE),
    )


def _from_trafilatura(root: HtmlElement) -> PageMetadata:
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        # Its wider search takes any year in a page's foot for the date.
        careful = {"extensive_search": False, "original_date": True}
        found = extract_metadata(deepcopy(root), date_config=careful)
    except FAULTS:
        return PageMetadata()
    byline = as_person(clean((found.author or "").replace("; ", ", ")))
    said: dict[str, str | None] = {
        "title": clean(found.title),
        "byline": byline if may_be_names(byline or "") else None,
        "outlet": clean(found.sitename),
        "url": as_address(found.url),
        "published": as_moment(found.date),
        "language": as_language(found.language),
    }
    return _told(**{name: (value, GUESSED) for name, value in said.items()})
