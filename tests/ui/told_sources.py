"""A project with a person who is named, and one who is not, and a reviewer at it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import Source, new_id
from annotator.store import Store
from annotator.store.backup import folder_of
from annotator.vocabulary import SourceKind, Tag
from tests.factories import claim_of, keep_text
from tests.journeys.reviewer import Reviewer
from tests.store.canaries import key_of
from ui.dialogs.forgetting import ForgetDialog
from ui.dialogs.identity import IdentityDialog

NAME, NICK, PHONE, MAIL = "Dorothea Vance", "Dory V.", "+1 555 010 7788", "dory@example.org"
NOTE = "met at the Pelican docks"
LONG = 60_000
"""Milliseconds that work on several files may take on a busy machine."""
CANARIES = (NAME, NICK, "Vance", PHONE, "15550107788", MAIL, "Pelican")
LABEL = "a night clerk"
FIRST = "The first\n\nIt leaked, a night clerk said. The mill said no. All of it, she said."
SECOND = "The second\n\nIt still leaks, she said. The mill said no. Somebody else saw it."
THIRD = f"The third\n\n{NAME} would not say. Nor would the mill.\n"


def told(store: Store) -> None:
    """Let a person be heard by her name in two articles, and somebody without one in another."""
    first, second = keep_text(store, FIRST), keep_text(store, SECOND, "second.txt")
    person = Source(new_id(), NAME, SourceKind.NAMED, aliases=(NICK,), side="the staff")
    mill = Source(new_id(), "The mill", SourceKind.INSTITUTION)
    nobody = Source(new_id(), "somebody else", SourceKind.ANONYMOUS, article_id=second.id)
    say = {"source_id": person.id, "tags": (Tag.ALLEGATION,)}
    leak = claim_of(first, FIRST, "It leaked", **say, mention=LABEL)
    claims = [
        replace(leak, mention_start=FIRST.index(LABEL)),
        claim_of(first, FIRST, "The mill said no", source_id=mill.id, targets=(NAME,)),
        claim_of(second, SECOND, "It still leaks", **say),
        claim_of(second, SECOND, "saw it", source_id=nobody.id, tags=(Tag.ANONYMOUS,)),
    ]
    store.apply(edits.add(f"Hear {NAME}", person, mill, nobody, *claims))
    store.apply(edits.change("Note", (claims[1], replace(claims[1], note=f"ask {NICK}"))))


def heard_in_print(store: Store) -> None:
    """Let an article say the name itself, too."""
    told(store)
    keep_text(store, THIRD, "third.txt")


def choose(reviewer: Reviewer, name: str) -> Source:
    """Select a source in the panel of the whole project."""
    window = reviewer.window
    reviewer.activate(window)
    window.show_tab(window.sources)
    window.sources.show_project(is_wanted=True)
    source = next(one for one in window.workspace.reader.all_sources() if one.name == name)
    window.sources.select(source)
    window.sources.focus_table()
    return source


def asked(reviewer: Reviewer, name: str) -> IdentityDialog:
    """Open “Who is this source?” of a source by its keys."""
    choose(reviewer, name)
    reviewer.press("Ctrl+Shift+I")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, IdentityDialog)
    reviewer.activate(dialog)
    return dialog


def to_forget(reviewer: Reviewer, name: str) -> ForgetDialog:
    """Open the forgetting of a source."""
    choose(reviewer, name)
    reviewer.window.actions_.run("source.forget")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ForgetDialog)
    reviewer.activate(dialog)
    return dialog


def write(field: QWidget, words: str) -> None:
    """Type into a field, with Return for the end of a line."""
    field.setFocus()
    for number, line in enumerate(words.split("\n")):
        if number:
            QTest.keyClick(field, Qt.Key.Key_Return)
        QTest.keyClicks(field, line)


def push(dialog: QDialog, name: str) -> None:
    """Click a button by its name."""
    button = dialog.findChild(QPushButton, name)
    assert button
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def answer(words: str) -> str:
    """Click an answer of the question that is in front; return what was asked."""
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    button = next(one for one in box.buttons() if one.text() == words)
    said = box.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    return said


def protected(qtbot: QtBot, reviewer: Reviewer, name: str = NAME) -> None:
    """Protect a source in every file, and close the dialog."""
    dialog = asked(reviewer, name)
    if not dialog.fields.name.text():
        write(dialog.fields.name, NAME)
    write(dialog.fields.contact, f"{PHONE}\n{MAIL}")
    write(dialog.fields.note, NOTE)
    assert dialog.everywhere.isChecked()
    push(dialog, "identitySave")
    qtbot.waitUntil(dialog.save.isHidden, timeout=LONG)
    push(dialog, "identityClose")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=LONG)


def copies(project: Path) -> list[Path]:
    """Return the backups of a project."""
    return sorted(folder_of(key_of(project)).glob("*.onrecord"))


def closed(qtbot: QtBot, dialog: IdentityDialog) -> None:
    """Close a dialog whose work is done."""
    push(dialog, "identityClose")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=LONG)
