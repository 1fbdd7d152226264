"""The command line as a process: its contract, its words, its refusals."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from shutil import copyfile

import pytest

from annotator import importing
from annotator.importers import read
from annotator.store import Store
from tests.command_line import ROOT, onrecord, printed, refused
from tests.export.house import house
from tests.export.word_reader import W, WordFile, value
from tests.factories import WIRE, WIRE_CLAIMS, WIRE_STORY, new_project
from tests.socket_guard import python_path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return new_project(tmp_path / "desk.onrecord")


@pytest.fixture
def wire(project: Path) -> Path:
    with Store.open(project) as store:
        importing.keep(store, read(WIRE_STORY))
    return project


@pytest.fixture(scope="module")
def marked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = new_project(tmp_path_factory.mktemp("marked") / "desk.onrecord")
    with Store.open(path) as store:
        importing.keep(store, read(WIRE_STORY))
    result = onrecord("mark", path, "1", WIRE_CLAIMS)
    assert (result.returncode, result.stderr) == (0, b"")
    return path


@pytest.fixture
def marked(tmp_path: Path, marked_once: Path) -> Path:
    return Path(copyfile(marked_once, tmp_path / marked_once.name))


def test_the_version_and_the_help_are_printed() -> None:
    assert onrecord("--version").stdout.startswith(b"onrecord 0.")
    told = onrecord("--help").stdout.decode()
    names = "new import articles text mark claims measures check report doctor sample"
    assert all(f"\n  {name} " in told for name in names.split())


@pytest.mark.slow
def test_wrong_usage_exits_with_2() -> None:
    assert onrecord("mark").returncode == 2
    assert onrecord("--nonsense").returncode == 2
    assert onrecord("import", "a.onrecord").returncode == 2


@pytest.mark.slow
def test_no_subcommand_loads_qt(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from ui.__main__ import onrecord\n"
        "onrecord(['sample', sys.argv[1]])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "s")],
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.slow
def test_import_tells_of_each_file_in_order_and_goes_on_after_a_bad_one(
    project: Path, tmp_path: Path
) -> None:
    empty, missing = tmp_path / "empty.txt", tmp_path / "missing.txt"
    empty.write_bytes(b"")
    result = onrecord("import", project, missing, WIRE_STORY, empty, WIRE_STORY, "--json")
    told = json.loads(result.stdout)
    assert result.returncode == 1
    assert result.stderr.count(b"\n") == 2
    assert [row["status"] for row in told] == ["failed", "imported", "failed", "duplicate"]
    assert [row["file"] for row in told] == list(
        map(str, [missing, WIRE_STORY, empty, WIRE_STORY])
    )
    assert told[0]["article"] is None
    assert told[1]["article"] == told[3]["article"]
    assert told[1]["words"] == 334
    assert all(set(r) == {"file", "article", "title", "words", "status", "message"} for r in told)


@pytest.mark.slow
def test_articles_lists_what_the_contract_names(marked: Path) -> None:
    (article,) = printed("articles", marked, "--json")
    assert ",".join(article) == (
        "id,number,title,byline,outlet,url,published,status,words,claims,sha256"
    )
    assert (article["number"], article["words"], article["claims"]) == (1, 334, 19)
    assert article["status"] == "draft"


@pytest.mark.slow
def test_text_prints_the_canonical_text_exactly(wire: Path) -> None:
    assert onrecord("text", wire, 1).stdout == WIRE_STORY.read_bytes()
    told = printed("text", wire, 1, "--json")
    assert told["text"].encode() == WIRE_STORY.read_bytes()
    assert told["blocks"][0] == {"kind": "headline", "start": 0, "end": 71, "paragraph": 0}
    assert told["blocks"][-1] == {
        "kind": "furniture",
        "start": 2214,
        "end": 2239,
        "paragraph": None,
    }
    assert [block["paragraph"] for block in told["blocks"]] == [*range(12), None]


@pytest.mark.slow
def test_an_article_is_named_by_number_id_or_a_prefix(wire: Path) -> None:
    (article,) = printed("articles", wire, "--json")
    for name in ("1", article["id"], article["id"][:9]):
        assert onrecord("text", wire, name).returncode == 0
    refused(onrecord("text", wire, "2"), "no article “2”")
    refused(onrecord("text", wire, ""), "no article")


@pytest.mark.slow
def test_the_marks_of_the_gold_come_back_as_they_were_written(marked: Path) -> None:
    gold = json.loads(WIRE_CLAIMS.read_bytes())
    told = printed("claims", marked, 1)
    places = ("mention_start", "cue_start")
    assert [{k: v for k, v in c.items() if k not in places} for c in told["claims"]] == [
        {k: v for k, v in c.items() if k not in places} for c in gold["claims"]
    ]
    for key in ("format", "sources", "links", "responses", "waivers"):
        assert told[key] == gold[key]
    for claim in told["claims"]:
        for part in ("mention", "cue"):
            start = claim[f"{part}_start"]
            text = WIRE_STORY.read_text(encoding="utf-8")
            assert (start is None) == (claim[part] is None)
            assert start is None or text.startswith(claim[part], start)


@pytest.mark.slow
def test_marking_a_fresh_import_with_what_claims_printed_gives_it_again(
    marked: Path, tmp_path: Path
) -> None:
    first = onrecord("claims", marked, 1).stdout
    copy, again = tmp_path / "copy.json", tmp_path / "again.onrecord"
    copy.write_bytes(first)
    onrecord("new", again)
    onrecord("import", again, WIRE_STORY)
    assert onrecord("mark", again, 1, copy).returncode == 0
    assert onrecord("claims", again, 1).stdout == first


def test_the_gold_has_the_counts_that_its_annotation_states() -> None:
    gold = json.loads((WIRE / "seed-gold.json").read_bytes())
    assert len(gold["claims"]) == gold["expected"]["claims"] == 19


def test_marking_twice_is_refused_and_changes_nothing(marked: Path) -> None:
    before = marked.read_bytes()
    refused(onrecord("mark", marked, 1, WIRE_CLAIMS), "c0", "there already")
    assert marked.read_bytes() == before


@pytest.mark.slow
def test_reading_commands_change_no_byte(marked: Path, tmp_path: Path) -> None:
    before = marked.read_bytes(), marked.stat().st_mtime_ns
    onrecord("articles", marked)
    onrecord("text", marked, 1)
    onrecord("claims", marked, 1)
    onrecord("doctor", marked)
    assert onrecord("report", marked, "-o", tmp_path / "r.docx").returncode == 0
    assert (marked.read_bytes(), marked.stat().st_mtime_ns) == before
    assert {path.name for path in marked.parent.iterdir()} == {"desk.onrecord", "r.docx"}


@pytest.mark.slow
def test_a_window_that_has_the_project_lets_others_read_and_keeps_others_from_writing(
    wire: Path,
) -> None:
    with Store.open(wire):
        started = time.monotonic()
        refused(onrecord("mark", wire, 1, WIRE_CLAIMS), f"process {os.getpid()}")
        assert time.monotonic() - started < 5
        assert onrecord("articles", wire).returncode == 0


@pytest.mark.slow
def test_the_doctor_reports_on_stdout_and_sums_up_on_stderr(marked: Path) -> None:
    assert onrecord("doctor", marked).returncode == 0
    data = marked.read_bytes()
    assert b"Undated, no document cited." in data
    marked.write_bytes(data.replace(b"Undated, no document", b"Undated, no documemt"))
    result = onrecord("doctor", marked)
    refused(result, "desk.onrecord", "wrong")
    assert "go back to a backup" in result.stdout.decode()


@pytest.mark.slow
def test_the_report_is_written_and_refusals_leave_the_old_one(
    marked: Path, tmp_path: Path
) -> None:
    out = tmp_path / "report.docx"
    assert onrecord("report", marked, 1, "-o", out).returncode == 0
    whole = out.read_bytes()
    assert whole[:2] == b"PK"
    refused(onrecord("report", marked, 7, "-o", out), "no article")
    refused(onrecord("report", marked, "-o", tmp_path / "no" / "r.docx"), "does not exist")
    refused(onrecord("report", marked, "-o", tmp_path), "folder")
    assert out.read_bytes() == whole


@pytest.mark.slow
def test_the_report_looks_like_a_newsroom_s_own_document(marked: Path, tmp_path: Path) -> None:
    out, own, broken = (tmp_path / name for name in ("report.docx", "own.docx", "broken.docx"))
    own.write_bytes(house())
    broken.write_bytes(b"PK")

    assert onrecord("report", marked, "-o", out, "--page", "letter").returncode == 0
    assert pages_of(out) == "12240"
    assert onrecord("report", marked, "-o", out, "--base", own).returncode == 0
    assert pages_of(out) == "11000"
    whole = out.read_bytes()
    refused(onrecord("report", marked, "-o", out, "--base", broken), "broken.docx", "own look")
    assert onrecord("report", marked, "-o", out, "--page", "a5").returncode == 2
    assert out.read_bytes() == whole


@pytest.mark.slow
def test_the_report_leaves_out_the_parts_that_are_named(marked: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.docx"
    options = ("--without", "article", "--without", "method")
    assert onrecord("report", marked, "-o", out, *options).returncode == 0
    document = WordFile(out.read_bytes()).document
    told = "".join(document.itertext())
    assert "Allegations and answers" in told
    assert "Annotated article" not in told
    assert "House rules" in told  # on page one, which every report has
    assert onrecord("report", marked, "-o", out, "--without", "cover").returncode == 2


def pages_of(path: Path) -> str:
    (size,) = WordFile(path.read_bytes()).document.iter(f"{W}pgSz")
    return value(size, "w")


@pytest.mark.slow
def test_the_same_project_gives_the_same_report(marked: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    onrecord("report", marked, "-o", first)
    onrecord("report", marked, "-o", second)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.slow
def test_the_sample_is_written_and_written_again(tmp_path: Path) -> None:
    for _ in range(2):
        result = onrecord("sample", tmp_path / "build" / "sample")
        assert result.returncode == 0, result.stderr
        assert result.stdout.count(b"Wrote") == 2
    project = tmp_path / "build" / "sample" / "sample.onrecord"
    (article,) = printed("articles", project, "--json")
    assert 500 <= article["words"] <= 700
    assert onrecord("doctor", project).returncode == 0


@pytest.mark.slow
def test_a_report_never_takes_the_place_of_a_project(marked: Path) -> None:
    before = marked.read_bytes()
    refused(onrecord("report", marked, "-o", marked), ".docx")
    assert marked.read_bytes() == before


@pytest.mark.slow
def test_names_that_are_no_text_are_refused_in_words(marked: Path, tmp_path: Path) -> None:
    refused(onrecord("text", marked, os.fsdecode(b"\xff")), "no article")
    broken = tmp_path / os.fsdecode(b"\xff.json")
    broken.write_bytes(WIRE_CLAIMS.read_bytes())
    refused(onrecord("mark", marked, 1, broken), "there already")


def test_an_output_that_takes_nothing_is_refused_in_words(marked: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "ui", "claims", str(marked), "1"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=ROOT,
        )
    refused(result, "could not be written")


@pytest.mark.slow
def test_an_import_names_each_file_as_it_was_given(project: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Head\n\nWords of it.\n")
    result = subprocess.run(
        [sys.executable, "-m", "ui", "import", str(project), "./a.txt", "--json"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": python_path(ROOT)},
    )
    assert json.loads(result.stdout)[0]["file"] == "./a.txt"


@pytest.mark.slow
def test_half_a_character_in_a_pages_metadata_stops_nothing(project: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<html><head><script type="application/ld+json">{"@type": "NewsArticle",'
        ' "headline": "A\\u0000 \\ud800b",'
        ' "author": {"name": "Ann \\ud800\\u001b[31m Lee"}}</script></head>'
        "<body><article><h1>A b</h1><p>The union said that the mill dumped waste.</p></article>"
    )
    assert onrecord("import", project, page).returncode == 0
    (article,) = printed("articles", project, "--json")
    assert "\x1b" not in article["byline"]
    assert "\ufffd" in article["byline"]


@pytest.mark.slow
def test_a_report_on_an_empty_project_is_refused(project: Path, tmp_path: Path) -> None:
    refused(onrecord("report", project, "-o", tmp_path / "r.docx"), "no article")


@pytest.mark.slow
@pytest.mark.parametrize("command", ["articles", "doctor", "import", "mark", "claims", "report"])
@pytest.mark.parametrize("what", ["missing", "folder", "empty", "text", "image"])
def test_what_is_no_project_is_refused_by_every_command(
    tmp_path: Path, command: str, what: str
) -> None:
    path = tmp_path / "x.onrecord"
    if what == "folder":
        path.mkdir()
    elif what != "missing":
        path.write_bytes({"empty": b"", "text": b"Hello" * 99, "image": b"\x89PNG" * 99}[what])
    rest: dict[str, list[object]] = {
        "import": [WIRE_STORY],
        "mark": ["1", WIRE_CLAIMS],
        "claims": ["1"],
        "report": ["-o", tmp_path / "r.docx"],
    }
    refused(onrecord(command, path, *rest.get(command, [])), "x.onrecord")


def test_a_file_named_like_a_subcommand_stays_a_subcommand(tmp_path: Path) -> None:
    (tmp_path / "doctor").write_text("x")
    result = subprocess.run(
        [sys.executable, "-m", "ui", "doctor"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": python_path(ROOT)},
        capture_output=True,
        check=False,
    )
    assert result.returncode == 2  # the subcommand, without its argument


def test_a_dash_dash_ends_the_options(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "ui", "new", "--", "--odd.onrecord"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": python_path(ROOT)},
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0
    assert (tmp_path / "--odd.onrecord").exists()
