"""The sample that a new user meets is sound and shows what there is to see."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from annotator.assets import bytes_of, text_of
from annotator.claims_file import dump, parse
from annotator.sample import write
from annotator.store.reader import Reader
from annotator.vocabulary import LinkKind, ResponseStatus, Tag

TEXT = text_of("sample", "story.txt")
MARKS: dict[str, Any] = json.loads(text_of("sample", "claims.json"))
CLAIMS: list[dict[str, Any]] = MARKS["claims"]
SOURCES = {source["name"]: source for source in MARKS["sources"]}


def answered(claim: dict[str, Any], target: str) -> bool:
    by_id = {each["id"]: each for each in CLAIMS}
    for link in MARKS["links"]:
        if link["to"] == claim["id"] and LinkKind(link["kind"]).answers:
            source = by_id[link["from"]]["source"]
            if target in {source, SOURCES[source]["affiliation"]}:
                return True
    return any(
        ResponseStatus(response["status"]).settles
        for response in MARKS["responses"]
        if (response["claim"], response["target"]) == (claim["id"], target)
    )


def test_the_claims_file_is_one() -> None:
    parse(bytes_of("sample", "claims.json"), "Reviewer 1")


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["id"])
def test_quotes_mentions_and_cues_stand_where_they_say(claim: dict[str, Any]) -> None:
    assert TEXT[claim["start"] : claim["end"]] == claim["quote"]
    for part in ("mention", "cue"):
        if claim[part] is not None:
            assert TEXT.startswith(claim[part], claim[f"{part}_start"])


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["id"])
def test_a_span_holds_the_proposition_and_no_more(claim: dict[str, Any]) -> None:
    quote = claim["quote"]
    assert quote == quote.strip()
    assert quote[-1] not in ".,;:"
    assert quote.count("“") == quote.count("”")
    if claim["cue"] is not None and not quote.startswith("“"):
        assert not claim["start"] <= claim["cue_start"] < claim["end"]


@pytest.mark.slow
def test_what_is_written_out_has_the_same_marks(tmp_path: Path) -> None:
    project, report = write(tmp_path)
    with Reader.open(project) as reader:
        marks = reader.marks(reader.find_article("1").id)

    assert json.loads(json.dumps(dump(marks))) == MARKS
    assert report.stat().st_size > 0


def test_it_is_as_long_as_a_short_story() -> None:
    assert 500 <= len(re.findall(r"\w+(?:[’'\-.]\w+)*", TEXT)) <= 700
    assert 12 <= len(CLAIMS) <= 18


def test_it_shows_all_four_tags_and_what_needs_none() -> None:
    assert {tag for claim in CLAIMS for tag in claim["tags"]} == set(Tag)
    assert any(not claim["tags"] and claim["background"] for claim in CLAIMS)


def test_it_shows_a_claim_inside_a_claim_of_another_source() -> None:
    assert any(
        outer["start"] <= inner["start"] < inner["end"] <= outer["end"]
        and outer["source"] != inner["source"]
        for outer in CLAIMS
        for inner in CLAIMS
        if inner is not outer
    )


def test_it_shows_an_allegation_that_is_answered_and_one_that_is_not() -> None:
    pairs = [(c, target) for c in CLAIMS if Tag.ALLEGATION in c["tags"] for target in c["targets"]]
    outcomes = {answered(claim, target) for claim, target in pairs}

    assert outcomes == {True, False}
    assert all(claim["targets"] for claim in CLAIMS if Tag.ALLEGATION in claim["tags"])


def test_it_shows_every_usual_kind_of_source() -> None:
    kinds = {SOURCES[claim["source"]]["kind"] for claim in CLAIMS if claim["source"]}
    assert {"named", "institution", "unnamed spokesperson", "anonymous", "document"} <= kinds


def test_the_lede_is_left_for_a_first_claim() -> None:
    _headline, lede, *_rest = [line for line in TEXT.split("\n") if line]
    start = TEXT.index(lede)

    assert lede.count(".") == 1
    assert not any(start <= claim["start"] < start + len(lede) for claim in CLAIMS)
