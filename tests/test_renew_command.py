"""The subcommand `renew`: what it takes over, what it prints, and what it refuses."""

import json
from pathlib import Path

import pytest

from annotator.store import Store
from annotator.versions import carrying
from tests.command_line import onrecord, printed, refused
from tests.factories import keep_text
from tests.versions.mill import DENIED, STORY, mill_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = mill_project(tmp_path / "mill.onrecord")
    with Store.open(path) as store:
        keep_text(store, STORY.replace("denied that it", "denies that it"), "new.txt")
    return path


@pytest.mark.slow
def test_what_is_found_comes_over_and_the_rest_is_printed(project: Path) -> None:
    result = onrecord("renew", project, 2, 1)
    changed = DENIED.replace("denied", "denies")
    assert result.stdout.decode().splitlines() == [
        "Article 2: 3 taken over from article 1",
        f"claim 3 changed: {DENIED} -> {changed}",
        "The denial by the mill (claim 3) was changed.",
    ]
    assert len(printed("claims", project, 2)["claims"]) == 3
    again = printed("renew", project, 2, 1, "--json")
    assert again["taken_over"] == 3
    (left,) = again["left"]
    text = onrecord("text", project, 2).stdout.decode()
    assert text[left["start"] : left["end"]] == left["quote"] == changed
    assert (left["number"], left["status"], left["earlier_quote"]) == (3, "changed", DENIED)
    with Store.open(project) as store:
        article, earlier = store.find_article("2"), store.find_article("1")
        denial = store.marks(earlier.id).claims[2]
        store.apply(carrying.leave(denial, 3, article))
    assert left["left_out"] is False
    assert b"claim 3 changed, left out: " in onrecord("renew", project, 2, 1).stdout
    assert again["denials"] == ["The denial by the mill (claim 3) was changed."]
    assert json.dumps(again)


@pytest.mark.slow
def test_what_makes_no_sense_is_refused_in_one_sentence(project: Path) -> None:
    refused(onrecord("renew", project, 1, 1), "no new version of itself")
    refused(onrecord("renew", project, 2, 7), "7")
