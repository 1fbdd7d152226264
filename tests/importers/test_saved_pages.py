"""Pages that a browser saved as one file: the page's article, and the address it came from."""

import plistlib

import pytest

from annotator.errors import UnreadableError
from annotator.importers import Choices, read_all, read_bytes, source_file
from tests.importers.samples import FOLDER

MHTML = (FOLDER / "mill.mhtml").read_bytes()
ARCHIVE = (FOLDER / "mill.webarchive").read_bytes()
PAGE = "<html><title>Mill denies it</title><article><h1>Mill denies it</h1><p>“Né,” he said."


@pytest.mark.parametrize(
    ("data", "where", "address"),
    [
        (MHTML, "saved page", "https://post.example.org/mill-leak?x=1"),
        (ARCHIVE, "web archive", "https://post.example.org/mill-leak"),
    ],
)
@pytest.mark.parametrize("name", ["a.mhtml", "a.webarchive", "a.html", "a"])
def test_it_is_told_by_what_it_holds(data: bytes, where: str, address: str, name: str) -> None:
    article = read_bytes(data, name)

    assert article.title == "Mill denies it knew of the leak"
    assert (article.byline, article.outlet) == ("Ann Lee", "The Valley Post")
    assert (article.url, article.origins["url"]) == (address, where)
    assert article.original is data


def mhtml(*parts: str, more: str = "") -> bytes:
    body = "".join(f"--b\r\n{part}\r\n" for part in parts)
    head = f"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b{more}\r\n\r\n"
    return f"{head}{body}--b--\r\n".encode()


def test_the_root_is_the_part_that_is_named() -> None:
    frame = "Content-Type: text/html\r\n\r\n<p>A frame with its words"
    labels = "Content-ID: <r>\r\nContent-Location: https://x.example/a\r\n"
    root = f"Content-Type: text/html\r\n{labels}\r\n{PAGE}"

    article = read_bytes(mhtml(frame, root, more='; start="<r>"'), "a.mht")

    assert article.title == "Mill denies it"
    assert article.url == "https://x.example/a"


def test_the_charset_of_the_part_goes_before_that_of_the_page() -> None:
    page = PAGE.replace("<title>", "<meta charset=utf-8><title>")
    head = b"MIME-Version: 1.0\nContent-Type: text/html; charset=windows-1252\n\n"

    article = read_bytes(head + page.encode("cp1252"), "a.mht")

    assert "“Né,” he said." in article.text
    assert article.encoding == "windows-1252"


def test_an_archive_as_a_page_of_xml_is_read_and_its_encoding_can_be_chosen() -> None:
    main = {"WebResourceData": PAGE.encode("cp1250"), "WebResourceMIMEType": "text/html"}
    data = plistlib.dumps({"WebMainResource": main})

    source = source_file.from_bytes(data, "a.webarchive", Choices("cp1250"))

    (article,) = read_all(source)
    assert "“Né,” he said." in article.text
    assert article.encoding == "windows-1250"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (mhtml("Content-Type: image/png\r\n\r\nx"), "a.mhtml"),
        (b"words", "a.mhtml"),
        (b"words", "a.webarchive"),
        (plistlib.dumps({"WebMainResource": "x"}), "a.webarchive"),
        (plistlib.dumps({"WebMainResource": {"WebResourceData": "x"}}), "a.webarchive"),
        (ARCHIVE[:-40], "a.webarchive"),
    ],
)
def test_what_holds_no_page_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(UnreadableError, match=r"holds no web page|is damaged"):
        read_bytes(data, name)


def test_a_page_with_its_pictures_inside_is_read_with_its_address() -> None:
    article = read_bytes((FOLDER / "mill-singlefile.html").read_bytes(), "a.html")

    assert article.url == "https://post.example.org/mill-leak"
    assert "data:" not in article.text
