"""Text that was decoded wrongly is offered a repair, and never repaired unasked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import UnreadableError
from annotator.importers import Choices, Imported, read_all, source_file
from annotator.importers.mojibake import mended
from annotator.text import is_canonical, is_line
from tests.examples import examples

MEANT = "Trump’s mill “denies” it\nThe café — says Müller — costs £5…\nAll else is plain.\n"
MENDED = Choices(is_repaired=True)


def spoiled(words: str, encoding: str = "cp1252") -> str:
    return words.encode().decode(encoding)


def read(text: str, choices: Choices = Choices()) -> Imported:  # noqa: B008
    (found,) = read_all(source_file.from_bytes(text.encode(), "mill.txt", choices))
    return found


def test_damage_is_told_with_an_example_and_nothing_is_changed() -> None:
    found = read(spoiled(MEANT.replace("”", "“")))
    assert found.text == spoiled(MEANT.replace("”", "“"))
    assert found.damage
    assert found.damage.before.startswith("Trumpâ€™s")
    assert found.damage.after.startswith("Trump’s")
    assert found.damage.places >= 6


def test_a_repair_gives_the_words_as_they_were_typed() -> None:
    meant = MEANT.replace("”", "“")
    found = read(spoiled(meant), MENDED)
    assert found.text == meant
    assert found.title == "Trump’s mill “denies“ it"
    assert [found.text[b.start : b.end] for b in found.blocks] == meant.splitlines()
    assert found.damage is None


@pytest.mark.parametrize(
    "meant",
    [
        "Trump’s mill “denies” it\n“No” — “yes” — ‘no’…\n" * 3,
        "Ångström “denies” it\nÅse’s mill\n",
        "Мельница «отрицает» это — «нет»\nИ ещё раз\n",
        "工場は否定した\n月曜日、工場は検査を省いたことを否定した\n",
        "’“”’ “”\n" * 5,
    ],
)
def test_text_full_of_the_controls_of_latin_1_opens_and_is_offered_a_repair(meant: str) -> None:
    spoilt = spoiled(meant, "latin-1")
    found = read(spoilt)
    assert found.text == spoilt.replace("\x85", "…")  # which would end a line there
    assert found.damage
    mended_one = read(spoilt, MENDED)
    assert mended_one.text == meant
    assert mended_one.title == meant.splitlines()[0]
    assert mended_one.damage is None


@pytest.mark.parametrize("data", [b"\x01\x02\x03\x80" * 50, bytes(range(256)) * 4])
def test_what_is_no_text_is_no_damaged_text(data: bytes) -> None:
    for one in (data, data.decode("latin-1").encode()):
        with pytest.raises(UnreadableError):
            read_all(source_file.from_bytes(one, "mill.txt"))


@pytest.mark.parametrize(
    "text",
    [
        MEANT,
        "São Paulo: naïve façade, Ångström, Œuvre, «déjà vu»",
        "Привет, «мир» — это всё",
        "Το νερό είναι καθαρό",
        "ÂÃ are two letters",
        "Plain ASCII, 'straight' and \"straight\"",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    found = read(text)
    assert found.damage is None
    assert read(text, MENDED) == found


@examples(200)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=200))
def test_a_repair_keeps_every_invariant(text: str) -> None:
    found = read(f"Head\n{text}\n{spoiled('Müller’s', 'latin-1')}", MENDED)
    assert is_canonical(found.text)
    place = 0
    for block in found.blocks:
        assert place <= block.start < block.end <= len(found.text)
        place = block.end


def test_an_example_is_one_line_whatever_is_in_it() -> None:
    found = read("Head\n\u00e2\u0080\u0099\u0093 and â€\x9d\n")
    assert found.damage
    assert is_line(found.damage.before)
    assert is_line(found.damage.after)


@given(st.text(alphabet="abcXYZ ’“”—«»\n"))
def test_nothing_wrong_is_nothing_mended(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Mill\n\nÎÎ½Î± â\x80\x93 Î¼ÏÎ»Î¿Ï\n",
        "Mill\n\nÂ\xa0\n\nMore.\n",
        "Ένα\n\nΟ δήμος – λέει.\n".encode().decode("latin-1"),
    ],
)
def test_an_example_is_a_line_that_can_be_shown(text: str) -> None:
    found = read(text)
    if found.damage:
        assert is_line(found.damage.before)
        assert is_line(found.damage.after)


@given(st.text("Ένα–“é \u00a0’", min_size=1), st.sampled_from(["latin-1", "cp1252"]))
def test_every_example_is_a_line(words: str, encoding: str) -> None:
    spoiled_words = words.encode().decode(encoding, "replace")
    plain = "Plain words. " * 200  # with too many controls it would be no text
    found = read(f"Mill\n\nSaid: {spoiled_words[:60]}\n\n{plain}\n")
    if found.damage:
        assert is_line(found.damage.before)
        assert is_line(found.damage.after)
