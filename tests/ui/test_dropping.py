"""What is dropped or pasted: files, a page, or plain text."""

from PySide6.QtCore import QMimeData

from ui.dropping import Pasted, dropped


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


def test_a_page_that_loses_words_is_read_as_text() -> None:
    text = "Council votes\n\n" + "The council voted on Monday to close the pier. " * 8
    short = b"<html><body><p>Council</p><p>votes on the pier and nothing else was said</p></body>"
    assert Pasted(text.encode(), short).read().original_name == "pasted text.txt"


def test_nothing_is_neither_a_file_nor_text() -> None:
    assert dropped(QMimeData()) is None
