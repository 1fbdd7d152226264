"""Every fix by its key: from the finding to where it is mended, and on to the next one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.checks.finding import Finding, Fix
from annotator.checks.registry import RULES
from annotator.model import Descriptor
from annotator.store import Store
from annotator.vocabulary import LinkKind, SourceKind, Verification
from tests.checks.cases import FISH, HEAD, LEDE, MAYOR, A, D, N, O
from tests.factories import keep_text, new_project
from tests.journeys.reviewer import Reviewer
from tests.marked_story import Story
from tests.ui.checks_seat import click_row, row_of
from tests.ui.seat import message, seated

NO_MARK = "No mark can mend this: change the story, or waive it."
Marked = Callable[[Story], object]


def keep_story(store: Store, story: Story) -> None:
    """Keep a story with its marks; who is not named is the article's own."""
    article = keep_text(store, story.document.text)
    sources = [
        replace(source, article_id=article.id if source.kind is SourceKind.ANONYMOUS else None)
        for source in story.sources.values()
    ]
    claims = [replace(claim, article_id=article.id) for claim in story.claims]
    store.apply(edits.add("Mark", *sources, *claims, *story.links))


@contextmanager
def at_desk(qtbot: QtBot, path: Path, marked: Marked) -> Iterator[Reviewer]:
    """Sit at a window on a story."""
    story = Story()
    marked(story)
    with Store.open(new_project(path)) as store:
        keep_story(store, story)
    yield from seated(qtbot, path)


def waiting(desk: Reviewer, rule: str) -> list[Finding]:
    return [f for f in desk.window.checks.open_findings() if f.rule == rule]


def go_to(desk: Reviewer, rule: str) -> Finding:
    """Press F8 until the finding of a rule is told."""
    (finding,) = waiting(desk, rule)
    for _ in desk.window.checks.open_findings():
        desk.press("F8")
        if message(desk) == finding.message:
            return finding
    raise AssertionError(rule)


def nobody_says_it(story: Story) -> None:
    story.claim(LEDE, O)


def about_nobody(story: Story) -> None:
    story.claim(LEDE, A, source="a clerk")


def accusation(story: Story) -> None:
    story.claim(LEDE, A, source="a clerk", targets=("the mill",))


def denial_of_nothing(story: Story) -> None:
    accusation(story)
    story.claim(MAYOR, D, source="the mill")


def reply_of_a_stranger(story: Story) -> None:
    accusation(story)
    story.claim(MAYOR, source="a farmer")
    story.link(MAYOR, LinkKind.RESPONDS, LEDE)


def bare_headline(story: Story) -> None:
    story.claim(HEAD)
    story.claim(LEDE, source="a clerk")


def one_source(story: Story) -> None:
    accusation(story)
    story.claim(FISH, source="a farmer")


def insiders(story: Story) -> None:
    story.source("insiders", SourceKind.ANONYMOUS, descriptor=Descriptor())
    story.claim(LEDE, N, source="insiders")


def verified(story: Story) -> None:
    story.claim(LEDE, source="a clerk", verification=Verification.VERIFIED)


def open_quotation(story: Story) -> None:
    story.claim("“We saw dead fish", source="a clerk")


def accusation_in_two_halves(story: Story) -> None:
    story.claim("The mill poisons", A, source="a clerk")
    story.claim("the river, three", A, source="a clerk", targets=("the mill",))
    story.link("the river, three", LinkKind.CONTINUES, "The mill poisons")


CASES: list[tuple[str, Marked, tuple[str, ...]]] = [
    ("ATT-01", nobody_says_it, ("Ann Lee", "Enter")),
    ("FAIR-02", about_nobody, ("the mill", "Enter")),
    ("FAIR-09", denial_of_nothing, ("Enter",)),
    ("FAIR-10", reply_of_a_stranger, ("Enter",)),
    ("HEAD-01", bare_headline, ("1",)),
    ("SRC-01", one_source, ("1",)),
    ("FAIR-01", accusation, ("declined",)),
    ("FAIR-01", accusation_in_two_halves, ("declined",)),
    ("ATT-02", insiders, ("Space", "Tab", "Space")),
    ("ATT-03", insiders, ("Space",)),
    ("ATT-07", insiders, ("3", "Enter", "Tab")),
    ("TAG-02", open_quotation, ("O",)),
    ("VER-01", accusation, ("Down",)),
    ("VER-02", verified, ("Space",)),
    ("TXT-01", accusation, ("Enter",)),
    ("QUO-02", open_quotation, ("Shift+Right", "Shift+Right", "Enter")),
]
"""What is found, in which story, and the keys that mend it."""


@pytest.mark.slow
@pytest.mark.parametrize(("rule", "marked", "keys"), CASES, ids=[case[0] for case in CASES])
def test_a_finding_is_mended_by_its_key_and_those_of_the_place(
    qtbot: QtBot, tmp_path: Path, rule: str, marked: Marked, keys: tuple[str, ...]
) -> None:
    with at_desk(qtbot, tmp_path / "p.onrecord", marked) as desk:
        finding = go_to(desk, rule)
        desk.press("Ctrl+.")
        assert message(desk).startswith(finding.message)
        for key in keys:
            (desk.press if key[0].isupper() and " " not in key else desk.type)(key)
        assert finding.key not in {f.key for f in waiting(desk, rule)}
        desk.press("F8")
        assert message(desk) in {f.message for f in desk.window.checks.open_findings()}


def test_the_key_is_about_the_finding_gone_to_else_the_selected_claim_else_the_next(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with at_desk(qtbot, tmp_path / "p.onrecord", denial_of_nothing) as desk:
        checks = desk.window.checks
        desk.click("clean")
        desk.press("Ctrl+.")
        assert message(desk).startswith("Claim 2 denies nothing yet")
        desk.press("Esc")
        told = go_to(desk, "VER-01").message
        desk.press("Ctrl+.")
        assert message(desk) == told
        desk.press("Esc")
        desk.press("Esc")
        desk.press("Ctrl+.")
        assert message(desk).startswith(checks.open_findings()[-1].message)
        desk.press("Ctrl+6")
        click_row(checks, row_of(checks, "SRC-01", "1"))
        desk.press("Ctrl+.")
        assert message(desk).startswith("Claim 1 rests on a clerk alone")


@pytest.mark.slow
def test_after_the_key_and_esc_the_next_finding_of_the_same_claim_comes_next(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with at_desk(qtbot, tmp_path / "p.onrecord", accusation) as desk:
        every = desk.window.checks.open_findings()
        own = [n for n, finding in enumerate(every) if finding.claims]
        assert len(own) > 2
        for n in own[:-1]:
            go_to(desk, every[n].rule)
            desk.press("Ctrl+.")
            while desk.window.selection.claim:
                desk.press("Esc")
            desk.press("F8")
            assert message(desk) == every[n + 1].message


def test_what_no_mark_can_mend_says_so_and_nothing_to_mend_too(
    qtbot: QtBot, tmp_path: Path
) -> None:
    def loaded(story: Story) -> None:
        story.claim(LEDE, O, source="Ann Lee", cue="admitted")

    with at_desk(qtbot, tmp_path / "p.onrecord", loaded) as desk:
        checks = desk.window.checks
        told = go_to(desk, "CUE-01").message
        desk.press("Ctrl+.")
        assert message(desk) == f"{told} {NO_MARK}"
        desk.press("Ctrl+6")
        assert not checks.reason.fix.isEnabled()
        assert checks.reason.fix.text() == "Mended in the story itself"
        assert NO_MARK in checks.reason.fix.toolTip()
        assert checks.reason.waive.isEnabled()


@pytest.mark.slow
def test_what_is_left_out_is_looked_at_and_confirmed_and_that_is_undone(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with at_desk(qtbot, tmp_path / "p.onrecord", accusation) as desk:
        checks = desk.window.checks
        go_to(desk, "TXT-01")
        desk.press("Ctrl+6")
        desk.press("Ctrl+.")
        assert checks.offer.words == "No part of the story: “Source: Read Full Article”?"
        desk.press("Tab")
        desk.press("Space")
        assert not checks.offer.words
        assert waiting(desk, "TXT-01")
        desk.press("Ctrl+.")
        desk.press("Enter")
        assert message(desk) == "Confirmed what is left out of the story"
        assert not waiting(desk, "TXT-01")
        desk.press("Ctrl+Z")
        assert waiting(desk, "TXT-01")


def test_the_button_does_what_the_key_does(qtbot: QtBot, tmp_path: Path) -> None:
    with at_desk(qtbot, tmp_path / "p.onrecord", about_nobody) as desk:
        checks = desk.window.checks
        go_to(desk, "FAIR-02")
        desk.press("Ctrl+6")
        assert checks.reason.fix.text() == "Name the target"
        QTest.mouseClick(checks.reason.fix, Qt.MouseButton.LeftButton)
        assert desk.window.tabs.currentWidget() is desk.window.inspector
        assert desk.focus is desk.window.inspector.form.targets.line


@pytest.mark.slow
def test_a_read_only_project_refuses_with_a_reason(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "p.onrecord"
    with at_desk(qtbot, path, accusation):
        for second in seated(qtbot, path):
            second.press("F8")
            for key in ("Ctrl+.", "W"):
                second.press(key)
                assert message(second).startswith("This project is read-only here;")
            second.press("Ctrl+6")
            reason = second.window.checks.reason
            for button in (reason.fix, reason.waive):
                assert not button.isEnabled()
                assert "read-only" in button.toolTip()


def test_every_fix_is_among_the_cases() -> None:
    assert {RULES[rule].fix for rule, *_ in CASES} == set(Fix) - {Fix.NONE}
