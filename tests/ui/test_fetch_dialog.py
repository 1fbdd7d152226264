"""Importing from a web address: who is asked is told before, and nobody without Enter."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.journeys.reviewer import Reviewer
from tests.socket_guard import GUARD
from tests.ui.seat import message
from ui.dialogs.fetching import FetchDialog
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.settings import SettingsDialog

PAGE = """<html lang="en"><head><title>Ferry is late</title>
<link rel="canonical" href="https://elsewhere.example/"></head><body><article>
<h1>Ferry is late</h1><p>The ferry was late on Monday, a clerk of the harbor in Málaga said.</p>
<p>Nobody was told before that the ferry would not come.</p></article></body></html>"""


class Slow:
    """Says when it is asked, and when it may answer."""

    def __init__(self) -> None:
        self.is_asked, self.go_on = threading.Event(), threading.Event()
        self.address = self.moved = ""


@pytest.fixture
def slow() -> Iterator[Slow]:
    made = Slow()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.is_asked.set()
            made.go_on.wait()
            self.send_response({"/ferry": 200, "/moved": 302}.get(self.path, 404))
            self.send_header("Location", made.moved)
            self.send_header("Content-Type", "text/html; charset=windows-1252")
            self.end_headers()
            self.wfile.write(PAGE.encode("cp1252"))

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            pass  # whoever asked hung up

    with Server(("127.0.0.1", 0), Handler) as server:
        made.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield made
        made.go_on.set()
        server.shutdown()
        thread.join()


def opened(desk: Reviewer) -> FetchDialog:
    desk.window.actions_.run("article.fetch")
    (dialog,) = desk.window.findChildren(FetchDialog)
    desk.activate(dialog)
    assert dialog.address.hasFocus()
    return dialog


def test_the_dialog_names_the_host_that_was_typed_and_asks_nobody(desk: Reviewer) -> None:
    dialog = opened(desk)
    assert not dialog.go.isEnabled()
    assert dialog.promise.text().startswith("Nothing is asked for before you press")
    QTest.keyClicks(dialog.address, "https://user.example/a?next=bank.example")
    assert dialog.promise.text() == (
        "On Record will ask user.example for this page, once. Nothing else is sent."
    )
    dialog.address.setText("file:///etc/passwd")
    assert not dialog.go.isEnabled()
    QTest.keyClick(dialog.address, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog.address, Qt.Key.Key_Escape)
    assert GUARD.asked == []


@pytest.mark.slow
@pytest.mark.own_server
def test_a_page_becomes_an_article_with_the_address_it_came_from(
    qtbot: QtBot, desk: Reviewer, slow: Slow
) -> None:
    slow.go_on.set()
    dialog = opened(desk)
    QTest.keyClicks(dialog.address, f"{slow.address}/ferry")
    QTest.keyClick(dialog.address, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(desk.window.findChildren(ImportDialog)))
    assert message(desk) == "The page came from 127.0.0.1"
    (importing,) = desk.window.findChildren(ImportDialog)
    importing.accept()
    workspace = desk.window.workspace
    qtbot.waitUntil(lambda: len(workspace.articles()) == 2)
    article = workspace.articles()[1]
    assert (article.title, article.url) == ("Ferry is late", f"{slow.address}/ferry")
    assert workspace.desk
    assert "Málaga" in workspace.desk.text


@pytest.mark.own_server
def test_what_cannot_be_fetched_is_told_in_place_and_can_be_tried_again(
    qtbot: QtBot, desk: Reviewer, slow: Slow
) -> None:
    slow.go_on.set()
    dialog = opened(desk)
    dialog.address.setText(f"{slow.address}/nowhere")
    QTest.keyClick(dialog.address, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.warning.isVisible)
    assert dialog.warning.text().startswith("127.0.0.1 answers 404 (Not Found)")
    assert dialog.go.isEnabled()
    assert not dialog.bar.isVisible()
    dialog.reject()


@pytest.mark.own_server
def test_another_host_that_has_the_page_is_named_before_it_is_asked(
    qtbot: QtBot, desk: Reviewer, slow: Slow
) -> None:
    slow.go_on.set()
    slow.moved = f"{slow.address}/ferry".replace("127.0.0.1", "localhost")
    dialog = opened(desk)
    dialog.address.setText(f"{slow.address}/moved")
    QTest.keyClick(dialog.address, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.warning.isVisible)
    assert dialog.warning.text().startswith("127.0.0.1 leads to localhost, which was not asked; ")
    assert dialog.address.text() == slow.moved
    assert "will ask localhost for this page" in dialog.promise.text()
    QTest.keyClick(dialog.address, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(desk.window.findChildren(ImportDialog)))
    assert message(desk) == "The page came from localhost"
    (importing,) = desk.window.findChildren(ImportDialog)
    importing.reject()


@pytest.mark.own_server
def test_esc_stops_a_server_that_does_not_answer(qtbot: QtBot, desk: Reviewer, slow: Slow) -> None:
    dialog = opened(desk)
    dialog.address.setText(f"{slow.address}/ferry")
    QTest.keyClick(dialog.address, Qt.Key.Key_Return)
    qtbot.waitUntil(slow.is_asked.is_set)
    assert dialog.bar.isVisible()
    assert dialog.progress.text() == "Waiting; Esc stops"
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog.address, Qt.Key.Key_Escape)
    assert desk.window.findChildren(ImportDialog) == []


def test_switched_off_it_cannot_be_done_and_says_why(desk: Reviewer) -> None:
    window = desk.window
    action = window.actions_.action("article.fetch")
    assert action.isEnabled()
    settings = SettingsDialog(window.preferences, window.keymap, window.settings, window)
    settings.show()
    assert settings.general.network.isChecked()
    settings.general.network.click()
    assert json.loads(window.settings.path.read_text(encoding="utf-8"))["network"] is False
    told = "Web pages are not fetched, because that is switched off in the settings."
    assert (action.isEnabled(), action.toolTip()) == (False, told)
    window.actions_.run("article.fetch")
    assert message(desk) == told
    settings.general.network.click()
    assert action.isEnabled()
    settings.close()


def test_a_newsroom_takes_it_away_whatever_the_settings_say(
    desk: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_NO_NETWORK", "1")
    window = desk.window
    window.actions_.refresh()
    action = window.actions_.action("article.fetch")
    assert not action.isEnabled()
    assert "ONRECORD_NO_NETWORK" in action.toolTip()
    settings = SettingsDialog(window.preferences, window.keymap, window.settings, window)
    assert not settings.general.network.isEnabled()
    assert not settings.general.network.isChecked()
    settings.close()
