"""What a rule says of itself is one text: in the program, and on the page that is made from it."""

import re
from pathlib import Path

from annotator.checks.finding import Fix
from annotator.checks.page import page
from annotator.checks.registry import FAMILIES, RULES, family_of
from annotator.rules import parse, shipped

PAGE = (Path(__file__).parents[2] / "docs/checks.md").read_text(encoding="utf-8")
HANDBOOKS = ("Reuters", "AP", "BBC", "New York Times", "SPJ", "IFCN")


def test_the_page_is_what_the_rules_say() -> None:
    assert page() == PAGE


def test_every_rule_of_the_definitions_is_there_in_their_order() -> None:
    numbers = {"ATT": 13, "FAIR": 10, "SRC": 5, "HEAD": 3, "QUO": 3, "CUE": 2, "TAG": 4}
    numbers |= {"CON": 1, "VER": 2, "TXT": 1}
    ids = [f"{family}-{n:02}" for family, last in numbers.items() for n in range(1, last + 1)]
    assert list(RULES) == ids
    assert list(FAMILIES) == list(numbers)


def test_every_rule_explains_itself() -> None:
    for rule in RULES.values():
        told = rule.defined(shipped())
        assert "{" not in told
        for words in (told, rule.reason, rule.handbook):
            assert words.endswith("."), rule.id
            assert words[0].isupper() or words[0] == "“", rule.id
        assert not rule.title.endswith(".")
        assert any(name in rule.handbook for name in HANDBOOKS), rule.id
        assert isinstance(rule.fix, Fix)
        assert family_of(rule) in FAMILIES
    assert len({rule.title for rule in RULES.values()}) == len(RULES)


def test_a_rule_tells_a_newsrooms_own_threshold_and_words() -> None:
    house = parse('[thresholds]\nside_share = "3/4"\n[lexicons]\npronouns = []', RULES, "g")
    assert "more than 3/4 of the attributed words" in RULES["FAIR-08"].defined(house)
    assert "(no word)" in RULES["ATT-12"].defined(house)


def test_the_example_of_house_rules_is_taken() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    house = parse(example, RULES, "g")
    assert house.name == "Harbor Gazette"
    assert not house.is_on("ATT-08")
