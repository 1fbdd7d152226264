"""What every Word report must show, asked of readers that share nothing with the exporter."""

from collections import Counter
from pathlib import Path

import ooxml_integrity
from lxml import etree
from lxml.etree import _Element as Element
from openxml_audit import FileFormat, OpenXmlValidator

from annotator.export.edition import PAGE_ONE, PARTS
from annotator.export.package import Page
from annotator.model import Marks
from annotator.report import Report
from annotator.vocabulary import Part, Variant
from tests.export.generated import PRIVATE, in_blocks
from tests.export.word_reader import R, W, WordFile, style, value

_OF_ALL = "Sourcing balance of all articles"
_RELATIONS = "word/_rels/document.xml.rels"


def is_valid(path: Path) -> None:
    """Check that both validators of Word packages are silent."""
    assert [str(finding) for finding in ooxml_integrity.check(path)] == []
    # One validator for several files takes the comments of one for those of another.
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(path)
    assert [str(error) for error in result.errors] == []
    assert result.warning_count == 0


def tells_all(content: bytes, found: Report, page: Page | None = None) -> int:
    """Check words, comments, links, ids and secrets; return how many claims were found."""
    file = WordFile(content)
    parts = ["".join(p.itertext()) for p in file.document.iter(f"{W}p") if style(p) == "Heading2"]
    told = [part.value for part in PARTS[found.variant] if part not in PAGE_ONE]
    has_balance = Part.BALANCE in PARTS[found.variant]
    of_all = [_OF_ALL] if has_balance and len(found.articles) > 1 else []
    assert parts == of_all + told * len(found.articles)
    has_article = bool(told)
    claims = _has_its_words(file, found.articles if has_article else ())
    _leads_somewhere(file)
    _is_unique(file)
    if page:
        (size,) = file.document.iter(f"{W}pgSz")
        assert (value(size, "w"), value(size, "h")) == (str(page.width), str(page.height))
    if found.variant is Variant.PUBLIC:
        assert PRIVATE not in file.everything()
    return claims


def _has_its_words(file: WordFile, articles: tuple[Marks, ...]) -> int:
    """Check that text and comments are those of the articles and no others."""
    texts = [block.span.of(marks.text) for marks in articles for block in marks.blocks]
    assert file.article() == texts
    claims = {claim.id: in_blocks(marks, claim) for marks in articles for claim in marks.claims}
    words, comments = file.commented(), file.comments()
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        anchors = Counter(value(anchor, "id") for anchor in file.document.iter(f"{W}{tag}"))
        assert anchors == Counter(comments.keys())
    found = {_claim_of(start): value(start, "id") for start in _starts(file)}
    assert {claim: words[number] for claim, number in found.items()} == claims
    numbers = {
        claim.id: str(number) for marks in articles for number, claim in enumerate(marks.claims, 1)
    }
    for claim, comment in found.items():
        assert comments[comment][0].split()[0] == numbers[claim]
    return len(claims)


def _starts(file: WordFile) -> list[Element]:
    return list(file.document.iter(f"{W}commentRangeStart"))


def _claim_of(start: Element) -> str:
    """Return the id of the claim whose bookmark begins right before a comment's words."""
    before = start.getprevious()
    assert before is not None
    return value(before, "name").removeprefix("claim_")


def _leads_somewhere(file: WordFile) -> None:
    """Check that each link inside has a place, and each one outside an address of the web."""
    places = {value(mark, "name") for mark in file.document.iter(f"{W}bookmarkStart")}
    relations = {str(one.get("Id")): one for one in etree.fromstring(file.parts[_RELATIONS])}
    used = {
        str(given)
        for element in file.document.iter()
        for name, given in element.attrib.items()
        if str(name).startswith(R)
    }
    assert used <= relations.keys()
    for link in file.document.iter(f"{W}hyperlink"):
        assert value(link, "anchor") in places or link.get(f"{R}id") in relations
    for one in relations.values():
        target = str(one.get("Target"))
        if one.get("TargetMode") == "External":
            assert target.startswith(("https://", "http://", "mailto:"))
        else:
            assert f"word/{target}".replace("word//word/", "word/") in file.parts


def _is_unique(file: WordFile) -> None:
    """Check that no name, number or id stands for two things, and each bookmark has its end."""
    begun = [value(mark, "id") for mark in file.document.iter(f"{W}bookmarkStart")]
    ended = [value(mark, "id") for mark in file.document.iter(f"{W}bookmarkEnd")]
    names = [value(mark, "name") for mark in file.document.iter(f"{W}bookmarkStart")]
    drawn = [e.get("id") for e in file.document.iter("{*}docPr")]
    for ids in (begun, names, drawn, list(file.parts), [e.filename for e in file.entries]):
        assert len(set(ids)) == len(ids)
    assert sorted(begun) == sorted(ended)
