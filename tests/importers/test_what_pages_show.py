"""Outlet, date and byline of pages that say them to their readers alone, and lists of links."""

import pytest

from annotator.importers import Choices, Extent, Imported, read_all, read_bytes, source_file
from annotator.vocabulary import BlockKind

HEADLINE = "Yard denies it skipped checks"
STORY = (
    "<p>The yard denied on Monday that it had skipped an inspection of the ferry, and said that "
    "every check had been done in time and signed by two of its engineers.</p>"
    "<p>A former mechanic had told the paper that forms were signed for work that was never done, "
    "and the yard called that false and said it would go to court over it.</p>"
)


def page(title: str = HEADLINE, head: str = "", above: str = "", end: str = "") -> Imported:
    body = f"<article><h1>{HEADLINE}</h1>{above}{STORY}{end}</article>"
    words = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return read_bytes(words.encode(), "a.html")


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        (f"{HEADLINE} - Harbor Gazette", "Harbor Gazette"),
        (f"{HEADLINE} | News | World | Harbor Gazette", "Harbor Gazette"),
        (f"{HEADLINE} : Nouvelles : Le Port", "Le Port"),
        (f"{HEADLINE} « Harbor Gazette", "Harbor Gazette"),
        (f"Harbor Gazette | {HEADLINE}", "Harbor Gazette"),
        (f"Harbor Gazette: {HEADLINE}", "Harbor Gazette"),
    ],
)
def test_an_outlet_stands_beside_the_headline_in_the_title(title: str, outlet: str) -> None:
    found = page(title)
    assert (found.title, found.outlet) == (HEADLINE, outlet)
    assert found.origins["outlet"] == "page title"


@pytest.mark.parametrize(
    "title",
    [
        HEADLINE,
        f"{HEADLINE} and says so in a letter",
        f"{HEADLINE} - the story of a ferry that nobody looked at",
        f"{HEADLINE} | 2020",
    ],
)
def test_other_words_beside_the_headline_are_no_outlet(title: str) -> None:
    assert page(title).outlet is None


def test_the_name_of_the_site_is_no_part_of_the_title() -> None:
    said = (
        '<meta property="og:site_name" content="Harbor Gazette">'
        '<meta property="og:title" content="Harbor Gazette | Checks were skipped, says report">'
    )
    found = page("Another", said)
    assert (found.title, found.outlet) == ("Checks were skipped, says report", "Harbor Gazette")


def test_a_heading_that_is_the_site_is_not_taken_for_the_headline() -> None:
    words = (
        f"<html><head><title>Harbor Film Gang » Archive » {HEADLINE}</title></head><body>"
        f"<h1>Harbor Film Gang</h1><article><h2>{HEADLINE}</h2>{STORY}</article></body></html>"
    )
    found = read_bytes(words.encode(), "a.html")
    assert (found.title, found.outlet) == (HEADLINE, "Harbor Film Gang")


def test_a_copy_of_the_page_title_is_cleaned_as_that_is() -> None:
    title = "Checks were skipped at the yard, says a report - Gazette Newsfeed"
    found = page(title, f'<meta property="og:title" content="{title}">')
    assert found.title == "Checks were skipped at the yard, says a report"


@pytest.mark.parametrize(
    "line",
    [
        "By Dana Reyes Tuesday, Aug. 17, 2010",
        "By Dana Reyes March 9, 2020",
        "By Dana Reyes Mar. 9",
        "By Dana Reyes",
    ],
)
def test_a_day_is_no_part_of_a_name(line: str) -> None:
    assert page(above=f'<p class="byline">{line}</p>').byline == "Dana Reyes"


def test_a_name_may_be_that_of_a_month() -> None:
    assert page(above='<p class="byline">By April May</p>').byline == "April May"


@pytest.mark.parametrize(
    ("above", "published"),
    [
        ("<p>March 9, 2020</p>", "2020-03-09"),
        ("<div>Posted on <b>Mon, 9 Mar 2020</b></div>", "2020-03-09"),
        ("<span>Monday, Mar. 9th, 2020 at 10:15 a.m.</span>", "2020-03-09"),
        ("<p>March 9, 2020 -- The ferry was late again.</p>", "2020-03-09"),
        ("<p>March 9, 2020, was the day on which the ferry sank.</p>", None),
        ("<p>On March 9, 2020, the ferry sank.</p>", None),
        ("<p>February 30, 2020</p>", None),
        ("<script>var day = 'x';</script><style>March 9, 2020</style>", None),
    ],
)
def test_a_date_alone_below_the_headline_is_the_day_of_publication(
    above: str, published: str | None
) -> None:
    assert page(above=above).published == published


def test_a_date_above_the_headline_is_of_another_story() -> None:
    words = f"<p>March 9, 2020</p><h1>{HEADLINE}</h1>{STORY}"
    found = read_bytes(
        f"<html><head><title>{HEADLINE}</title></head><body>{words}</body></html>".encode(),
        "a.html",
    )
    assert found.published is None


def test_a_byline_with_a_script_in_it_is_read_without_that() -> None:
    script = f"<script>{'hide();' * 60}</script>"
    found = page(above=f'<p class="byline">By <a>Dana Reyes</a> on March 9, 2020 {script}</p>')
    assert found.byline == "Dana Reyes"


def test_an_account_is_no_byline() -> None:
    above = '<p class="byline">By Dana Reyes</p>'
    found = page(head='<meta name="twitter:creator" content="danareyes">', above=above)
    assert found.byline == "Dana Reyes"


def test_links_in_a_row_are_furniture_and_a_link_alone_is_not() -> None:
    links = "".join(
        f'<p><a href="/{n}">Another story of a ferry with number {n}</a></p>' for n in (1, 2, 3)
    )
    alone = '<p><a href="/0">The report of the inspectors</a></p><p>was published late.</p>'
    words = f"<html><body><h1>{HEADLINE}</h1>{STORY}{alone}{links}</body></html>"
    whole = Choices(extent=Extent.WHOLE)
    (found,) = read_all(source_file.from_bytes(words.encode(), "a.html", whole))
    kinds = {found.text[b.start : b.end]: b.kind for b in found.blocks}
    for number in (1, 2, 3):
        assert kinds[f"Another story of a ferry with number {number}"] is BlockKind.FURNITURE
    assert kinds["The report of the inspectors"] is BlockKind.PARAGRAPH
