"""RSS and Atom: an article for each entry, with its own words and its own bytes."""

from pathlib import Path

import pytest

from annotator.errors import UnreadableError
from annotator.importers import Imported, read_all, source_file

SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def rss(*items: str, head: str = "<title>Gazette</title>") -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {SPACES}><channel>{head}{inside}</channel></rss>'.encode()


def entries(data: bytes, name: str = "news.xml") -> tuple[Imported, ...]:
    return read_all(source_file.from_bytes(data, name))


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as refused:
        entries(data, "news.rss")
    return str(refused.value)


def content(html: str) -> str:
    return f"<title>T</title><content:encoded><![CDATA[{html}]]></content:encoded>"


def test_each_entry_is_an_article_with_its_own_bytes() -> None:
    first, second = entries(
        rss(
            "<title>One</title><description>Words of one.</description>",
            "<title>Two</title><description>Words of two.</description>",
        )
    )
    assert (first.text, second.text) == ("One\n\nWords of one.", "Two\n\nWords of two.")
    assert b"Words of two." in second.original
    assert b"Words of one." not in second.original
    assert second.original_name == "news-2.xml"


def test_full_content_comes_before_the_summary_and_scripts_are_no_words() -> None:
    (entry,) = entries(
        rss(
            content("<p>All of it.</p><script>bad()</script><nav>Menu</nav><p>The end.</p>")
            + "<description>Less of it.</description>"
        )
    )
    assert entry.text == "T\n\nAll of it.\n\nThe end."


def test_a_headline_that_the_text_repeats_stands_once() -> None:
    (entry,) = entries(rss(content("<h1>T</h1><p>Words.</p>")))
    assert entry.text == "T\n\nWords."


def test_an_entry_without_a_title_has_its_first_words() -> None:
    (entry,) = entries(rss("<description>&lt;p&gt;First.&lt;/p&gt;&lt;p&gt;Then.&lt;/p&gt;"
                           "</description>"))  # fmt: skip
    assert entry.title == "First."


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("<dc:creator>Dana Reyes</dc:creator>", "Dana Reyes"),
        ("<author>desk@gazette.example (Dana Reyes)</author>", "Dana Reyes"),
        ("<author>Dana Reyes &lt;desk@gazette.example&gt;</author>", "Dana Reyes"),
        ("<author>admin</author>", None),
        ("", None),
    ],
)
def test_who_wrote_it(author: str, byline: str | None) -> None:
    (entry,) = entries(rss(content("<p>Words.</p>") + author))
    assert entry.byline == byline
    assert ("byline" in entry.origins) is (byline is not None)


def test_where_each_field_was_found() -> None:
    head = "<title>The &amp;amp; Gazette</title><language>en-us</language>"
    (entry,) = entries(
        rss(
            content("<p>Words.</p>")
            + "<link>https://g.example/1</link><pubDate>Mon, 09 Mar 2020 14:15:00 GMT</pubDate>",
            head=head,
        )
    )
    assert entry.outlet == "The & Gazette"
    assert entry.published == "2020-03-09T14:15:00+00:00"
    assert entry.url == "https://g.example/1"
    assert entry.language == "en-us"
    assert entry.origins == {
        "title": "feed entry",
        "outlet": "feed",
        "url": "feed entry",
        "published": "feed entry",
        "language": "feed",
    }


def test_entries_without_text_are_told() -> None:
    first, second = entries(
        rss(
            "<title>Only a link</title>",
            content("<p>Words.</p>"),
            "<title>Another</title><description> </description>",
            content("<p>More.</p>"),
        )
    )
    assert first.notices == ("2 entries without text were left out.",)
    assert second.notices == ()


def test_a_feed_of_links_alone_is_refused() -> None:
    assert refusal(rss("<title>A</title>")) == (
        "news.rss holds no article; no entry in it has a text of its own."
    )


def test_a_feed_without_entries_is_refused() -> None:
    assert "feed without entries" in refusal(rss())


def test_of_a_huge_feed_the_first_entries_are_read() -> None:
    found = entries(rss(*[content(f"<p>Number {at}.</p>") for at in range(305)]))
    assert len(found) == 300
    assert found[0].notices == ("The file holds more than 300 entries; the first were read.",)


def test_an_ill_formed_feed_is_read_all_the_same() -> None:
    (entry,) = entries(rss("<title>A & B</title><description>Words & more</description>"))
    assert entry.text == "A & B\n\nWords & more"


def test_a_feed_that_declares_entities_is_refused() -> None:
    data = b'<!DOCTYPE rss [<!ENTITY a "b">]>' + rss(content("<p>Words.</p>"))
    assert "declares entities" in refusal(data)
    assert "declares entities" in refusal(data.decode().encode("utf-16"))


def test_a_feed_may_name_a_dtd_that_is_never_fetched() -> None:
    doctype = b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss-0.91.dtd">'
    (entry,) = entries(doctype + rss(content("<p>Words.</p>")))
    assert entry.text == "T\n\nWords."


def test_bytes_that_are_the_name_of_a_file_do_not_open_it(tmp_path: Path) -> None:
    other = tmp_path / "other.rss"
    other.write_bytes(rss(content("<p>Words of another file.</p>")))
    assert "damaged" in refusal(str(other).encode())


def test_the_first_version_of_rss_and_utf_16() -> None:
    data = (
        '<?xml version="1.0" encoding="utf-16"?><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        "<channel><title>Gazette</title></channel><item><title>Größe</title>"
        "<description>Words of it.</description></item></rdf:RDF>"
    ).encode("utf-16")
    (entry,) = entries(data)
    assert entry.text == "Größe\n\nWords of it."
    assert entry.outlet == "Gazette"


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        ("<updated>2020-03-10T08:00:00Z</updated>", "2020-03-10T08:00:00Z"),
        ("<published>2020-03-09</published><updated>2020-03-10T08:00:00Z</updated>", "2020-03-09"),
        ("<published>soon</published>", None),
        ("", None),
    ],
)
def test_when_an_entry_was_published(dates: str, published: str | None) -> None:
    data = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title>{dates}'
        "<summary>Words.</summary></entry></feed>"
    )
    (entry,) = entries(data.encode())
    assert entry.published == published
