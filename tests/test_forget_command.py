"""The subcommands `forget` and `traces`: asked by standard input, told in files and sentences."""

import json
from pathlib import Path

import pytest

from annotator.store.reader import Reader
from tests.command_line import onrecord, refused
from tests.factories import project_with
from tests.store.canaries import ADDED, CONTACT, LABEL, NAME, full_of_it, left_in


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with(tmp_path / "mill.onrecord", full_of_it)


def typed(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


@pytest.mark.slow
def test_a_source_is_forgotten_once_its_label_is_typed(project: Path, tmp_path: Path) -> None:
    refused(onrecord("forget", project, LABEL, input=typed(ADDED)), f"type “{LABEL}” to forget")
    with Reader.open(project) as reader:
        assert NAME in reader.confidential()
    done = onrecord("forget", project, LABEL, input=typed(LABEL, ADDED))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("0 traces in ")
    assert list(left_in(tmp_path)) == []
    assert onrecord("traces", project, input=typed(NAME, CONTACT)).returncode == 0
    assert onrecord("doctor", project).returncode == 0


@pytest.mark.slow
def test_what_could_not_be_looked_into_is_no_all_clear(
    project: Path, tmp_path: Path, onrecord_home: Path
) -> None:
    onrecord_home.mkdir(exist_ok=True)
    away = json.dumps({"backup_folder": str(tmp_path / "stick")})
    (onrecord_home / "settings.json").write_text(away, encoding="utf-8")
    for done in (
        onrecord("forget", project, LABEL, input=typed(LABEL, ADDED)),
        onrecord("traces", project, input=typed(NAME)),
    ):
        assert (done.returncode, b"0 traces in " in done.stdout) == (1, True)
        assert b"stick is not there now" in done.stderr


@pytest.mark.slow
def test_a_dry_run_counts_and_changes_nothing(project: Path) -> None:
    before = project.read_bytes()
    done = onrecord("forget", project, LABEL, "--dry-run", "--json", input=b"")
    told = json.loads(done.stdout)
    assert told["traces"] == sum(told["files"].values()) > 100
    assert told["files"][str(project)] == told["traces"]
    assert project.read_bytes() == before


@pytest.mark.slow
def test_traces_are_looked_for_by_lines_and_never_repeated(project: Path) -> None:
    done = onrecord("traces", project, input=typed(NAME))
    assert done.returncode == 1
    *files, summary = done.stdout.decode().splitlines()
    assert any(line.endswith(str(project)) for line in files)
    assert " traces in " in summary
    assert NAME.encode() not in done.stdout + done.stderr
    refused(onrecord("traces", project, input=b"\n"), "type one a line")
    refused(onrecord("traces", project, input=b"\xff\xfe"), "UTF-8")
    refused(onrecord("forget", project, "nobody", input=b""), "there is no source “nobody”")
