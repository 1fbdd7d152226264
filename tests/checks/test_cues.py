"""Every form of every listed verb is found, and no other word that begins or ends alike."""

import pytest

from annotator.checks.checking import check
from annotator.checks.cues import forms_of
from annotator.rules import shipped
from annotator.vocabulary import Tag
from tests.checks.cases import LEDE
from tests.marked_story import Story

LOADED = """
admit admits admitted admitting / claim claims claimed claiming / insist insists insisted insisting
concede concedes conceded conceding
boast boasts boasted boasting
reveal reveals revealed revealing
confess confesses confessed confessing / contend contends contended contending
acknowledge acknowledges acknowledged acknowledging / allege alleges alleged alleging
assert asserts asserted asserting / maintain maintains maintained maintaining
purport purports purported purporting
"""
DENYING = """
deny denies denied denying / refute refutes refuted refuting / rebut rebuts rebutted rebutting
dispute disputes disputed disputing / reject rejects rejected rejecting
disavow disavows disavowed disavowing / repudiate repudiates repudiated repudiating
"""
ACCUSING = """
accuse accuses accused accusing / blame blames blamed blaming
condemn condemns condemned condemning
denounce denounces denounced denouncing
"""
PHRASES = ("points out", "pointing that out", "Pointed out")
DENYING_PHRASES = ("dismisses as", "dismissed the report as", "dismissing it as")
ACCUSING_PHRASES = ("charges that", "charged on Monday that")


def found(cue: str, *tags: Tag) -> set[str]:
    story = Story()
    story.claim(LEDE, *tags, source="a clerk", cue=cue)
    return {f.rule for f in check(story.marks) if f.rule.startswith("CUE")}


def verbs(listed: str) -> list[str]:
    return [verb for verb in listed.split() if verb != "/"]


@pytest.mark.parametrize("cue", [*verbs(LOADED), *PHRASES])
def test_a_loaded_cue_is_found_in_any_form(cue: str) -> None:
    assert found(cue) == found(f"has {cue.upper()},") == {"CUE-01"}


@pytest.mark.parametrize("cue", [*verbs(DENYING), *DENYING_PHRASES])
def test_a_verb_of_denying_asks_for_a_denial(cue: str) -> None:
    assert found(cue) == found(cue, Tag.ALLEGATION) == {"CUE-02"}
    assert found(cue, Tag.OFFICIAL, Tag.DENIAL) == set()


@pytest.mark.parametrize("cue", [*verbs(ACCUSING), *ACCUSING_PHRASES])
def test_a_verb_of_accusing_asks_for_an_allegation(cue: str) -> None:
    assert found(cue) == found(cue, Tag.DENIAL) == {"CUE-02"}
    assert found(cue, Tag.ALLEGATION) == set()


@pytest.mark.parametrize(
    "cue",
    [
        "said",
        "told",
        "warned",
        "disclaimed",
        "reclaims",
        "assertive",
        "pointed",
        "outpoint",
        "charged",
        "dismissed",
        "dismissed was",
        "maintenance",
        "blameless",
        ":",
        "…",
        "",
        " ",
    ],
)
def test_other_words_are_not_found(cue: str) -> None:
    assert found(cue) == set()


def test_the_forms_of_the_shipped_lists_are_all_in_the_tests() -> None:
    words = shipped().lexicons
    told = {*verbs(LOADED), *verbs(DENYING), *verbs(ACCUSING)}
    single = {
        w for w in words.loaded_cues | words.denial_cues | words.allegation_cues if " " not in w
    }
    assert single <= told
    assert all(len(told & set(forms_of(verb))) == 4 for verb in single)
