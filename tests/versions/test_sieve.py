"""The sieve leaves out no run of sentences that is as alike as asked for."""

from collections import Counter
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from annotator.versions.sieve import Sieve, places_in

WORDS = st.lists(st.sampled_from(["the", "mill", "said", "no", "oil", "a"]), max_size=24)


def share(old: Counter[str], new: Counter[str]) -> float:
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 0.0


@given(WORDS, st.lists(WORDS, max_size=12), st.integers(1, 3), st.sampled_from([0.4, 0.5, 0.6]))
def test_no_run_that_is_alike_is_left_out(
    looked_for: list[str], sentences: list[list[str]], size: int, least: float
) -> None:
    old, counted = Counter(looked_for), [Counter(one) for one in sentences]
    sieve = Sieve(counted, [one.total() for one in counted])
    found = set(places_in(sieve.alike(old, size, least)))
    for at in range(len(counted) - size + 1):
        run = reduce(Counter.__add__, counted[at : at + size])
        assert at in found or share(old, run) < least or not old
    assert all(0 <= at <= len(counted) - size for at in found)


def test_what_has_no_word_in_common_is_left_out() -> None:
    sentences = [Counter(f"w{n} x{n} y{n} z{n}".split()) for n in range(500)]
    sieve = Sieve(sentences, [4] * 500)
    assert list(places_in(sieve.alike(Counter(["w77", "x77", "y77", "no"]), 1, 0.6))) == [77]
    assert list(places_in(sieve.alike(Counter(["none", "of", "them", "there"]), 2, 0.4))) == []


@given(st.sets(st.integers(0, 40)), st.integers(1, 3))
def test_runs_stand_where_all_their_sentences_do(places: set[int], size: int) -> None:
    sieve = Sieve([Counter()] * 41, [0] * 41)
    found = set(places_in(sieve.all_of(sum(1 << at for at in places), size)))
    assert found == {at for at in places if {*range(at, at + size)} <= places}
