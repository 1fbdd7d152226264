"""What a web page says of itself: JSON-LD first, then meta tags, then what can be seen."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, fields, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape

from lxml.html import HtmlElement
from trafilatura import extract_metadata

from annotator.importers.blocks import one_line
from annotator.importers.foreign import FAULTS
from annotator.text import canonical

_MAX_NODES = 20_000
_FIRST_NEWSPAPER = 1605
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_TITLE_END = re.compile(r"\s+(?:[|–—·»•]|-)\s+")
_WRAPPER = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$")
_NO_PERSON = re.compile(
    r"(?:https?:|www\.|@).*"
    r"|(?:site )?admin(?:istrator)?|webmaster|editor|author|staff|root|user|guest",
    re.IGNORECASE,
)
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


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Metadata of a page; None is what it does not say. `published` is ISO 8601."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None

    def or_else(self, other: "PageMetadata") -> "PageMetadata":
        """Return this with what it lacks taken from `other`."""
        missing = [field.name for field in fields(self) if getattr(self, field.name) is None]
        return replace(self, **{name: getattr(other, name) for name in missing})


def metadata_of(root: HtmlElement, page: str) -> PageMetadata:
    """Return what `root`, unpruned, and the text of `page` say; never looks at the network."""
    said = _from_json(root).or_else(_from_meta(root))
    saved = _SAVED_FROM.search(page[:4_096])
    said = said.or_else(_from_sight(root, said.outlet, saved.group(1) if saved else None))
    return said.or_else(_from_trafilatura(root)) if None in _values(said) else said


def clean(words: object) -> str | None:
    """Return a metadata string without entities and on one line, None for anything else."""
    if not isinstance(words, str):
        return None
    return one_line(re.sub(r"[ \n\t\r]+", " ", canonical(unescape(words)))) or None


def _values(said: PageMetadata) -> list[str | None]:
    return [getattr(said, field.name) for field in fields(said)]


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
        language = _name(node.get("inLanguage"), "alternateName")
        page = node.get("mainEntityOfPage")
        return PageMetadata(
            title=clean(node.get("headline")) or clean(node.get("name")),
            byline=_names(node.get("author"), whole) or _names(node.get("creator"), whole),
            outlet=_name(whole(node.get("publisher")), "name"),
            url=_url(node.get("url")) or _url(page) or _url(_name(page, "@id")),
            published=_iso(node.get("datePublished")),
            language=_language(language),
        )
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
    names = [_person(_name(whole(person), "name")) for person in people]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _person(name: str | None) -> str | None:
    if name is None or _NO_PERSON.fullmatch(name):
        return None
    return re.sub(r"^by\s*:?\s+", "", name, flags=re.IGNORECASE) or None


def _from_meta(root: HtmlElement) -> PageMetadata:
    said: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = clean(meta.get("content"))
        for name in (meta.get("property"), meta.get("name"), meta.get("itemprop"),
                     meta.get("http-equiv")):  # fmt: skip
            if name and content:
                said.setdefault(name.strip().lower(), []).append(content)

    def first(names: tuple[str, ...]) -> list[str]:
        return [content for name in names for content in said.get(name, ())]

    authors = next((said[name] for name in _AUTHORS if any(map(_person, said.get(name, ())))), [])
    people = [person for person in map(_person, authors) if person]
    links = [link.get("href", "") for link in root.iter("link") if link.get("rel") == "canonical"]
    addresses = [*links, *said.get("og:url", ())]
    return PageMetadata(
        title=next(iter(first(_TITLES)), None),
        byline=", ".join(dict.fromkeys(people)) or None,
        outlet=next((name for name in first(_OUTLETS) if not name.startswith("http")), None),
        url=next(filter(None, map(_url, addresses)), None),
        published=next(filter(None, map(_iso, first(_DATES))), None),
        language=_language(root.get("lang"))
        or next(filter(None, map(_language, first(_LANGUAGES))), None),
    )


def _from_sight(root: HtmlElement, outlet: str | None, saved_from: str | None) -> PageMetadata:
    times = [time.get("datetime") for time in root.iter("time")
             if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None
             or next(time.iterancestors("article"), None) is not None]  # fmt: skip
    return PageMetadata(
        title=_title(root, outlet),
        url=_url(saved_from),
        published=next(filter(None, map(_iso, times)), None),
    )


def _title(root: HtmlElement, outlet: str | None) -> str | None:
    """Return the page's title without the site's name, else the first h1."""
    headings = [words for h1 in root.iter("h1") if (words := clean(h1.text_content()))]
    whole = clean(root.findtext(".//title"))
    if whole is None:
        return headings[0] if headings else None
    for heading in headings:
        if heading != outlet and whole.casefold().startswith(heading.casefold()):
            return heading
    parts = _TITLE_END.split(whole)
    if len(parts) > 1:
        ends = [parts[-1], parts[0]]
        if outlet is not None and outlet.casefold() == parts[0].casefold():
            return clean(whole[len(parts[0]) :].lstrip(" |–—·»•-"))
        if len(ends[0].split()) <= 4 and len(whole) > 2 * len(ends[0]):
            return clean(_TITLE_END.split(whole[::-1], maxsplit=1)[1][::-1])
    return whole


def _from_trafilatura(root: HtmlElement) -> PageMetadata:
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        # Its wider search takes any year in a page's foot for the date.
        careful = {"extensive_search": False, "original_date": True}
        found = extract_metadata(deepcopy(root), date_config=careful)
    except FAULTS:
        return PageMetadata()
    return PageMetadata(
        title=clean(found.title),
        byline=_person(clean((found.author or "").replace("; ", ", "))),
        outlet=clean(found.sitename),
        url=_url(found.url),
        published=_iso(found.date),
        language=_language(found.language),
    )


def _url(value: object) -> str | None:
    address = clean(value)
    return address if address and re.match(r"https?://\S+$", address, re.IGNORECASE) else None


def _language(value: object) -> str | None:
    tag = (clean(value) or "").replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else None


def _iso(value: object) -> str | None:
    """Return a date or date and time in ISO 8601, None for what cannot be told."""
    said = clean(value) or ""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        try:
            return parsedate_to_datetime(said).isoformat()
        except ValueError:
            return None
    if moment.year < _FIRST_NEWSPAPER:
        return None  # what some systems write for "never"
    if _DATE.fullmatch(said):
        return said
    return moment.isoformat() if len(said) > len("2020-03-09") else moment.date().isoformat()
