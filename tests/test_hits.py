"""What is shown of a hit stands in the text as it is shown."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.hits import CONTEXT, MARKS, cut, joined, passages, unmarked
from annotator.model import Span

TEXTS = st.text("ab é👍שׁ\n\t", min_size=1, max_size=600)


@st.composite
def found_in(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    text = draw(TEXTS)
    bounds = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = (Span(*pair) for pair in zip(bounds[::2], bounds[1::2], strict=False))
    # Words begin and end what is found, also where it goes on in the next line.
    return text, tuple(span for span in spans if span.of(text).strip() == span.of(text))


def marked(text: str, found: tuple[Span, ...]) -> str:
    for span in reversed(found):
        words = MARKS[0] + span.of(text) + MARKS[1]
        text = text[: span.start] + words + text[span.end :]
    return text


@given(found_in())
def test_words_that_were_marked_are_found_again(case: tuple[str, tuple[Span, ...]]) -> None:
    text, found = case
    assert unmarked(marked(text, found), text) == found
    assert unmarked(marked(text, found) + "x", text) == ()


@given(found_in())
def test_what_is_shown_of_a_line_is_its_words(case: tuple[str, tuple[Span, ...]]) -> None:
    text, found = case
    for line, some in passages(text, found):
        assert "\n" not in line.of(text)
        shown, spans = cut(text, some, line)
        assert len(shown) <= CONTEXT + some[0].end - some[0].start + 62
        assert shown.strip("…") in line.of(text).replace("\t", " ")
        assert spans
        first = line.of(text)[some[0].start - line.start : some[0].end - line.start]
        assert spans[0].of(shown) == first.replace("\t", " ")


@given(found_in())
def test_every_found_word_stands_in_one_passage(case: tuple[str, tuple[Span, ...]]) -> None:
    text, found = case
    assert [span for _, some in passages(text, found) for span in some] == list(found)


@given(st.lists(found_in(), max_size=4))
def test_joined_texts_keep_what_was_found(cases: list[tuple[str, tuple[Span, ...]]]) -> None:
    whole, spans = joined((marked(text, found), text) for text, found in cases)
    words = [span.of(text) for text, found in cases for span in found]
    assert [span.of(whole).split() for span in spans] == [one.split() for one in words]
