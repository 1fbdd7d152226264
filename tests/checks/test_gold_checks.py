"""The wire story has the findings that its gold lists, and no others."""

from pathlib import Path

import pytest

from annotator.checks.checking import check
from annotator.model import Marks
from annotator.store import Store
from annotator.vocabulary import Severity
from tests.command_line import printed
from tests.factories import keep_wire_story, new_project

GOLD = {
    "ATT-01": {9, 10, 11, 15},
    "ATT-02": {0, 1, 2},
    "ATT-03": {0, 1, 2, 5, 13},
    "ATT-04": {0, 1, 2},
    "ATT-07": {0, 1, 2, 13},
    "ATT-08": {14},
    "ATT-10": {5, 12},
    "ATT-11": {16},
    "FAIR-04": {6, 7, 8},
    "FAIR-07": {7},
    "SRC-01": {0, 1, 2, 6, 7},
    "SRC-02": {0, 1, 2, 5, 13},
    "SRC-03": {0, 1, 2, 3, 4, 6, 7, 12, 14, 16, 17, 18},
    "QUO-01": {17, 18},
    "QUO-02": {17, 18},
    "TAG-02": {9, 10, 11, 15},
    "CON-01": {1, 13},
    "VER-01": {6, 7},
    "TXT-01": set[int](),
}
"""The claims that each rule names together; claims are numbered from 0, as in the gold."""


@pytest.fixture
def wire(tmp_path: Path) -> Marks:
    with Store.open(new_project(tmp_path / "wire.onrecord")) as store:
        return store.marks(keep_wire_story(store).id)


def test_the_wire_story_has_the_golds_findings(wire: Marks) -> None:
    named: dict[str, set[int]] = {}
    for finding in check(wire):
        claims = {wire.number_of(claim) - 1 for claim in finding.claims}
        named.setdefault(finding.rule, set()).update(claims)
    assert named == GOLD


def test_the_command_finds_the_same(tmp_path: Path) -> None:
    project = new_project(tmp_path / "wire.onrecord")
    with Store.open(project) as store:
        article = keep_wire_story(store)
    told = printed("check", project, "1", "--json")

    named: dict[str, set[int]] = {}
    for finding in told:
        claims = {int(claim.removeprefix("c")) for claim in finding["claims"]}
        named.setdefault(finding["rule"], set()).update(claims)
        assert (finding["article"], finding["waived"]) == (article.id, None)
    assert named == GOLD
    keys = ["article", "rule", "severity", "claims", "source", "message", "waived"]
    assert all(list(finding) == keys for finding in told)
    assert [f["source"] for f in told if f["rule"] == "ATT-08"] == [
        "Spokesman for Chrystia Freeland"
    ]


def test_what_is_gravest_comes_first_and_then_as_it_is_read(wire: Marks) -> None:
    found = check(wire)
    assert (found[0].rule, found[0].severity) == ("ATT-02", Severity.ERROR)
    places = [
        (list(Severity).index(f.severity), wire.number_of(f.claims[0]) if f.claims else 0)
        for f in found
    ]
    assert places == sorted(places)


def test_no_two_findings_are_the_same(wire: Marks) -> None:
    keys = [finding.key for finding in check(wire)]
    assert len(keys) == len(set(keys))


def test_every_message_is_one_sentence(wire: Marks) -> None:
    for finding in check(wire):
        assert finding.message[0].isupper() or finding.message[0].isdigit()
        assert finding.message.endswith(".")
        assert "\n" not in finding.message
