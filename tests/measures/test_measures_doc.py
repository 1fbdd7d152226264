"""The measures explain themselves in one place, and the page says the same."""

import re
from pathlib import Path

from annotator.measures.keys import GROUPED, KEYS, LABELS, RATES, SINGLE
from annotator.measures.page import page
from annotator.measures.registry import MEASURES

ROOT = Path(__file__).parents[2]


def test_the_page_is_what_the_measures_say_of_themselves() -> None:
    written = (ROOT / "docs/measures.md").read_text(encoding="utf-8")
    assert written == page(), "write it: python -m annotator.measures.page > docs/measures.md"


def test_each_key_belongs_to_one_measure() -> None:
    keys = [key for measure in MEASURES.values() for key in measure.keys]
    assert sorted(keys) == sorted(KEYS)


def test_every_measure_is_explained_in_full() -> None:
    for key, measure in MEASURES.items():
        assert key == measure.id
        told = (measure.title, measure.formula, measure.unit)
        assert all(told), key
        sentences = (measure.definition, measure.exception, measure.reason)
        assert all(re.fullmatch(r"[A-Z“].*\.", sentence) for sentence in sentences), key


def test_what_is_pooled_is_known_by_a_key() -> None:
    assert {*RATES, *GROUPED, *SINGLE} <= set(KEYS)
    assert not set(GROUPED) & set(SINGLE)
    assert all(label and label[0].islower() for label in LABELS.values())
