"""The wire story has every number of its hand annotation, through functions and the command."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from annotator.measures.counted import counted
from annotator.measures.document import of_article
from annotator.measures.figures import figures
from annotator.measures.sides import side_shares
from annotator.model import Marks
from annotator.store import Store
from tests.command_line import printed
from tests.factories import WIRE, keep_wire_story, new_project

EXPECTED = json.loads((WIRE / "seed-gold.json").read_text(encoding="utf-8"))["expected"]
MAIN_SIDES = ("US government", "Canadian government")
OFFICIALS = "unnamed officials (nationality not given)"

LISTED = [
    "coverage",
    "top_source_share_claims",
    "top_source_share_words",
    "top_sources_claims",
    "top_sources_words",
    "source_hhi_claims",
    "source_hhi_normalized_claims",
    "source_hhi_normalized_words",
    "source_entropy_bits_claims",
    "source_entropy_bits_words",
    "source_evenness_claims",
    "source_evenness_words",
    "source_effective_number_claims",
    "fully_identified_sources",
    "side_claims",
    "side_share_words",
    "side_hhi_claims",
    "side_effective_number_claims",
    "side_balance",
    "government_claims",
    "government_words",
    "government_share_claims",
    "reply_pairs",
    "reply_pairs_answered",
    "reply_word_ratio_by_target",
    "reply_lag",
    "first_paragraph_by_side",
    "first_paragraph_by_source",
    "first_paragraph_by_kind",
    "first_depth_by_side",
    "first_depth_by_source",
    "first_depth_by_kind",
    "prominence_by_side",
    "words_before_first_on_record_source",
    "words_before_first_named_person",
    "single_source_claims",
    "direct_quote_share",
    "direct_quote_words_by_side",
    "descriptor_scores",
    "descriptor_score_mean",
    "descriptor_score_min",
    "verification_counts",
    "allegations_with_evidence_share",
]

NUMBERS: dict[str, Any] = {
    "coverage": 241 / 334,
    "top_source_share_claims": 3 / 15,
    "top_source_share_words": 41 / 190,
    "top_sources_claims": [OFFICIALS, "Navdeep Bains"],
    "top_sources_words": [OFFICIALS],
    "fully_identified_sources": 2,
    "side_claims": {
        "US government": 5,
        "Canadian government": 6,
        "unknown": 3,
        "Huawei": 1,
    },
    "side_share_words": {
        "US government": 76 / 190,
        "Canadian government": 70 / 190,
        "unknown": 41 / 190,
        "Huawei": 3 / 190,
    },
    "side_balance": 1 - 6 / 146,
    "government_claims": 12,
    "government_words": 161,
    "government_share_claims": 12 / 15,
    "reply_pairs": 2,
    "reply_pairs_answered": 2,
    "reply_word_ratio_by_target": {"Huawei": 3 / 13},
    "reply_lag": [
        {"claim": "c6", "target": "Huawei", "reply": "c8", "words": 8, "paragraphs": 0},
        {"claim": "c7", "target": "Huawei", "reply": "c8", "words": 0, "paragraphs": 0},
    ],
    "first_paragraph_by_side": {
        "unknown": 0,
        "US government": 2,
        "Huawei": 5,
        "Canadian government": 7,
    },
    "first_paragraph_by_kind": {
        "anonymous": 0,
        "institution": 2,
        "named": 7,
        "unnamed spokesperson": 9,
    },
    "words_before_first_on_record_source": 57,
    "words_before_first_named_person": 213,
    "single_source_claims": ["c0", "c1", "c2", "c6", "c7"],
    "direct_quote_share": 63 / 334,
    "descriptor_scores": {
        OFFICIALS: 0,
        "two unnamed U.S. sources": 2,
        "unnamed Ottawa sources": 2,
    },
    "descriptor_score_mean": 4 / 3,
    "descriptor_score_min": 0,
    "verification_counts": {"unchecked": 19},
    "allegations_with_evidence_share": 0,
}

ROUNDED: dict[str, Any] = {
    "source_hhi_claims": 0.129,
    "source_hhi_words": 0.131,
    "source_hhi_normalized_claims": 0.032,
    "source_hhi_normalized_words": 0.034,
    "source_entropy_bits_claims": 3.14,
    "source_entropy_bits_words": 3.088,
    "source_evenness_claims": 0.945,
    "source_evenness_words": 0.930,
    "source_effective_number_claims": 8.813,
    "source_effective_number_words": 8.504,
    "side_hhi_claims": 0.316,
    "side_hhi_words": 0.343,
    "side_effective_number_claims": 3.439,
    "side_effective_number_words": 3.098,
    "prominence_by_side": {
        "unknown": 0.502,
        "US government": 0.350,
        "Canadian government": 0.138,
        "Huawei": 0.010,
    },
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = new_project(tmp_path / "wire.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
    return path


@pytest.fixture
def wire(project: Path) -> Marks:
    with Store.open(project) as store:
        return store.marks(store.articles()[0].id)


def through_the_functions(wire: Marks) -> dict[str, Any]:
    story = counted(wire)
    return of_article(story, figures(story, MAIN_SIDES))


def through_the_command(project: Path) -> dict[str, Any]:
    words = ["measures", project, 1, "--json", "--sides", ",".join(MAIN_SIDES)]
    found: dict[str, Any] = printed(*words)
    return found


def same(found: object, expected: object, rel: float = 0, within: float = 0) -> bool:
    """Return whether numbers are close, wherever they stand, and everything else is equal."""
    if isinstance(found, Mapping) and isinstance(expected, Mapping):
        keys = found.keys() == expected.keys()
        return keys and all(same(found[key], expected[key], rel, within) for key in found)
    if isinstance(expected, float):
        return bool(found == pytest.approx(expected, rel=rel, abs=within))
    return found == expected


def check(found: dict[str, Any]) -> None:
    exact = EXPECTED | NUMBERS
    assert {key: found[key] for key in exact if not same(found[key], exact[key], rel=1e-12)} == {}
    near = {key: found[key] for key in ROUNDED}
    assert {key: near[key] for key in near if not same(near[key], ROUNDED[key], within=6e-4)} == {}


def test_the_functions_give_the_golds_numbers(wire: Marks) -> None:
    check(through_the_functions(wire))


def test_the_command_gives_the_golds_numbers(project: Path) -> None:
    check(through_the_command(project))


def test_the_command_gives_the_keys_in_their_order(project: Path) -> None:
    found = through_the_command(project)
    assert list(found) == ["article", *EXPECTED, *LISTED, "profile"]
    assert found["profile"] == "On Record"


def test_counts_are_whole_numbers(project: Path) -> None:
    found = through_the_command(project)
    counts = {key: value for key, value in EXPECTED.items() if isinstance(value, int)}
    assert all(type(found[key]) is int for key in counts)


def test_what_is_of_unknown_side_could_be_anybodys(wire: Marks) -> None:
    shares = side_shares(counted(wire))
    us, canada = (shares[side] for side in MAIN_SIDES)
    assert (us.with_unknown.numerator, canada.alone.numerator) == (117, 70)
    assert shares["unknown"].with_unknown == shares["unknown"].alone
