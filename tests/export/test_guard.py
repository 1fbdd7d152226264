"""The last look before a file is written: every place in it, however a name is written there."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.confidential import confidential_in, gives_away, needles_of
from annotator.errors import GivenAwayError
from annotator.export import formats, word
from annotator.export.confidential import read_package
from annotator.export.formats import FORMATS
from annotator.export.glance import Writing, may_hold
from annotator.export.guard import Finished, refuse_confidential
from annotator.export.kinds import KINDS
from annotator.export.opened import PART_NAME
from annotator.model import Identity
from annotator.report import Report
from annotator.vocabulary import FileFormat, Variant
from tests.examples import examples
from tests.export.canaries import FIELDS, NAME, WAYS, planted
from tests.export.generated import reports
from tests.export.marked import filled_story, report, wire_story
from tests.export.planted_parts import PLANTED, png

NEEDLES = needles_of([NAME])
HIDING = replace(filled_story(), confidential=frozenset({NAME}))


def written(found: Report, kind: FileFormat) -> bytes:
    return word.build(found) if kind is FileFormat.WORD else formats.build(found, FORMATS[kind])


def letters(content: bytes) -> set[str]:
    """Return what bytes say by a rough reading of another kind: all letters, without markup."""
    parts = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [package.read(name) for name in package.namelist()]
    found = set()
    for part in parts:
        text = part.decode("utf-8", "replace")
        for version in (text, re.sub("<[^>]*>", "", text), text.replace("\\n", "\n")):
            found.add(version)
            # Numbers of claims stand between the letters of the text.
            found.add(
                re.sub(
                    r"<(?:sup|w:r><w:rPr><w:rStyle w:val=\"OnRecordMark\").*?(?:sup|w:r)>",
                    "",
                    version,
                )
            )
    return {re.sub("<[^>]*>", "", version) for version in found} | found


@pytest.mark.parametrize("kind", [kind for kind in FileFormat if kind is not FileFormat.PDF])
@given(st.sampled_from(sorted(FIELDS)), st.sampled_from(sorted(WAYS)), st.data())
@examples(25)
def test_a_name_in_any_field_stops_what_would_tell_it_and_nothing_else(
    kind: FileFormat, field: str, way: str, data: st.DataObject
) -> None:
    variant = data.draw(st.sampled_from(KINDS[kind].variants))
    hiding = replace(planted(field, WAYS[way]), variant=variant)
    content = written(replace(hiding, confidential=frozenset()), kind)
    is_told = any(gives_away(text, [NAME]) for text in letters(content))
    # There the words before and after the claim's end are values of their own.
    is_told |= field == "text" and kind is FileFormat.JSONLD
    if not is_told:
        assert written(hiding, kind) == content
        return
    with pytest.raises(GivenAwayError) as stopped:
        written(hiding, kind)
    error = stopped.value
    assert not gives_away(str(error), [NAME])
    assert error.where
    assert not any(gives_away(place, [NAME]) for place in (*error.where, *error.origins))
    assert error.is_in_article == (
        field in {"text", "article title", "article byline", "article url"}
    )
    assert bool(error.claims) == field.startswith(("claim", "evidence", "response", "waiver"))


@pytest.mark.parametrize("kind", [kind for kind in FileFormat if kind is not FileFormat.PDF])
@given(
    st.sampled_from(sorted(FIELDS.keys() - {"text"})),
    st.sampled_from(["Zik", "by Ziks, they said", "Ziksack"]),
    st.data(),
)
@examples(25)
def test_a_short_name_in_any_field_stops_what_would_tell_it_as_a_word(
    kind: FileFormat, field: str, words: str, data: st.DataObject
) -> None:
    variant = data.draw(st.sampled_from(KINDS[kind].variants))
    hiding = replace(planted(field, words), variant=variant, confidential=frozenset({"Zik"}))
    content = written(replace(hiding, confidential=frozenset()), kind)
    if any(re.search(r"\bZiks?\b", text) for text in letters(content)):
        with pytest.raises(GivenAwayError):
            written(hiding, kind)
    else:
        assert written(hiding, kind) == content


@pytest.mark.parametrize("kind", [FileFormat.WORD, FileFormat.HTML, FileFormat.JSONLD])
def test_a_short_name_that_a_claim_cuts_in_two_stops_it(kind: FileFormat) -> None:
    with pytest.raises(GivenAwayError):
        written(replace(planted("text", "Zik"), confidential=frozenset({"Zik"})), kind)


@pytest.mark.parametrize(
    ("field", "kind", "where", "origin"),
    [
        ("claim note", FileFormat.WORD, "the comment on claim 1", "the note on claim 1"),
        ("source role", FileFormat.WORD, "its part “Sources”", "the role of the source “Ann Roe”"),
        ("text", FileFormat.WORD, "its part “Annotated article”", "own words, paragraph 1"),
        ("article title", FileFormat.WORD, "its properties", "the article's title"),
        ("claim reviewer", FileFormat.WORD, "the comment on claim 1", "the reviewer of claim 1"),
        ("claim note", FileFormat.XLSX, "the sheet “Claims”, cell AE2", "the note on claim 1"),
        ("claim note", FileFormat.CSV, "the cell “Note” of row 2", "the note on claim 1"),
        ("claim note", FileFormat.HTML, "the card of claim 1", "the note on claim 1"),
        ("text", FileFormat.HTML, "the article's words in it", "own words, paragraph 1"),
        ("waiver reason", FileFormat.HTML, "its part “Checks”", "why the check VER-01 on claim 1"),
        ("claim note", FileFormat.JSON, "its value claims[1].note", "the note on claim 1"),
        (
            "source name",
            FileFormat.JSONLD,
            "items[2].body",
            "the name of the source “[name withheld]”",
        ),
    ],
)
def test_it_is_told_where_the_name_stands(
    field: str, kind: FileFormat, where: str, origin: str
) -> None:
    with pytest.raises(GivenAwayError) as stopped:
        written(planted(field, NAME), kind)
    assert any(where in place for place in stopped.value.where), stopped.value.where
    assert any(origin in place for place in stopped.value.origins), stopped.value.origins
    assert where in str(stopped.value)


def test_several_places_are_told_at_once_and_many_are_counted() -> None:
    found = planted("claim note", NAME)
    claims = tuple(replace(claim, note=NAME) for claim in found.articles[0].claims)
    found = replace(found, articles=(replace(found.articles[0], claims=claims),))
    with pytest.raises(GivenAwayError) as stopped:
        written(found, FileFormat.JSON)
    assert stopped.value.where == tuple(f"its value claims[{n}].note" for n in (1, 2, 3))
    wire = wire_story()
    claims = tuple(replace(claim, note=NAME) for claim in wire.claims)
    with pytest.raises(GivenAwayError, match=r"and 14 other places\."):
        written(report(replace(wire, claims=claims), hidden=(NAME,)), FileFormat.JSON)


@pytest.mark.parametrize("kind", [kind for kind in FileFormat if kind is not FileFormat.PDF])
@pytest.mark.parametrize("name", ["Zebulon Quist", "report-zebulon_quist", "ZÉBULON%20QUIST"])
def test_the_name_of_the_file_is_looked_at(kind: FileFormat, name: str, tmp_path: Path) -> None:
    out = tmp_path / f"{name}{KINDS[kind].suffix}"
    is_word = kind is FileFormat.WORD
    write = (
        partial(word.write, HIDING) if is_word else partial(formats.write, HIDING, FORMATS[kind])
    )
    with pytest.raises(GivenAwayError, match="in the file's name") as stopped:
        write(out)
    assert stopped.value.where == ("the file's name",)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("what", PLANTED)
def test_a_name_is_found_in_every_part_of_a_word_package(what: str) -> None:
    name, content, where = PLANTED[what]
    files = word.compose(HIDING).sealed()
    refuse_confidential(read_package(files), HIDING)

    text = "".join(("x " * 9, "Zebulon Quist")) if what == "marks" else ""
    marks = HIDING.articles[0]
    told = (
        replace(HIDING, articles=(replace(marks, document=replace(marks.document, text=text)),))
        if text
        else HIDING
    )
    with pytest.raises(GivenAwayError) as stopped:
        refuse_confidential(read_package(files | {name: content}), told)
    assert any(where in place for place in stopped.value.where), stopped.value.where


def in_workbook(change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(written(HIDING, FileFormat.XLSX))) as package:
        files = {name: package.read(name) for name in package.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in (files | change(files)).items():
            package.writestr(name, content)
    return out.getvalue()


SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (
            lambda files: {
                SHEET: files[SHEET].replace(b"<v>1</v>", b'<f>"Zebulon Quist"</f><v>1</v>', 1)
            },
            "the sheet “Claims”, cell B1",
        ),
        (
            lambda files: {STRINGS: files[STRINGS].replace(b"Claim id", b"Zebulon Qu&#105;st")},
            "cell E1",
        ),
        (
            lambda files: {SHEET: files[SHEET].replace(b"<cols>", b"<!--Zebulon Quist--><cols>")},
            SHEET,
        ),
        (lambda _: {"xl/comments1.xml": b"<a>Zebulon Quist</a>"}, "xl/comments1.xml"),
        (lambda _: {"docProps/custom.xml": b"<a b='Zebulon Quist'/>"}, "its properties"),
        (lambda _: {"xl/Zebulon-Quist.bin": b"x"}, PART_NAME),
        (lambda _: {"xl/media/a.png": png(b"tEXtAuthor\0Zebulon Quist")}, "a picture"),
    ],
)
def test_a_name_is_found_in_every_part_of_a_workbook(
    change: Callable[[dict[str, bytes]], dict[str, bytes]], where: str
) -> None:
    stops(FileFormat.XLSX, in_workbook(change), where)


def stops(kind: FileFormat, content: bytes, where: str) -> None:
    refuse_confidential(FORMATS[kind].read(HIDING, written(HIDING, kind)), HIDING)
    with pytest.raises(GivenAwayError) as stopped:
        refuse_confidential(FORMATS[kind].read(HIDING, content), HIDING)
    assert any(where in place for place in stopped.value.where), stopped.value.where


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("</title>", " Zebulon Quist</title>", "its head"),
        ("<main>", "<main><!-- Zebulon > Quist: Zebulon Quist -->", "its head"),
        ("<main>", '<main><a href="https://x.org/Zebulon%20Quist">x</a>', "its head"),
        ("<main>", '<main><a href="mailto:zebulon&#46;quist&commat;x.org">x</a>', "its head"),
        ("<main>", "<main><b>Zebu</b><i>lon&nbsp;&#81;uist</i>", "its head"),
        ("<main>", "<main><img src='data:image/png;base64,WmVidWxvbiBRdWlzdA=='>", "a picture"),
        ("</footer>", "<script>x = 'Zebulon Quist'</script></footer>", "its footer"),
        ("<desc ", "<desc id='x'>Zebulon Quist</desc><desc ", "its part “Story strip"),
    ],
)
def test_a_name_is_found_everywhere_in_a_page(old: str, new: str, where: str) -> None:
    page = written(HIDING, FileFormat.HTML).decode()
    assert old in page
    stops(FileFormat.HTML, page.replace(old, new, 1).encode(), where)


@pytest.mark.parametrize(
    "told",
    [
        '"Z\\u0065bulon Quist"',
        '"Zebulon\\nQuist"',
        '"\\u005aebulon\\u00a0Q\\u00aduist"',
        '"zebulon%20quist"',
    ],
)
@pytest.mark.parametrize("kind", [FileFormat.JSON, FileFormat.JSONLD])
def test_escapes_of_json_are_decoded(kind: FileFormat, told: str) -> None:
    stops(kind, f'{{"a": [{{"b": {told}}}]}}'.encode(), "its value a[1].b")
    stops(kind, f"{{{told}: 1}}".encode(), "the name of a value")


@pytest.mark.slow
@given(st.sampled_from(sorted(FIELDS)), st.sampled_from(sorted(WAYS)), reports())
@example("text", "zero width", report(wire_story()))
@examples(30)
def test_what_a_quick_look_passes_has_no_name_in_it(field: str, way: str, other: Report) -> None:
    for found in (planted(field, WAYS[way]), replace(other, confidential=frozenset({NAME}))):
        told = replace(found, confidential=frozenset())
        finished = [
            FORMATS[kind].read(told, written(told, kind))
            for kind in FORMATS
            if told.variant in KINDS[kind].variants
        ]
        package = word.compose(told)
        finished.append(read_package(package.sealed(), package.pictured))
        texts = [marks.text.encode("utf-8", "replace") for marks in told.articles]
        for each in finished:
            if any(gives_away(words, [NAME]) for words in each.words()):
                assert glanced(each, texts)


def glanced(finished: Finished, texts: list[bytes]) -> bool:
    return any(may_hold(text, NEEDLES, Writing.PLAIN) for text in texts) or any(
        may_hold(content, NEEDLES, finished.writing) for content in finished.contents()
    )


@given(
    st.lists(
        st.sampled_from(
            ["<b>", "</b>", "\u200b", "é", "ｅ", "&amp;", "&#101;", "%65", " ", "a", "e", "Q"]
        ),
        max_size=9,
    ),
    st.sampled_from(["ae", "a e", "éa", "q", "ae q"]),
)
def test_a_quick_look_sees_through_markup_and_escapes(pieces: list[str], name: str) -> None:
    page = f"<p>{''.join(pieces)}</p>"
    text = re.sub("<[^>]*>", "", page).replace("&amp;", "&").replace("&#101;", "e")
    is_told = gives_away(text, [name]) or gives_away(unquote(text), [name])
    if is_told:
        assert may_hold(page.encode(), needles_of([name]), Writing.MARKUP)


@pytest.mark.parametrize("kind", [kind for kind in FileFormat if kind is not FileFormat.PDF])
def test_a_number_is_found_with_the_zero_of_its_own_country(kind: FileFormat) -> None:
    known = confidential_in(Identity("i", "s", NAME, contact="+49 171 2345678"))
    found = planted("claim note", "Ask under +49 (0)171 234-5678.")
    with pytest.raises(GivenAwayError):
        written(replace(found, confidential=known), kind)


def test_what_is_escaped_is_found_as_it_is_read() -> None:
    name = 'O’Neil <&> "Co"'
    found = replace(planted("claim note", name), confidential=frozenset({name}))
    assert escape(name) != name
    for kind in (kind for kind in FileFormat if kind is not FileFormat.PDF):
        with pytest.raises(GivenAwayError):
            written(found, kind)


@pytest.mark.parametrize("variant", list(Variant))
def test_a_report_without_the_name_is_the_same_with_it_hidden(variant: Variant) -> None:
    for kind in (kind for kind in FileFormat if kind is not FileFormat.PDF):
        if variant in KINDS[kind].variants:
            told = replace(HIDING, variant=variant)
            assert written(told, kind) == written(replace(told, confidential=frozenset()), kind)


TOLD_IN = {
    FileFormat.CSV: "claim note",
    FileFormat.XLSX: "claim note",
    FileFormat.JSON: "claim note",
    FileFormat.JSONLD: "text",
    FileFormat.HTML: "text",
    FileFormat.WORD: "text",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", TOLD_IN)
def test_a_telephone_number_is_found_with_another_prefix(kind: FileFormat) -> None:
    hiding = frozenset({"+49 171 2345678"})
    for words in ("ring 0171/2345678 now", "ring 0049\u00a0171 23 45 678"):
        with pytest.raises(GivenAwayError):
            written(replace(planted(TOLD_IN[kind], words), confidential=hiding), kind)
    for words in ("no 017123456789", "ring +43 171 2345678", "ring 0171 2345679"):
        assert written(replace(planted(TOLD_IN[kind], words), confidential=hiding), kind)
