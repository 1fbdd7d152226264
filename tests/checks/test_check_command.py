"""`onrecord check` as a process: its list, its table, its exit code and its house rules."""

import json
from pathlib import Path

import pytest

from annotator.home import home
from annotator.rules import FILE_NAME
from annotator.store import Store
from tests.command_line import onrecord, printed, refused
from tests.factories import keep_text, keep_wire_story, new_project

WAIVED = {
    "format": "onrecord-claims/1",
    "claims": [{"id": "a", "quote": "The mill leaks", "tags": ["allegation"], "targets": ["M"]}],
    "waivers": [{"rule": "FAIR-01", "claim": "a", "target": "M", "reason": "In court"}],
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = new_project(tmp_path / "wire.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
        keep_text(store, "Nothing\n\nThe mill leaks 😀. It does.\n")
    return path


def own_rules(text: str) -> None:
    home().mkdir(parents=True, exist_ok=True)
    (home() / FILE_NAME).write_text(text, encoding="utf-8")


def test_the_table_names_the_house_rules_and_each_article(project: Path) -> None:
    run = onrecord("check", project)
    told = run.stdout.decode()
    assert (run.returncode, run.stderr) == (0, b"")
    assert told.startswith("Checked by the house rules “On Record”\n\n1  Top U.S. envoy")
    assert "\n  warning  VER-01   Claim 7 is an unchecked allegation" in told
    assert told.endswith("\n2  Nothing\n  nothing to mend\n")


@pytest.mark.slow
def test_without_an_article_the_list_holds_all(project: Path, tmp_path: Path) -> None:
    marks = tmp_path / "marks.json"
    marks.write_text(json.dumps(WAIVED), encoding="utf-8")
    assert onrecord("mark", project, "2", marks).returncode == 0

    every = printed("check", project, "--json")
    second = printed("check", project, "2", "--json")
    assert [finding for finding in every if finding in second] == second
    assert len({finding["article"] for finding in every}) == 2
    assert {f["rule"]: f["waived"] for f in second}["FAIR-01"] == "In court"
    assert second[-1]["rule"] == "FAIR-01"
    assert "\n  waived   FAIR-01" in onrecord("check", project, "2").stdout.decode()


@pytest.mark.slow
def test_it_fails_only_where_something_as_grave_is_open(project: Path, tmp_path: Path) -> None:
    refused(onrecord("check", project, "--fail-on", "error"), "1 finding is open")
    refused(onrecord("check", project, "1", "--fail-on", "info"), "36 findings are open")
    failing = onrecord("check", project, "1", "--json", "--fail-on", "warning")
    refused(failing, "22 findings are open")
    assert len(json.loads(failing.stdout)) == 36
    assert onrecord("check", project, "2", "--fail-on", "info").returncode == 0

    marks = tmp_path / "marks.json"
    waived = [{"rule": "ATT-02", "source": "unnamed officials (nationality not given)"}]
    written = {"format": "onrecord-claims/1", "waivers": waived}
    name = "unnamed officials (nationality not given)"
    written |= {"sources": [{"name": name}]}
    marks.write_text(json.dumps(written), encoding="utf-8")
    marked = onrecord("mark", project, "1", marks)
    assert marked.returncode == 0, marked.stderr
    assert onrecord("check", project, "--fail-on", "error").returncode == 0
    assert onrecord("check", project, "--fail-on", "bad").returncode == 2


@pytest.mark.slow
def test_a_newsrooms_own_rules_are_used_and_named(project: Path, tmp_path: Path) -> None:
    own_rules('name = "Gazette"\n[rules]\nATT-02 = "off"\n')
    assert (
        onrecord("check", project)
        .stdout.decode()
        .startswith("Checked by the house rules “Gazette”\n")
    )
    run = onrecord("check", project, "--json", "--fail-on", "error")
    assert run.returncode == 0
    assert run.stderr.decode() == "Checked by the house rules “Gazette”.\n"
    assert "ATT-02" not in {finding["rule"] for finding in json.loads(run.stdout)}

    other = tmp_path / "strict.toml"
    other.write_text('[rules]\nTXT-01 = "error"\n', encoding="utf-8")
    run = onrecord("check", project, "--rules", other)
    assert run.stdout.decode().startswith("Checked by the house rules “strict”\n")
    assert "\n  error    TXT-01" in run.stdout.decode()
    assert "ATT-02" in run.stdout.decode()


@pytest.mark.slow
def test_of_broken_rules_line_and_reason_are_told_and_the_shipped_are_used(project: Path) -> None:
    usual = printed("check", project, "--json")
    own_rules('name = "Gazette"\n[rules]\nATT-99 = "off"\n')
    run = onrecord("check", project, "--json")
    assert run.returncode == 0
    assert json.loads(run.stdout) == usual
    assert run.stderr.decode() == (
        "house-rules.toml: line 3: there is no “ATT-99” among the rules; "
        "the house rules that On Record ships with are used.\n"
    )


@pytest.mark.slow
def test_what_is_not_there_is_refused(project: Path, tmp_path: Path) -> None:
    refused(onrecord("check", project, "3"), "no article “3”")
    refused(onrecord("check", project, ""), "no article")
    refused(onrecord("check", tmp_path / "none.onrecord"), "none.onrecord")
    refused(onrecord("check", project, "--rules", tmp_path / "no.toml"), "no.toml does not exist")
    assert onrecord("check").returncode == 2


def test_checking_changes_no_byte(project: Path) -> None:
    before = project.read_bytes()
    with Store.open(project):
        assert onrecord("check", project, "--json").returncode == 0
    assert project.read_bytes() == before
