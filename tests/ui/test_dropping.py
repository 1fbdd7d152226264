"""What is dropped or pasted: files, a page, or plain text."""

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtWidgets import QWidget

from annotator.sandbox import Sandbox
from tests.ui.dialog_seat import project, window, workspace
from ui.dropping import Pasted, dropped
from ui.settings import Settings
from ui.taking_in import take_in
from ui.workspace import Workspace

__all__ = ["project", "window", "workspace"]

PAGE = "<p>Head</p><p>One two three.</p>"
STORY = "https://example.org/story"


def test_a_page_is_preferred_where_it_holds_the_article() -> None:
    mime = QMimeData()
    mime.setText("Head\n\nOne two three.")
    mime.setHtml("<p>Head</p><p>One two three.</p>")
    found = dropped(mime)
    assert isinstance(found, Pasted)
    assert found.page
    mime.setHtml("<span>Head One two three.</span>")
    found = dropped(mime)
    assert isinstance(found, Pasted)
    assert not found.page


@pytest.mark.slow
def test_a_page_that_loses_words_is_read_as_text() -> None:
    text = "Council votes\n\n" + "The council voted on Monday to close the pier. " * 8
    short = b"<html><body><p>Council</p><p>votes on the pier and nothing else was said</p></body>"
    with Sandbox() as sandbox:
        (found,) = Pasted(text.encode(), short).read(sandbox.read_all)
    assert found.imported.original_name == "pasted text.txt"


def test_nothing_is_neither_a_file_nor_text() -> None:
    assert dropped(QMimeData()) is None


def with_data(kind: str, data: bytes) -> QMimeData:
    mime = QMimeData()
    mime.setText("Head\n\nOne two three.")
    mime.setHtml(PAGE)
    mime.setData(kind, QByteArray(data))
    return mime


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("text/x-moz-url-priv", STORY.encode("utf-16-le")),
        ("text/x-moz-url", f"{STORY}\nA title".encode("utf-16-le")),
        ("chromium/x-source-url", STORY.encode()),
        (
            'application/x-qt-windows-mime;value="HTML Format"',
            b"Version:0.9\r\nStartHTML:00000097\r\nSourceURL:" + STORY.encode() + b"\r\n<html>",
        ),
    ],
)
def test_the_address_that_the_system_tells_becomes_the_article_s(kind: str, data: bytes) -> None:
    found = dropped(with_data(kind, data))
    assert isinstance(found, Pasted)
    assert found.url == STORY
    with Sandbox() as sandbox:
        (read,) = found.read(sandbox.read_all)
    assert read.imported.url == STORY
    assert read.imported.origins["url"] == "where it was copied"


def test_the_address_of_a_dropped_page_is_kept_with_its_words() -> None:
    mime = with_data("text/plain", STORY.encode())
    mime.setUrls([QUrl(STORY)])
    found = dropped(mime)
    assert isinstance(found, Pasted)
    assert (found.url, found.text) == (STORY, b"")
    assert b"One two three." in found.page


@pytest.mark.parametrize("told", ["about:blank", "file:///etc/passwd", "javascript:x", "https://"])
def test_what_is_no_address_of_a_page_is_none(told: str) -> None:
    found = dropped(with_data("chromium/x-source-url", told.encode()))
    assert isinstance(found, Pasted)
    assert found.url is None


def test_an_address_alone_is_no_article_and_where_to_fetch_it_is_told(
    workspace: Workspace, window: QWidget
) -> None:
    told: list[str] = []
    workspace.failed.connect(lambda error: told.append(str(error)))
    link = QMimeData()
    link.setUrls([QUrl(STORY)])
    for mime in (link, words(STORY), words(f"  {STORY}\n")):
        assert dropped(mime) is None
        assert take_in(mime, workspace, Settings(), window) is None
        assert told.pop() == (
            "This is an address alone; “Import from a web address…” in the menu Project fetches it"
        )
    assert take_in(words("  "), workspace, Settings(), window) is None
    assert told.pop().startswith("There is no text and no file here")


def words(text: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(text)
    return mime
