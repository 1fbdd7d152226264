"""Confidential sources as PNGs: who one is, what is kept, and how one is forgotten."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from annotator.model import Identity, Source, new_id
from annotator.store import Store
from annotator.vocabulary import Level
from tests.factories import keep_wire_story, new_project
from tests.ui.told_sources import NAME, heard_in_print
from ui import jobs
from ui.dialogs.forgetting import ForgetDialog
from ui.dialogs.identity import IdentityDialog
from ui.main_window import MainWindow

Shoot = Callable[[str, QWidget], None]
KEPT = "somebody else"


def project(path: Path) -> Path:
    """Make three small stories, of which one says a name itself, and the wire story."""
    with Store.open(new_project(path)) as store:
        heard_in_print(store)
        keep_wire_story(store)
    return path


def draw(window: MainWindow, shoot: Shoot) -> None:
    """Draw every state of both dialogs, and the marks of what was promised."""
    window.show_tab(window.sources)
    window.sources.show_project(is_wanted=True)
    window.sources.table.setFocus()
    person = _named(window, NAME)
    window.sources.select(person)
    dialog = asked(window)
    shoot("identity", dialog)
    dialog.fields.others.setPlainText("Dory V.")
    dialog.fields.contact.setPlainText("+1 555 010 7788\ndory@example.org")
    dialog.fields.note.setPlainText("Met at the docks; agreed on “a former official”.")
    dialog.descriptor.setText("a former official")
    shoot("identity-typed", dialog)
    dialog.everywhere.setChecked(True)
    dialog.save.click()
    settle()
    shoot("identity-kept-everywhere", dialog)
    dialog.shut.click()
    other = _named(window, KEPT)
    identity = Identity(new_id(), other.id, "Thea Roe", "thea@example.org")
    window.workspace.protect(identity, Level.BACKGROUND, "an aide")
    window.show_tab(window.sources)
    window.sources.select(person)
    shoot("confidential-sources", window)
    _dialogs_of_kept(window, shoot)
    window.close()


def _dialogs_of_kept(window: MainWindow, shoot: Shoot) -> None:
    dialog = asked(window)
    shoot("identity-hidden", dialog)
    dialog.fields.show_button.click()
    shoot("identity-shown", dialog)
    dialog.reject()
    window.show_tab(window.inspector)
    desk, source = window.workspace.desk, window.sources.source
    assert desk
    assert source
    window.selection.select(next(iter(desk.said_by(source.id))))
    shoot("confidential-claim", window)
    window.show_tab(window.sources)
    dialog = asked(window)
    button = dialog.findChild(QRadioButton, "level_public")
    assert button
    button.click()
    dialog.release.name.setText(NAME)
    shoot("identity-release", dialog)
    dialog.save.click()
    question = QApplication.activeModalWidget()
    assert question
    shoot("identity-question", question)
    question.close()
    dialog.release.name.clear()
    dialog.reject()
    window.actions_.run("source.forget")
    forgetting = QApplication.activeModalWidget()
    assert isinstance(forgetting, ForgetDialog)
    shoot("forget-looking", forgetting)
    settle()
    shoot("forget", forgetting)
    forgetting.confirmation.setText(forgetting.asked)
    shoot("forget-typed", forgetting)
    forgetting.go.click()
    settle()
    shoot("forget-done", forgetting)
    forgetting.reject()


def asked(window: MainWindow) -> IdentityDialog:
    """Return the dialog of the selected source."""
    window.actions_.run("source.identity")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, IdentityDialog)
    return dialog


def settle() -> None:
    """Wait for what is done in the background."""
    QApplication.processEvents()
    while jobs.are_running():
        QApplication.processEvents()
    for _ in range(3):
        QApplication.processEvents()


def _named(window: MainWindow, name: str) -> Source:
    return next(one for one in window.workspace.reader.all_sources() if one.name == name)
