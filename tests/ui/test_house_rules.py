"""The window goes by a person's own house rules, and says which they are."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.home import home
from annotator.rules import FILE_NAME
from tests.journeys.reviewer import Reviewer
from tests.ui.checks_seat import click_row, panel, row_of, rows, words
from tests.ui.marked_desk import MarkedDesk, marked
from ui.dialogs.help_window import HelpWindow
from ui.dialogs.settings import SettingsDialog
from ui.palette_entries import entries
from ui.panels.checks import ChecksPanel

__all__ = ["marked", "panel"]
GAZETTE = 'name = "Harbor <b>Gazette</b>"\n\n[rules]\nVER-01 = "off"\nATT-02 = "info"\n'
BROKEN = 'name = "Harbor"\n\n[rules]\nVER-01 = "loud"\n'


def write(text: str) -> Path:
    path = home() / FILE_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def named(panel: ChecksPanel, name: str) -> bool:
    return panel.house_line.accessibleName() == f"Checked by the house rules “{name}”"


def come_back(panel: ChecksPanel) -> None:
    """Bring the window to the front, as after the file was edited elsewhere."""
    QApplication.sendEvent(panel, QEvent(QEvent.Type.WindowActivate))


def test_a_file_that_is_written_meanwhile_is_gone_by_when_the_window_comes_back(
    qtbot: QtBot, panel: ChecksPanel
) -> None:
    path = write(GAZETTE)
    come_back(panel)
    qtbot.waitUntil(lambda: named(panel, "Harbor <b>Gazette</b>"))
    qtbot.waitUntil(lambda: all(row[1] != "VER-01" for row in rows(panel)))
    assert next(row[0] for row in rows(panel) if row[1] == "ATT-02") == "info"
    path.unlink()
    panel.hide()
    panel.show()
    assert row_of(panel, "VER-01", "7")
    assert named(panel, "On Record")


def test_a_broken_file_is_told_of_in_place_for_as_long_as_it_is(
    qtbot: QtBot, panel: ChecksPanel
) -> None:
    write(BROKEN)
    come_back(panel)
    (notice,) = [line for line in words(panel) if line.startswith(FILE_NAME)]
    assert notice.startswith(f"{FILE_NAME}: line 4: ")
    assert notice.endswith("; the house rules that On Record ships with are used.")
    assert named(panel, "On Record")
    assert row_of(panel, "VER-01", "7")
    write(GAZETTE)
    come_back(panel)
    qtbot.waitUntil(lambda: not [line for line in words(panel) if line.startswith(FILE_NAME)])


def test_the_palette_and_f8_go_by_them_too(wire: Reviewer) -> None:
    def listed() -> list[str]:
        return [entry.detail for entry in entries(wire.window, "!")]

    assert "VER-01" in listed()
    write(GAZETTE)
    assert "VER-01" not in listed()
    write(GAZETTE.replace('"off"', '"error"'))
    wire.click("being able to spy")
    assert "VER-01" in listed()


def test_a_finding_explains_itself_as_the_newsroom_has_it(
    qtbot: QtBot, panel: ChecksPanel
) -> None:
    write('name = "Gazette"\n\n[thresholds]\nanonymous_share = "1/5"\n')
    come_back(panel)
    qtbot.waitUntil(lambda: named(panel, "Gazette"))
    click_row(panel, row_of(panel, "SRC-02", "1–3, 6, 14"))
    assert not panel.reason.details.isVisible()
    panel.reason.about.setFocus()
    QTest.keyClick(panel.reason.about, Qt.Key.Key_Space)
    (told,) = panel.reason.details.findChildren(QLabel)
    assert told.isVisible()
    assert told.text().startswith("SRC-02: ")
    assert "1/5" in told.text()
    assert "\nHandbook: " in told.text()
    with qtbot.waitSignal(panel.page_wanted):
        panel.reason.page.click()


@pytest.mark.slow
def test_from_the_tab_to_the_settings_and_to_all_checks(wire: Reviewer) -> None:
    wire.press("Ctrl+6")
    wire.window.checks.settings_wanted.emit()
    (settings,) = wire.window.findChildren(SettingsDialog)
    assert settings.tabs.currentIndex() == 2
    paths = [line.text() for line in settings.files.findChildren(QLineEdit)]
    assert str(home() / FILE_NAME) in paths

    def state() -> str:
        labels = settings.files.findChildren(QLabel)
        return next(
            one.text() for one in labels if one.text().startswith(("The checks", FILE_NAME))
        )

    assert state().startswith("The checks go by “On Record”, which comes with On Record.")
    for text, told in ((GAZETTE, "The checks go by this file, “Harbor"), (BROKEN, FILE_NAME)):
        write(text)
        QApplication.sendEvent(settings.files, QEvent(QEvent.Type.WindowActivate))
        assert state().startswith(told)
    settings.close()
    wire.window.checks.page_wanted.emit()
    (page,) = wire.window.findChildren(HelpWindow)
    assert page.text.toPlainText().startswith("The checks")


@pytest.mark.slow
def test_the_chips_show_a_kind_alone_and_say_when_there_is_none(
    qtbot: QtBot, marked: MarkedDesk, panel: ChecksPanel
) -> None:
    def press(name: str) -> None:
        chips = {chip.text().partition(" ")[0]: chip for chip in panel.chips.buttons}
        QTest.mouseClick(chips[name], Qt.MouseButton.LeftButton)

    press("errors")
    assert {row[0] for row in rows(panel)} == {"error"}
    press("notes")
    assert {row[0] for row in rows(panel)} == {"error", "info"}
    press("waived")
    assert "No finding is of that kind." in words(panel)
    panel.go(1, 0)
    assert len(rows(panel)) == 36
    assert marked.said[-1] == panel.table.currentIndex().siblingAtColumn(2).data()
    marked.workspace.show_article(marked.other.id)
    qtbot.waitUntil(
        lambda: "No claims yet. What is to be mended in them will stand here." in words(panel)
    )
