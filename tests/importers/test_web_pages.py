"""Web pages: the article and nothing else, in the page's own words."""

import json
import socket
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.importers import read_bytes
from annotator.importers.imported import Imported
from annotator.text import canonical
from annotator.vocabulary import BlockKind
from tests.examples import examples

TITLE = "Envoy presses Canada over Huawei"
BODY = (
    "A senior U.S. envoy on Monday pressed Canada about Ottawa’s forthcoming decision on whether "
    "to allow China’s Huawei to take part in its 5G network, officials said.",
    "“No,” he said.",
    "The administration last year warned Canada it could lose access to top secret intelligence "
    "unless it blocked Huawei 5G technology.",
    "The White House has accused Huawei of being able to spy on customers and maintaining close "
    "ties to the Chinese government, allegations Huawei denies.",
)


def of(body: str, head: str = "") -> Imported:
    page = f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>"
    return read_bytes(page.encode(), "page.html")


def texts(article: Imported) -> list[str]:
    return [block.span.of(article.text) for block in article.blocks]


def paragraphs(tag: str = "p") -> str:
    return "".join(f"<{tag}>{words}</{tag}>" for words in BODY)


def test_a_news_page_gives_its_article_alone() -> None:
    article = of(
        "<header><a href=/>The Daily</a><nav><ul><li>World<li>Business</ul></nav></header>"
        f"<main><h1>{TITLE}</h1><div class=tools><button>Share</button></div>"
        f"<div class=story>{paragraphs()}"
        "<aside><h3>Related</h3><a href=/1>Huawei sues somebody in quite another story</a></aside>"
        "<p>Reporting by Jane Doe; Editing by John Roe</p></div></main>"
        "<form><p>Subscribe</p><input></form><script>var words = 1</script>"
        "<footer><p>All quotes delayed a minimum of 15 minutes.</p></footer>"
    )

    assert texts(article) == [TITLE, *BODY, "Reporting by Jane Doe; Editing by John Roe"]
    assert [block.paragraph for block in article.blocks] == [0, 1, 2, 3, 4, None]
    assert article.text == "\n\n".join(texts(article))
    assert article.notices == ()


@pytest.mark.parametrize(
    "wrapped",
    [
        f"<form id=aspnetForm><div><h1>{TITLE}</h1>{paragraphs()}</div></form>",
        f"<div><h2>{TITLE}</h2><div class=entry>{paragraphs()}</div></div>",
        f"<div class=hl>{TITLE}</div>{paragraphs('div')}",
        f"<table><tr><td><b>{TITLE}</b><br><br>{'<br><br>'.join(BODY)}</td></tr></table>",
        f"<div id=root aria-hidden=true><h1>{TITLE}</h1>{paragraphs()}</div>",
    ],
)
def test_pages_of_every_make_give_the_same_article(wrapped: str) -> None:
    article = of(wrapped, f"<title>{TITLE} | The Daily</title>")

    assert texts(article) == [TITLE, *BODY]
    assert article.title == TITLE


def test_words_are_the_pages_own_to_the_character() -> None:
    words = (
        "He\u00a0said “it’s false”\u200b, co\u00adop re\u0301sum \U0001f468\u200d\U0001f469 now."
    )

    article = of(f"<article><h1>{TITLE}</h1><p>{words}</p>{paragraphs()}</article>")

    assert texts(article)[1] == words


def test_insignificant_white_space_is_one_space_and_none_at_the_ends() -> None:
    article = of(
        f"<h1>\n {TITLE}\t</h1><p>\n  One \t two\r\n<b> three </b>\x0cfour  </p>{paragraphs()}"
    )

    assert texts(article)[:2] == [TITLE, "One two three four"]


def test_a_line_break_stays_and_two_end_the_block() -> None:
    article = of(
        f"<h1>{TITLE}</h1><p>One <br> two<br><br>\nThree<br/>&nbsp;<br>Four</p>{paragraphs()}"
    )

    assert texts(article)[1:4] == ["One\ntwo", "Three", "Four"]


def test_preformatted_text_keeps_its_lines() -> None:
    article = of(
        f"<article><h1>{TITLE}</h1>{paragraphs()}<pre>\na  b\n  c\n</pre><p>End.</p></article>"
    )

    assert texts(article)[-2:] == ["a  b\n  c", "End."]


def test_kinds_follow_the_elements() -> None:
    article = of(
        f"<article><h1>{TITLE}</h1><figure><img><figcaption>The envoy.</figcaption></figure>"
        f"{paragraphs()}<h2>Background</h2><ul><li>First point</li><li>Second</li></ul>"
        "<blockquote><p>“Quoted at length.”</p></blockquote>"
        "<table><tr><td>cell a</td><td>cell b</td></tr></table><p>The end.</p></article>"
    )

    kinds = [block.kind for block in article.blocks]
    assert kinds[:2] == [BlockKind.HEADLINE, BlockKind.CAPTION]
    assert kinds[6:] == [
        BlockKind.SUBHEAD, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM, BlockKind.QUOTE,
        BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "hidden",
    [
        "<span hidden>SECRET</span>",
        '<span style="color:red; display: none">SECRET</span>',
        '<i style="visibility:hidden">SECRET</i>',
        '<span aria-hidden="true">SECRET</span>',
        "<template>SECRET</template>",
        "<script>SECRET</script>",
        "<style>SECRET</style>",
        "<noscript>SECRET</noscript>",
        "<!-- SECRET -->",
        "<dialog>SECRET</dialog>",
    ],
)
def test_hidden_text_is_not_the_text(hidden: str) -> None:
    article = of(f"<h1>{TITLE}</h1><p>Before {hidden}after it.</p>{paragraphs()}")

    assert texts(article)[1] == "Before after it."


def test_footnotes_stand_at_the_end_without_their_marks() -> None:
    article = of(
        f"<article><h1>{TITLE}</h1><p>He denied it.<sup><a id=r1 href=#n1>1</a></sup> So did she."
        '<sup id=r2><a href="#n2">[2]</a></sup></p>'
        f"{paragraphs()}<section><ol><li id=n1>The first note. <a href=#r1>↩</a></li>"
        '<li id=n2><a href="#r2">^</a> The second note.</li></ol></section></article>'
        "<p>Other words on the page.</p>"
    )

    assert texts(article)[1] == "He denied it. So did she."
    assert texts(article)[-2:] == ["The first note.", "The second note."]
    assert article.blocks[-1].kind is BlockKind.PARAGRAPH


def test_footnotes_as_word_exports_them_lose_their_marks() -> None:
    article = of(
        f'<h1>{TITLE}</h1><p>He denied it.<a href="#_ftn1" name="_ftnref1">[1]</a></p>'
        f"{paragraphs()}"
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> The note.</p></div>'
    )

    assert texts(article)[1] == "He denied it."
    assert texts(article)[-1] == "The note."


def test_a_superscript_that_is_no_mark_stays() -> None:
    article = of(
        f"<h1>{TITLE}</h1><p>10 m<sup>2</sup> and the 5<sup>th</sup> time.</p>{paragraphs()}"
    )

    assert texts(article)[1] == "10 m2 and the 5th time."


def ld(*nodes: object) -> str:
    return "".join(
        f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes
    )


def test_json_ld_comes_first() -> None:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Other"},
            {"@type": "Organization", "@id": "#org", "name": "The Daily"},
            {
                "@type": ["ReportageNewsArticle"],
                "headline": "Envoy presses Canada &amp; others",
                "author": [{"@type": "Person", "name": "By Jane Doe"}, "John Roe"],
                "publisher": {"@id": "#org"},
                "datePublished": "2020-03-09T20:15:00Z",
                "mainEntityOfPage": {"@id": "https://daily.example/envoy"},
                "inLanguage": "en_US",
            },
        ],
    }
    head = ld([graph]) + (
        "<meta property=og:title content=Wrong><meta name=author content=Wrong>"
        "<meta property=article:published_time content=1999-01-01>"
    )

    article = of(f"<h1>Envoy presses Canada and others</h1>{paragraphs()}", head)

    assert article.title == "Envoy presses Canada & others"
    assert article.byline == "Jane Doe, John Roe"
    assert (article.outlet, article.language) == ("The Daily", "en-US")
    assert article.url == "https://daily.example/envoy"
    assert article.published == "2020-03-09T20:15:00Z"
    assert texts(article)[0] == "Envoy presses Canada and others"


def test_meta_tags_fill_what_json_ld_lacks() -> None:
    head = (
        ld({"@type": "NewsArticle", "headline": TITLE})
        + '<meta property="og:site_name" content="The Daily">'
        '<meta name="author" content="by Jane Doe">'
        '<meta property="article:author" content="https://facebook.com/jane">'
        '<link rel="canonical" href="https://daily.example/envoy">'
        '<meta name="date" content="Mon, 09 Mar 2020 20:15:00 GMT">'
    )

    article = of(f"<h1>{TITLE}</h1>{paragraphs()}", head)

    assert (article.byline, article.outlet) == ("Jane Doe", "The Daily")
    assert article.url == "https://daily.example/envoy"
    assert article.published == "2020-03-09T20:15:00+00:00"
    assert article.language == "en"


@pytest.mark.parametrize(
    "broken",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>',
        f'<script type="application/ld+json">{"[" * 100_000}</script>',
        ld({"@type": "NewsArticle", "headline": {"a": [1]}, "author": 7, "publisher": [None]}),
        ld({"@type": {"a": "NewsArticle"}, "@id": 5}, None, 7, "words", [[[]]]),
        ld({"@type": "NewsArticle", "author": {"@id": "#x"}, "datePublished": "soon", "url": []}),
        ld({"@type": "NewsArticle", "author": "admin", "datePublished": "0001-01-01T00:00:00Z"}),
        '<script type="application/ld+json"></script>',
    ],
)
def test_broken_json_ld_never_breaks_an_import(broken: str) -> None:
    article = of(f"<h1>{TITLE}</h1>{paragraphs()}", broken)

    assert (article.title, article.byline, article.published) == (TITLE, None, None)


def test_the_title_is_the_headline_where_the_page_has_no_heading() -> None:
    article = of(paragraphs(), f"<title>{TITLE} - The Daily</title>")

    assert texts(article) == [TITLE, *BODY]


def test_the_heading_that_fits_the_title_is_the_headline() -> None:
    article = of(
        f"<h1><a href=/>The Daily</a></h1><article><h1>{TITLE}: officials</h1>{paragraphs()}"
        "</article>",
        f"<title>{TITLE} | The Daily</title><meta property=og:site_name content='The Daily'>",
    )

    assert texts(article)[0] == f"{TITLE}: officials"
    assert "The Daily" not in article.text


def test_a_byline_in_the_text_is_read_and_stays() -> None:
    article = of(f"<article><h1>{TITLE}</h1><p>By Jane Doe</p>{paragraphs()}</article>")

    assert article.byline == "Jane Doe"
    assert texts(article)[1] == "By Jane Doe"


def test_a_tiny_page_is_read_whole() -> None:
    assert texts(of("<h1>Title</h1><p>One.</p><p>Two.</p>")) == ["Title", "One.", "Two."]


def test_a_page_without_a_suffix_or_with_a_servers_is_a_page() -> None:
    page = f"\ufeff\n<!DOCTYPE HTML><html><body><h1>{TITLE}</h1><p>Words.</p>".encode()

    for name in ("saved page", "story.php", "a.htm", "a.xhtml"):
        assert texts(read_bytes(page, name)) == [TITLE, "Words."]


def test_external_entities_are_not_read() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>a &x; b</p>'

    assert read_bytes(page.encode(), "a.html").text.endswith("a &x; b")


def test_reading_a_page_calls_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a network call")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = (
        '<link rel=canonical href="https://daily.example/a"><base href="https://daily.example/">'
    )

    assert of(f"<h1>{TITLE}</h1><img src=https://daily.example/a.png>{paragraphs()}", head).url


WORD = st.text("abcdefghéñßжשا“”‘’\u00a0\u200b\u200d\u0301\u00ad\U0001f600-,.&<", max_size=9)
PARAGRAPHS = st.lists(
    st.lists(WORD.map(lambda word: f"a{word}b"), min_size=1, max_size=30).map(" ".join),
    min_size=1,
    max_size=8,
)


@pytest.mark.slow
@examples(150)
@given(PARAGRAPHS, st.sampled_from(["<article>{}</article>", "<div>{}</div>", "{}"]))
def test_generated_paragraphs_come_back_to_the_character(words: list[str], frame: str) -> None:
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in words)

    article = of(f"<nav>Home</nav>{frame.format(f'<h1>{TITLE}</h1>{body}')}<footer>foot</footer>")

    assert texts(article) == [TITLE, *words]
    assert canonical(article.text) == article.text


def test_a_page_without_html_and_body_keeps_its_words() -> None:
    page = (
        '<script type="application/ld+json">{"@type": "Article", "headline": "Mill"}</script>'
        "<title>Mill fined | Courier</title>"
        "<article><h1>Mill fined</h1><p>The union said that the mill dumped waste.</p></article>"
    )
    found = read_bytes(page.encode(), "page.html")
    assert found.text == "Mill fined\n\nThe union said that the mill dumped waste."
