"""Bytes become the characters that their writer saw."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import UnreadableError
from annotator.importers import Choices, Imported, read_all, read_bytes, source_file
from annotator.importers.choices import USUAL

PROSE = "He said: “It’s false” – the minister’s café.\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_goes(mark: bytes, encoding: str) -> None:
    article = read_bytes(mark + PROSE.encode(encoding), "a.txt")

    assert (article.text, article.encoding) == (PROSE, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["Plain words.", PROSE, "Министр сказал, что это ложь. Он ушел домой.", "A"]
)
def test_utf_16_without_a_mark_is_told_by_its_zero_bytes(encoding: str, text: str) -> None:
    article = read_bytes(text.encode(encoding), "a.txt")

    assert (article.text, article.encoding) == (text, encoding)


@pytest.mark.parametrize(
    "data", [b"The min\0ister said.", b"a\0b\0c, and more of it", b"He said\0\0\0 so.", b"ab\0c"]
)
def test_utf_8_with_a_few_nuls_stays_utf_8(data: bytes) -> None:
    article = read_bytes(data, "a.txt")

    assert article.encoding == "utf-8"
    assert article.text == data.replace(b"\0", b"").decode()


def test_stray_surrogates_become_replacement_characters() -> None:
    article = read_bytes("café ".encode() + b"\xed\xa0\x80 end", "a.txt")

    assert (article.text, article.encoding) == ("café \ufffd end", "utf-8")


@pytest.mark.parametrize(
    ("codec", "text", "encoding"),
    [
        ("cp1252", PROSE, "windows-1252"),
        ("cp1252", "It’s", "windows-1252"),
        ("cp1252", "naïve façade – “déjà vu”", "windows-1252"),
        ("latin-1", "Der Außenminister hat das für falsch erklärt.", "windows-1252"),
        ("cp1251", "Министр сказал, что это ложь.", "windows-1251"),
        ("cp1250", "Premiér řekl, že to není pravda.", "windows-1250"),
        ("cp1253", "Ο υπουργός αρνήθηκε", "windows-1253"),
        ("cp1255", "השר הכחיש את הטענה", "windows-1255"),
        ("cp1256", "نفى الوزير هذا الادعاء", "windows-1256"),
        ("koi8-r", "Министр сказал, что это ложь.", "koi8-r"),
        ("shift_jis", "大臣はそれを否定した。", "cp932"),
        ("gb18030", "部长否认了这一指控。", "gb18030"),
    ],
)
def test_short_legacy_texts_are_told(codec: str, text: str, encoding: str) -> None:
    article = read_bytes(text.encode(codec), "a.txt")

    assert (article.text, article.encoding) == (text, encoding)


def page(charset: str, words: str) -> str:
    return f'<html><head><meta charset="{charset}"></head><body><p>{words}</p></body></html>'


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_latin_1_labels_mean_windows_1252_as_in_browsers(label: str) -> None:
    words = "“It’s false,” he said."

    article = read_bytes(page(label, words).encode("cp1252"), "a.html")

    assert (article.text, article.encoding) == (words, "windows-1252")


def test_the_declared_charset_comes_before_a_guess() -> None:
    words = "Ложь"

    article = read_bytes(page("koi8-r", words).encode("koi8-r"), "a.html")

    assert (article.text, article.encoding) == (words, "koi8-r")


def test_valid_utf_8_comes_before_a_declared_charset() -> None:
    article = read_bytes(page("iso-8859-1", "“Café”").encode(), "a.html")

    assert (article.text, article.encoding) == ("“Café”", "utf-8")


@pytest.mark.parametrize("label", ["utf-16", "hex", "rot13", "idna", "nonsense", "utf-7", "\0"])
def test_a_senseless_label_is_passed_over(label: str) -> None:
    assert read_bytes(page(label, "It’s").encode("cp1252"), "a.html").text == "It’s"


def test_a_cut_download_keeps_its_words_and_says_so() -> None:
    data = ("Il a été arrêté à l’été. " * 4).encode()[:-2] + b"\xe2\x80"

    article = read_bytes(data, "a.txt")

    assert article.encoding == "utf-8"
    assert "été arrêté" in article.text
    assert article.notices == ("One place in the file could not be decoded and shows as \ufffd.",)


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\0" * 5_000, b"\1\2\3\4\5\6\7\x0e\x0f\x10" * 50]
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"^a\.txt is "):
        read_bytes(data, "a.txt")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Cs"]), min_size=1))
def test_whatever_is_written_as_utf_8_is_read_back(text: str) -> None:
    whole = f"A headline before: {text}"

    assert read_bytes(whole.encode(), "a.txt").text == whole.replace("\u2028", "\n").replace(
        "\u2029", "\n"
    )


GERMAN = "Die Mühle schweigt\nDer Müller sagte, das größte Übel sei über Öl gekommen.\n"


def imported(data: bytes, choices: Choices = USUAL) -> Imported:
    (found,) = read_all(source_file.from_bytes(data, "mill.txt", choices))
    return found


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp1250", "koi8-r"])
def test_where_an_encoding_is_a_guess_others_are_offered(encoding: str) -> None:
    words = GERMAN if encoding != "koi8-r" else "Мельница молчит\nМельник сказал, что это ложь.\n"
    data = words.encode(encoding)
    found = imported(data)
    assert 1 <= len(found.encodings) <= 2
    texts = {found.text}
    for other in found.encodings:
        again = imported(data, Choices(encoding=other))
        assert again.encoding == other
        assert "\ufffd" not in again.text
        assert found.encoding in again.encodings
        texts.add(again.text)
    assert len(texts) == 1 + len(found.encodings)


def test_where_nothing_was_guessed_no_other_encoding_is_offered() -> None:
    for data in (GERMAN.encode(), GERMAN.encode("utf-16"), b"Plain words.\n"):
        assert imported(data).encodings == ()


def test_one_can_go_back_from_a_choice_to_the_guess() -> None:
    data = GERMAN.encode("cp1252")
    first = imported(data)
    other = imported(data, Choices(encoding=first.encodings[0]))
    assert imported(data, Choices(encoding=other.encodings[0])).text == first.text


JAPANESE = "月曜日、工場は検査を省いたことを否定した。"


@pytest.mark.parametrize("declared", ["iso-2022-jp", "ISO-2022-JP", "x-unknown", "utf-8"])
def test_a_page_in_iso_2022_jp_is_not_taken_for_ascii(declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{JAPANESE}</p></body></html>'
    found = read_bytes(page.encode("iso2022_jp"), "mill.html")
    assert JAPANESE in found.text
    assert found.encoding == "iso-2022-jp"


def test_text_in_iso_2022_jp_is_told_by_its_shifts() -> None:
    assert read_bytes(JAPANESE.encode("iso2022_jp"), "mill.txt").text == JAPANESE


@pytest.mark.parametrize("declared", ["iso-2022-jp", "hz", "utf-7"])
def test_a_charset_that_cannot_be_true_is_not_believed(declared: str) -> None:
    page = (
        f'<html><head><meta charset="{declared}"></head><body><p>Müller’s mill</p></body></html>'
    )
    assert read_bytes(page.encode(), "mill.html").text == "Müller’s mill"
