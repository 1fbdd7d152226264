"""Each field of a web page says where it was found, and how much of the page is taken."""

from itertools import pairwise

import pytest

from annotator.importers import Choices, Extent, Imported, read_all, read_bytes, source_file

BODY = (
    "<article><h1>Yard denies it skipped checks</h1>"
    "<p>The yard denied on Monday that it had skipped an inspection of the ferry, and said that "
    "every check had been done in time and signed by two of its engineers.</p>"
    "<p>A former mechanic had told the paper that forms were signed for work that was never done, "
    "and the yard called that false and said it would go to court over it.</p></article>"
)


def page(head: str = "", body: str = BODY) -> Imported:
    return read_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")


LD = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Yard denies it '
    'skipped checks", "author": {"name": "Dana Reyes"}, "publisher": {"name": "The Gazette"}, '
    '"datePublished": "2020-03-09", "url": "https://g.example/1", "inLanguage": "en"}</script>'
)


def test_json_ld_is_named_for_all_that_it_says() -> None:
    found = page(LD)
    assert dict(found.origins) == {
        "title": "headline",
        "byline": "JSON-LD",
        "outlet": "JSON-LD",
        "url": "JSON-LD",
        "published": "JSON-LD",
        "language": "JSON-LD",
    }


@pytest.mark.parametrize(
    ("head", "field", "value", "origin"),
    [
        ('<meta property="og:site_name" content="G">', "outlet", "G", "OpenGraph"),
        ('<meta property="article:published_time" content="2020-03-09">', "published",
         "2020-03-09", "OpenGraph"),
        ('<meta property="og:url" content="https://g.example/1">', "url", "https://g.example/1",
         "OpenGraph"),
        ('<link rel="canonical" href="https://g.example/1">', "url", "https://g.example/1",
         "meta tags"),
        ('<meta name="author" content="Dana Reyes">', "byline", "Dana Reyes", "meta tags"),
        ('<meta name="publisher" content="G">', "outlet", "G", "meta tags"),
        ('<meta http-equiv="content-language" content="en">', "language", "en", "meta tags"),
        ("<title>Another title of it | G</title>", "title", "Another title of it", "page title"),
    ],
)  # fmt: skip
def test_a_field_says_where_it_was_found(head: str, field: str, value: str, origin: str) -> None:
    found = page(head)
    assert getattr(found, field) == value
    assert found.origins[field] == origin


def test_json_ld_comes_before_open_graph_and_that_before_the_rest() -> None:
    graph = '<meta property="og:site_name" content="Graph"><meta name="publisher" content="Meta">'
    assert page(LD + graph).outlet == "The Gazette"
    assert page(graph).outlet == "Graph"


@pytest.mark.parametrize(
    ("markup", "byline"),
    [
        ('<span class="pb-byline">By <a href="/p">Erin Cunningham</a></span>', "Erin Cunningham"),
        ('<p class="byline">By Dana Reyes and Ilse Brandt - Apr 16, 2015</p>',
         "Dana Reyes and Ilse Brandt"),
        ('<a rel="author" href="/d">Dana van der Berg</a>', "Dana van der Berg"),
        ('<div class="author-name">JOE HILDE</div>', "JOE HILDE"),
        ('<a class="byline" href="/r">More Richard Eskow</a>', None),
        ('<span class="byline">Share this story with others</span>', None),
        ('<aside><span class="byline">By Some Other</span></aside>', None),
    ],
)  # fmt: skip
def test_a_byline_below_the_headline_is_read(markup: str, byline: str | None) -> None:
    body = BODY.replace("</h1>", f"</h1>{markup}")
    found = page("<title>Yard denies it skipped checks</title>", body)
    seen = found.byline if found.origins.get("byline") == "the page" else None
    assert seen == byline
    assert not (found.byline or "").startswith(("More", "Share"))


def test_a_byline_above_the_headline_is_of_another_story() -> None:
    above = '<div><span class="byline">By Some Other</span> and more</div>'
    found = page("<title>Yard denies it skipped checks</title>", above + BODY)
    assert found.origins.get("byline") != "the page"


ASIDE = (
    "<div class='related'><p>Ships are painted each spring in the yard, as the pictures in our "
    "archive show, which goes back to the year in which it was opened by a queen.</p></div>"
)


def taken(extent: Extent) -> str:
    whole = (
        f"<html><head><title>T</title></head><body><nav>Menu of it</nav><header>The Gazette"
        f"</header>{BODY}{ASIDE}<footer>Imprint of the paper</footer></body></html>"
    )
    source = source_file.from_bytes(whole.encode(), "a.html", Choices(extent=extent))
    return read_all(source)[0].text


def test_a_larger_extent_holds_all_of_a_smaller_one() -> None:
    texts = [taken(extent).split("\n\n") for extent in
             (Extent.LESS, Extent.ARTICLE, Extent.MORE, Extent.WHOLE)]  # fmt: skip
    for smaller, larger in pairwise(texts):
        assert set(smaller) <= set(larger)


def test_the_whole_page_is_all_but_its_navigation() -> None:
    whole = taken(Extent.WHOLE)
    assert "Imprint of the paper" in whole
    assert "The Gazette" in whole
    assert "Menu of it" not in whole
    assert "Imprint of the paper" not in taken(Extent.ARTICLE)


def test_a_short_heading_in_a_list_of_paragraphs_is_kept() -> None:
    said = (
        "The board of the yard looked at each engine in turn and wrote down what had been done "
        "to it, by whom and on which day, and which of the forms had been signed."
    )
    rows = "".join(
        f"<li><h3>Engine {at}</h3><p>{said.replace('each', f'the {at}th')}</p></li>"
        for at in range(1, 5)
    )
    found = page(body=BODY.replace("</article>", f"<ul>{rows}</ul></article>"))
    for at in range(1, 5):
        assert f"\n\nEngine {at}\n\n" in found.text
