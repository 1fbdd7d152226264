"""What differs between two versions, word by word, and the sentences around a claim."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.importers import read_bytes
from annotator.model import Span
from annotator.versions.differing import around, differing

OLD = "The mill denied it in May. Nobody was hurt."
WORDS = st.text(alphabet="ab ,.’é", min_size=1, max_size=40)
NEW = "The farm denied all of it in May. Nobody was hurt."


def test_what_is_gone_and_what_is_new_are_told_apart() -> None:
    gone, come = differing(OLD, Span(0, len(OLD)), NEW, Span(0, len(NEW)))
    assert [span.of(OLD) for span in gone] == ["mill"]
    assert [span.of(NEW) for span in come] == ["farm", "all of"]


def test_what_is_the_same_differs_nowhere() -> None:
    assert differing(OLD, Span(27, 43), NEW, Span(34, 50)) == ([], [])


@given(WORDS, WORDS)
def test_without_what_differs_both_have_the_same_words(old: str, new: str) -> None:
    gone, come = differing(old, Span(0, len(old)), new, Span(0, len(new)))

    def rest(text: str, spans: list[Span]) -> str:
        kept = [c for at, c in enumerate(text) if not any(s.start <= at < s.end for s in spans)]
        return "".join(kept).replace(" ", "")

    assert rest(old, gone) == rest(new, come)


def test_the_sentences_around_a_claim_are_shown_whole() -> None:
    found = read_bytes(
        b"Mill\n\nIt was late. The mill denied it. Nobody came.\n\nOther words.\n", "a.txt"
    )

    def shown(words: str) -> str:
        start = found.text.index(words)
        return around(found.text, found.blocks, Span(start, start + len(words))).of(found.text)

    assert shown("denied").strip() == "The mill denied it."
    assert shown("late. The mill").strip() == "It was late. The mill denied it."
