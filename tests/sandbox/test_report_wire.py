"""A report that came back is read by the child, and its answer believed as no other."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import UnreadableError
from annotator.importers import source_file
from annotator.returned import report_file
from annotator.returned.returned_report import Comment, ReturnedReport, Stretch, Tracked
from annotator.sandbox import REPORT, Limits, Sandbox, report_wire, wire
from tests.examples import examples
from tests.importers.conftest import build_word
from tests.importers.hand_open import packed
from tests.returned.desk import marks_in, mill_project, report_on
from tests.returned.editor import Editor

WORDS = "Mill denies it.\nThe mill 😀 denied."
CAME = ReturnedReport(
    "back.docx",
    WORDS,
    {"a1": Stretch(0, 4, 0, 9)},
    {"b2": Stretch(5, 5, 9, 9)},
    {"a1": 3},
    (Comment("1", "Ann", "2026-01-02T03:04:05Z", ("Why?", ""), Stretch(0, 4, 0, 9), "0", True),
     Comment("2", "", "", (), None)),
    (Tracked("Ann", "", "old", "new", Stretch(1, 2, 1, 2)),),
    ((0, "", "Mill denies it."), (16, "Heading", "The mill")),
)  # fmt: skip


def sent(report: ReturnedReport) -> bytes:
    stream = io.BytesIO()
    wire.send(stream, *report_wire.answer(report))
    return stream.getvalue()


def came(data: bytes) -> ReturnedReport:
    return report_wire.report_of(wire.receive(io.BytesIO(data), 10_000_000))


def test_a_report_comes_back_as_it_was() -> None:
    assert came(sent(CAME)) == CAME


WRONG: list[tuple[str, object]] = [
    ("name", 5),
    ("claims", {"a": {"start": 0, "end": 10**6, "first": 0, "last": 0}}),
    ("claims", {"a": {"start": 3, "end": 2, "first": 0, "last": 0}}),
    ("claims", {"a": {"start": 0, "end": 2, "first": 1, "last": 0}}),
    ("claims", {"a": {"start": 0}}),
    ("articles", []),
    ("labels", {"a": -1}),
    ("labels", {"a": True}),
    ("comments", [{}]),
    ("comments", 7),
    ("changes", [{"author": "", "date": "", "old": 5, "new": "", "stretch": None}]),
    ("paragraphs", [[0, ""]]),
    ("paragraphs", [[10**6, "", ""]]),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_an_answer_with_a_wrong_part_is_refused(name: str, value: object) -> None:
    header: dict[str, Any]
    header, body = wire.receive(io.BytesIO(sent(CAME)), 10_000_000)
    header["report"][name] = value
    with pytest.raises(wire.BrokenAnswerError):
        report_wire.report_of((header, body))


@examples(100)
@given(st.data())
def test_no_answer_does_more_than_be_refused(data: st.DataObject) -> None:
    changed = bytearray(sent(CAME))
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = came(bytes(changed))
    except (wire.BrokenAnswerError, EOFError):
        return
    assert all(one.end <= len(found.words) for one in found.claims.values())


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    project = mill_project(tmp_path_factory.mktemp("mill") / "mill.onrecord")
    editor = Editor(report_on(project), "Ελένη")
    editor.answer(marks_in(project).claims[2], "Says who?\n😀")
    editor.remark("Its owner", "Name him.")
    return editor.saved()


@pytest.mark.slow
def test_the_child_reads_the_report_that_the_program_reads(content: bytes) -> None:
    source = source_file.from_bytes(content, "back.docx")
    with Sandbox(REPORT) as sandbox:
        assert sandbox.read_report(source) == report_file.read(source)


LAUGHS = '<!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><d>&b;</d>'
HOSTILE = {
    "a text": b"Words of it",
    "an old one": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "a part that is far too large": packed(word__document="<a>" + " " * 161_000_000),
    "entities": packed(word__document=LAUGHS),
    "deep": build_word("<w:p>" * 100_000),
    "not closed": build_word("<w:p><w:r><w:t>x"),
}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(REPORT) as opened:
        yield opened


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_report_costs_one_sentence(sandbox: Sandbox, what: str) -> None:
    with pytest.raises(UnreadableError, match=r"^back\.docx [^\n]*\.$") as refused:
        sandbox.read_report(source_file.from_bytes(HOSTILE[what], "back.docx"))
    assert "mistake in On Record" not in str(refused.value)


@pytest.mark.parametrize("cut", range(1, 10))
def test_a_report_that_was_cut_is_refused(sandbox: Sandbox, content: bytes, cut: int) -> None:
    source = source_file.from_bytes(content[: len(content) * cut // 10], "back.docx")
    with pytest.raises(UnreadableError):
        sandbox.read_report(source)


@pytest.mark.slow
def test_a_report_that_takes_too_long_is_told_with_what_to_do() -> None:
    paragraphs = "<w:p><w:r><w:t>Words of it</w:t></w:r></w:p>" * 300_000
    with (
        Sandbox(Limits(seconds=1, memory=2_000_000_000)) as sandbox,
        pytest.raises(UnreadableError, match=r"1 seconds to read; open it in Word, save it again"),
    ):
        sandbox.read_report(source_file.from_bytes(build_word(paragraphs), "back.docx"))


def test_a_report_that_nobody_wants_any_more_is_given_up(content: bytes) -> None:
    with (
        Sandbox(REPORT) as sandbox,
        pytest.raises(UnreadableError, match="was not read, because"),
    ):
        sandbox.read_report(source_file.from_bytes(content * 40, "back.docx"), lambda: False)
