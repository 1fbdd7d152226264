"""The annotated article as one page that asks for nothing: no script, no file, no network."""

import re
from collections.abc import Iterator, Sequence
from html import escape as escaped

from annotator.charts.story import story_strip
from annotator.checks.finding import Finding
from annotator.export.comments import sentences
from annotator.export.dates import in_words
from annotator.export.edition import OUR_NAME, Edition
from annotator.export.package import bookmark_name
from annotator.export.published import is_link, published
from annotator.export.story import Story
from annotator.export.summary import verdict
from annotator.export.webpage_article import ROW, WORDS, article
from annotator.export.webpage_style import class_of, fingerprint, page_palette, style_sheet
from annotator.model import Claim, Marks
from annotator.palette import LOOKS
from annotator.pictures import Picture
from annotator.report import Report
from annotator.svg import element
from annotator.vocabulary import Tag, Variant

_WIDTH = 760.0
"""Of the story strip, in pixels."""
_KICKERS = {
    Variant.FULL: "Annotated article",
    Variant.LEGAL: "Annotated article for legal review",
    Variant.SUMMARY: "Summary",
    Variant.PUBLIC: "Annotated article for the public",
}
_NOWHERE = "base-uri 'none'; form-action 'none'"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(report: Report) -> bytes:
    """Return the page; the same report gives the same bytes.

    In the summary there are the allegations alone, without the text.
    """
    shown = published(report)
    edition = Edition(shown)
    style = style_sheet()
    stories = [
        _story(number, marks, edition, shown) for number, marks in enumerate(shown.articles)
    ]
    title = shown.articles[0].article.title if len(stories) == 1 else f"{len(stories)} articles"
    # A hash of the one style sheet is stricter than 'unsafe-inline': nothing else may style.
    policy = f"default-src 'none'; style-src '{fingerprint(style)}'; {_NOWHERE}"
    head = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)} – {OUR_NAME}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )
    skip = '<a class="skip" href="#story0">Skip to the article</a>\n'
    body = "".join(part for story in stories for part in story)
    page = f"{head}{skip}<main>\n{body}</main>\n</body>\n</html>\n"
    return _UNREADABLE.sub("\ufffd", page).encode()


def _text(words: str) -> str:
    return escaped(words).replace("\r", "&#13;")


def _story(number: int, marks: Marks, edition: Edition, report: Report) -> Iterator[str]:
    story = Story(marks, edition)
    yield f'<section class="story" aria-labelledby="title{number}">\n'
    yield from _head(number, story, edition)
    yield f'<div class="reading" id="story{number}">\n'
    if edition.has_text:
        yield "<div>\n"
        yield "<h2>Article</h2>\n"
        yield from _legend()
        yield article(story, _language(marks.article.language))
        yield "</div>\n"
    yield from _cards(story, story.findings, f"check{number}")
    yield "</div>\n"
    yield from _checks(story, story.findings, f"check{number}")
    yield from _strip(number, story_strip(story.counted, _WIDTH))
    yield from _footer(story, report)
    yield "</section>\n"


def _head(number: int, story: Story, edition: Edition) -> Iterator[str]:
    article = story.marks.article
    about = (article.byline, article.outlet, in_words(article.published))
    yield f'<header>\n<p class="kicker">{OUR_NAME} · {_KICKERS[edition.variant]}</p>\n'
    yield f'<h1 id="title{number}" dir="auto">{_text(article.title)}</h1>\n'
    yield f'<p class="about" dir="auto">{_text(" · ".join(part for part in about if part))}</p>\n'
    if article.url and is_link(article.url):
        address = _text(article.url)
        yield f'<p class="about"><a href="{address}" rel="noreferrer">{address}</a></p>\n'
    yield f'<p class="verdict">{_text(verdict(story.counts()))}</p>\n</header>\n'


def _legend() -> Iterator[str]:
    yield '<ul class="legend" aria-label="How claims are marked">\n'
    for kind, look in LOOKS.items():
        mark = f'<sup class="{look.letter.lower()}">{look.letter}</sup>'
        yield f'<li><span class="{class_of(kind)}">{look.title}</span>{mark}</li>\n'
    yield '<li><span class="claim">no tag</span></li>\n'
    yield "<li>[n … n] a claim with another inside</li>\n</ul>\n"


def _cards(story: Story, findings: Sequence[Finding], key: str) -> Iterator[str]:
    claims, title = story.marks.claims, "Claims"
    if not story.edition.has_text:
        claims = tuple(claim for claim in claims if Tag.ALLEGATION in claim.tags)
        title = "Allegations"
    about: dict[str, list[str]] = {}
    for place, finding in enumerate(findings):
        for claim_id in finding.claims:
            told = f'<a href="#{key}-{place}">{finding.rule}</a> ({_state(finding)})'
            about.setdefault(claim_id, []).append(told)
    yield f'<section class="beside" aria-label="{title}">\n<h2>{title}</h2>\n'
    if claims:
        yield '<ol class="cards">\n'
        for claim in claims:
            yield from _card(story, claim, about.get(claim.id, ()))
        yield "</ol>\n"
    else:
        yield "<p>None are marked.</p>\n"
    yield "</section>\n"


def _card(story: Story, claim: Claim, checks: Sequence[str]) -> Iterator[str]:
    kind = class_of(claim.tags[0] if claim.tags else None).replace("claim", "card")
    key, number = bookmark_name(ROW, claim.id), story.number(claim)
    yield f'<li class="{kind}" id="{key}">\n<h3>{number} · {story.tags(claim)}</h3>\n'
    yield f'<blockquote dir="auto">{_text(claim.quote)}</blockquote>\n'
    for sentence in sentences(story, claim, has_checks=False):
        yield f'<p dir="auto">{_text(sentence)}</p>\n'
    if checks:
        yield f"<p>Checks: {', '.join(checks)}</p>\n"
    if story.edition.has_text:
        place = f'href="#{bookmark_name(WORDS, claim.id)}"'
        label = f'aria-label="Back to the text of claim {number}"'
        yield f'<p class="back"><a {place} {label}>Back to the text ↑</a></p>\n'
    yield "</li>\n"


def _checks(story: Story, findings: Sequence[Finding], key: str) -> Iterator[str]:
    """Yield each finding once, with links to the cards of the claims that are part of the page."""
    if not findings:
        return
    yield '<h2>Checks</h2>\n<ul class="checks">\n'
    for place, finding in enumerate(findings):
        words = f"{finding.rule} ({_state(finding)}): {finding.message}"
        if finding.waived is not None:
            words += f" Waived: {finding.waived}"
        links = ", ".join(
            f'<a href="#{bookmark_name(ROW, claim)}">{story.marks.number_of(claim)}</a>'
            for claim in (finding.claims if story.edition.has_text else ())
        )
        on = f" On {links}" if links else ""
        start = f'<li class="{_state(finding)}" id="{key}-{place}">'
        yield f"{start}<bdi>{_text(words)}</bdi>{on}</li>\n"
    yield "</ul>\n"


def _state(finding: Finding) -> str:
    return finding.severity.value if finding.is_open else "waived"


def _strip(number: int, picture: Picture) -> Iterator[str]:
    yield f"<h2>{picture.title}</h2>\n<figure>\n"
    yield element(picture, page_palette(f"strip{number}"), f"strip{number}-")
    yield f"\n<figcaption>{_text(picture.description)}</figcaption>\n</figure>\n"
    if not picture.table.rows:
        return
    label = f"{picture.title} as a table"
    # What scrolls must be reached by keys.
    yield f'<div class="table" role="region" tabindex="0" aria-label="{label}">\n<table>\n'
    yield f"<caption>{label}</caption>\n<thead><tr>"
    yield "".join(f'<th scope="col">{_text(head)}</th>' for head in picture.table.headers)
    yield "</tr></thead>\n<tbody>\n"
    for row in picture.table.rows:
        cells = "".join(f'<td dir="auto">{_text(str(cell))}</td>' for cell in row.cells)
        yield f"<tr>{cells}</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"


def _footer(story: Story, report: Report) -> Iterator[str]:
    facts = [f"Report date {report.moment:%Y-%m-%d %H:%M} UTC"]
    if story.edition.house_rules:
        facts.append(f"House rules {story.edition.house_rules}")
    if not story.edition.is_public:
        facts.append(f"Status {story.marks.article.status.value}")
        reviewers = sorted({claim.reviewer for claim in story.marks.claims})
        facts += [f"Reviewers {', '.join(reviewers)}"] if reviewers else []
    facts.append(f"SHA-256 of the text {story.marks.article.sha256}")
    yield f'<footer class="small"><p dir="auto">{_text(" · ".join(facts))}</p></footer>\n'


def _language(told: str | None) -> str:
    return told if told and _LANGUAGE.fullmatch(told) else ""
