"""The house rules: what a newsroom overrides holds, and what is broken is told by its line."""

import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.checks.checking import check
from annotator.checks.registry import RULES
from annotator.errors import HouseRulesError, UsageError
from annotator.home import home
from annotator.rules import FILE_NAME, MAX_BYTES, HouseRules, chosen, parse, shipped
from annotator.settings import reviewer
from annotator.vocabulary import Severity, Verification
from tests.checks import fairness_cases, quotation_cases
from tests.checks.cases import LEDE, MAYOR, A, O
from tests.marked_story import Story


def own(text: str) -> HouseRules:
    return parse(text, RULES, "gazette")


def rules_found(story: Story, house: HouseRules) -> dict[str, Severity]:
    return {finding.rule: finding.severity for finding in check(story.marks, house=house)}


def test_what_is_shipped_is_what_the_definitions_say() -> None:
    house = shipped()
    assert house.name == "On Record"
    limits = house.thresholds
    assert (limits.reply_lag_words, limits.reply_lag_paragraphs) == (150, 3)
    assert (limits.reply_share, limits.official_share) == (Fraction(1, 4), Fraction(4, 5))
    assert (limits.side_share, limits.anonymous_share) == (Fraction(2, 3), Fraction(1, 3))
    assert (limits.named_persons, limits.effective_claims) == (2, 5)
    assert limits.effective_sources == Fraction(2)
    words = house.lexicons
    assert len(words.loaded_cues) == 14
    assert {"deny", "dismiss as", "repudiate"} < words.denial_cues
    assert words.allegation_cues == {"accuse", "charge that", "blame", "condemn", "denounce"}
    assert len(words.plural_sources) == 13
    assert all(house.is_on(rule) for rule in RULES)


def test_a_newsrooms_own_override_only_what_they_name() -> None:
    house = own(
        'name = "Gazette"\n[thresholds]\nside_share = "3/4"\n'
        '[lexicons]\npronouns = ["THEY"]\n[rules]\nSRC-01 = "error"\nATT-08 = "off"\n'
    )
    assert house.name == "Gazette"
    assert house.thresholds.side_share == Fraction(3, 4)
    assert house.thresholds.official_share == shipped().thresholds.official_share
    assert house.lexicons.pronouns == {"they"}
    assert house.lexicons.loaded_cues == shipped().lexicons.loaded_cues
    assert (house.is_on("SRC-01"), house.is_on("ATT-08")) == (True, False)


def test_rules_without_a_name_are_called_as_their_file() -> None:
    assert own("").name == "gazette"


def test_names_and_words_of_every_script_are_taken() -> None:
    house = own('name = "روزنامه‌ها"\n[lexicons]\nloaded_cues = ["می‌گوید", "क्‍ष"]\n')
    assert house.name == "روزنامه‌ها"
    assert house.lexicons.loaded_cues == {"می‌گوید", "क्‍ष"}
    home().mkdir(parents=True, exist_ok=True)
    for name, told in (("نیما‌پور", "نیما‌پور"), ("‍", "Reviewer 1"), ("a\nb", "Reviewer 1")):
        (home() / "settings.json").write_text(json.dumps({"reviewer": name}), encoding="utf-8")
        assert reviewer() == told


def test_a_rule_is_made_graver_or_switched_off() -> None:
    story = Story()
    fairness_cases.accusation(story)
    usual = rules_found(story, shipped())
    assert (usual["VER-01"], usual["SRC-01"]) == (Severity.WARNING, Severity.WARNING)
    changed = rules_found(story, own('[rules]\nVER-01 = "off"\nSRC-01 = "error"\n'))
    del usual["VER-01"]
    assert changed == usual | {"SRC-01": Severity.ERROR}


def test_a_rule_with_two_severities_has_the_one_that_is_given() -> None:
    story = Story()
    story.claim(LEDE, verification=Verification.VERIFIED)
    assert rules_found(story, own('[rules]\nVER-02 = "info"'))["VER-02"] is Severity.INFO


@pytest.mark.parametrize(("share", "fires"), [("1", False), ("0.99", True), ("1.0", False)])
def test_thresholds_are_exact(share: str, *, fires: bool) -> None:
    story = Story()
    fairness_cases.one_side(story)
    house = own(f"[thresholds]\nside_share = {share}")
    assert ("FAIR-08" in rules_found(story, house)) is fires


def test_a_threshold_of_a_newsroom_decides() -> None:
    story = Story()
    quotation_cases.reply_after_as_many_words_as_may_be(story)
    assert "FAIR-03" not in rules_found(story, shipped())
    assert "FAIR-03" in rules_found(story, own("[thresholds]\nreply_lag_words = 149"))
    assert "FAIR-03" in rules_found(story, own("[thresholds]\nreply_lag_paragraphs = 1"))


def test_a_lexicon_of_a_newsroom_decides() -> None:
    story = Story()
    story.claim(MAYOR, O, source="the mayor", cue="hinted at it")
    assert "CUE-01" not in rules_found(story, shipped())
    assert "CUE-01" in rules_found(story, own('[lexicons]\nloaded_cues = ["hint at"]'))
    nothing = own("[lexicons]\nloaded_cues = []\nplural_sources = []\ndenial_cues = []")
    assert "CUE-01" not in rules_found(story, nothing)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("name = 'x'\nname = 'y'", 2, "overwrite"),
        ("name = 'x'\n\n[thresholds", 3, ""),
        ("x = 1", 1, "nothing that house rules have"),
        ("\n[rules]\nATT-99 = 'off'", 3, "no “ATT-99” among the rules"),
        ("[rules]\nATT-01 = 'grave'", 2, "error, warning, info or off"),
        ("[rules]\nATT-01 = 1", 2, "error, warning, info or off"),
        ("[thresholds]\n# side_share = 2\nside_share = 2", 3, "a share from 0 to 1"),
        ("[thresholds]\nside_share = -0.1", 2, "a share from 0 to 1"),
        ("[thresholds]\nside_share = true", 2, "a share from 0 to 1"),
        ("[thresholds]\nside_share = nan", 2, "a share from 0 to 1"),
        ("[thresholds]\nside_share = '1/0'", 2, "a share from 0 to 1"),
        ("[thresholds]\nside_share = '1e999999999'", 2, "a share from 0 to 1"),
        ("[thresholds]\nnamed_persons = 1.5", 2, "a whole number"),
        ("[thresholds]\nnamed_persons = false", 2, "a whole number"),
        ("[thresholds]\nnobody = 1", 2, "no “nobody” among the thresholds"),
        ("thresholds = 1", 1, "must be a table"),
        ("thresholds.side_share = 7", 1, "a share from 0 to 1"),
        ("thresholds = {named_persons = 1, side_share = 7}", 1, "a share from 0 to 1"),
        ("[lexicons]\npronouns = 'he'", 2, "a list of words"),
        ("[lexicons]\npronouns = ['he', 1]", 2, "a list of words"),
        ("[lexicons]\npronouns = ['']", 2, "a list of words"),
        ("[lexicons]\nverbs = []", 2, "no “verbs” among the lexicons"),
        ("[rules]\n[lexicons]\n[[thresholds]]", 3, "must be a table"),
        ("name = ''", 1, "a name"),
        ("name = 7", 1, "a name"),
        ('name = "a\\nb"', 1, "a name"),
        ("[rules]\nATT-01 = ['off']", 2, "error, warning, info or off"),
        ("x = " + "[" * 5000, 1, ""),
    ],
)
def test_what_is_broken_is_told_by_line_and_reason(text: str, line: int, reason: str) -> None:
    with pytest.raises(HouseRulesError) as told:
        own(text)
    assert str(told.value).startswith(f"line {line}: ")
    assert reason in str(told.value)
    assert "\n" not in str(told.value)


def write(data: bytes) -> Path:
    home().mkdir(parents=True, exist_ok=True)
    path = home() / FILE_NAME
    path.write_bytes(data)
    return path


def test_a_persons_own_rules_are_used_unless_a_file_is_named(tmp_path: Path) -> None:
    assert chosen(None, RULES).is_shipped
    write("\ufeffname = 'Mine'".encode())
    assert chosen(None, RULES).rules.name == "Mine"
    other = tmp_path / "desk rules.toml"
    other.write_text("[rules]\nATT-01 = 'off'\n", encoding="utf-8")
    assert chosen(other, RULES).rules.name == "desk rules"
    assert chosen(other, RULES).notice is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"[rules]\nATT-99 = 1", "line 2: there is no"),
        (b"name = 'a'\n# \xff", "line 2: not UTF-8 text"),
        (b"#" * (MAX_BYTES + 1), "larger than 1 MB"),
        (b"name = 'a\x00b'", "line 1"),
    ],
)
def test_of_broken_rules_nothing_is_used_and_that_is_said(data: bytes, words: str) -> None:
    write(data)
    found = chosen(None, RULES)
    assert found.rules == shipped()
    assert found.notice is not None
    assert found.notice.startswith(f"{FILE_NAME}: ")
    assert words in found.notice
    assert found.notice.endswith("the house rules that On Record ships with are used")


def test_a_folder_in_the_place_of_the_rules_is_told() -> None:
    (home() / FILE_NAME).mkdir(parents=True)
    assert "it is a folder and cannot be read" in str(chosen(None, RULES).notice)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names here")
def test_a_pipe_in_the_place_of_the_rules_or_the_settings_is_not_waited_for() -> None:
    home().mkdir(parents=True)
    for name in (FILE_NAME, "settings.json"):
        os.mkfifo(home() / name)
    code = (
        "from annotator import rules, settings; from annotator.checks.registry import RULES\n"
        "from ui.settings import Settings; Settings()\n"
        "print(settings.reviewer(), rules.chosen(None, RULES).notice)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=60
    )
    assert done.stdout.startswith(f"Reviewer 1 {FILE_NAME}: it is a pipe or a device and cannot")


def test_a_file_that_is_named_and_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        chosen(tmp_path / "none.toml", RULES)
    with pytest.raises(UsageError, match="is a folder"):
        chosen(tmp_path, RULES)


@given(st.text() | st.builds("[{}]\n{} = {}".format, *[st.text(max_size=8)] * 3))
def test_no_text_is_taken_amiss(text: str) -> None:
    try:
        house = own(text)
    except HouseRulesError as error:
        told = str(error)
    else:
        told = f"line of {house.name}"
    assert told.startswith("line ")


def test_nobody_is_accused_by_a_rule_that_is_off() -> None:
    story = Story()
    story.claim(LEDE, A)
    off = "[rules]\n" + "".join(f"{rule} = 'off'\n" for rule in RULES)
    assert check(story.marks, house=own(off)) == ()
