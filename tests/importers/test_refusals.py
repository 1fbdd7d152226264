"""What cannot become an article is turned away with one plain sentence, never a traceback."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import UnreadableError
from annotator.importers import read, read_bytes
from tests.examples import examples
from tests.ordinary_user import as_ordinary_user, folder_for_all

WordBuilder = Callable[..., bytes]
PARAGRAPH = "<w:p><w:r><w:t>Words of it.</w:t></w:r></w:p>"


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableError) as refused:
        read_bytes(data, name)
    sentence = str(refused.value)
    assert sentence.startswith(name)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_no_heavy_library_is_loaded_before_it_is_needed() -> None:
    script = (
        "import sys, annotator.importers as importers\n"
        "importers.read_bytes(b'The headline', 'a.txt')\n"
        "sys.exit(bool({'lxml', 'trafilatura', 'mammoth', 'chardet', 'docx'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"^gone\.txt is not there; "):
        read(tmp_path / "gone.txt")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "stories.txt").mkdir()
    with pytest.raises(UnreadableError, match=r"^stories\.txt is a folder; "):
        read(tmp_path / "stories.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names here")
def test_a_pipe_or_a_device_never_hangs(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "pipe.txt", Path("/dev/zero")):
        with pytest.raises(UnreadableError, match="is a pipe or a device"):
            read(path)


def test_a_file_without_permission_is_refused() -> None:
    path = folder_for_all() / "secret.txt"
    path.write_text("Words")
    path.chmod(0)

    def work() -> None:
        with pytest.raises(UnreadableError, match=r"^secret\.txt may not be read; "):
            read(path)

    as_ordinary_user(work)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(UnreadableError, match=r"^huge\.txt is larger than 100 MB; "):
        read(path)


@pytest.mark.parametrize("path", ["a\0b.txt", "a" * 5_000])
def test_a_name_that_no_file_can_have_is_refused(path: str) -> None:
    with pytest.raises(UnreadableError, match="could not be read"):
        read(Path(path))


def test_a_name_that_no_terminal_can_print_is_printable_in_the_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(tmp_path / "a\udce9\nb.txt")
    assert str(refused.value).encode().startswith("a\ufffd\ufffdb.txt is".encode())


@pytest.mark.parametrize(
    "data", [b"", b"  \n\t\r\n ", b"\xef\xbb\xbf", b"\xff\xfe", "\u00a0\u200b".encode()]
)
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_an_empty_file_is_refused(data: bytes, name: str) -> None:
    assert "is empty" in (sentence := refusal(data, name)) or "holds no text" in sentence


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "password"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"\xff\xd8\xff\xe0....", "picture"),
        (b"GIF89a....", "picture"),
        (b"\x7fELF....", "program"),
        (b"\x1f\x8b\x08....", "compressed"),
        (b"\0\0\0\x18ftypheic", "picture"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.html", "a.bin", "a"])
def test_foreign_formats_are_known_whatever_their_name(data: bytes, word: str, name: str) -> None:
    assert word in refusal(data, name)


@pytest.mark.parametrize("name", ["a.pages", "a.xlsx", "a.log"])
def test_a_suffix_that_cannot_be_opened_is_refused_with_what_can(name: str) -> None:
    sentence = refusal(b"Some words", name)

    assert all(suffix in sentence for suffix in (name[1:], ".txt", ".html", ".docx"))


def test_a_docx_that_is_no_archive_is_refused() -> None:
    assert "no Word document" in refusal(b"Some words", "a.docx")


@pytest.mark.parametrize(
    ("members", "word"),
    [
        ({"a.txt": b"x"}, "archive"),
        ({"content.xml": b"<x/>"}, "OpenDocument"),
        ({"xl__workbook.xml": b"<x/>"}, "spreadsheet"),
        ({"META-INF__container.xml": b"<x/>"}, "e-book"),
    ],
)
def test_other_archives_are_told_apart(members: dict[str, bytes], word: str) -> None:
    assert word in refusal(archive(**members), "a.docx")


@pytest.mark.parametrize(
    "document", [b"", b"<w:document", b"\0\0\0", b"<a>&b;</a>", b"<a/>", b"<?xml version='1.0'?>"]
)
def test_a_broken_document_part_is_refused(document: bytes) -> None:
    refusal(archive(**{"word__document.xml": document}), "a.docx")


def test_a_document_of_another_kind_than_word_is_refused() -> None:
    assert "damaged" in refusal(archive(**{"word__document.xml": b"<other/>"}), "a.docx")


def test_entities_of_a_document_are_never_expanded(word: WordBuilder) -> None:
    laughs = '<!DOCTYPE d [<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {right} "{f"&{left};" * 10}">'
        for left, right in zip("abcdefgh", "bcdefghi", strict=True)
    )
    outside = '<!DOCTYPE d [<!ENTITY i SYSTEM "file:///etc/hostname">'
    for entities in (laughs, outside):
        xml = f"{entities}]><document>&i;</document>".encode()
        refusal(archive(**{"word__document.xml": xml}), "a.docx")
        styles = {"word__document.xml": word(PARAGRAPH), "word__styles.xml": xml}
        refusal(archive(**styles), "a.docx")


@pytest.mark.slow
def test_zip_bombs_are_refused_by_what_they_unpack_to() -> None:
    big = b"<a>" + b" " * 65_000_000
    assert "unpacks to" in refusal(archive(**{"word__document.xml": big}), "a.docx")
    many = {f"m{number}": b"" for number in range(2_000)}
    assert "unpacks to" in refusal(archive(**{"word__document.xml": b"<a/>"}, **many), "a.docx")


@pytest.mark.slow
def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    data = bytearray(archive(**{"word__document.xml": b"<a>" + b" " * 65_000_000}))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (1_000).to_bytes(4, "little")

    refusal(bytes(data), "a.docx")


@pytest.mark.parametrize("levels", [60, 120, 5_000])
def test_deeply_nested_tables_in_a_document_are_refused(word: WordBuilder, levels: int) -> None:
    tables = "<w:tbl><w:tr><w:tc>" * levels + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * levels

    refusal(word(tables), "a.docx")


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>" * 5_000 + "x",
        "<div>" * 100_000 + "x" + "</div>" * 100_000,
        "<b>x" * 100_000,
        "<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">words",
    ],
)
def test_pages_that_would_choke_a_parser_are_refused(page: str) -> None:
    refusal(f"<html><body>{page}".encode(), "a.html")


@examples(60)
@given(st.data())
def test_a_damaged_document_is_read_or_refused_but_never_a_bug(data: st.DataObject) -> None:
    whole = bytearray(archive(**{"word__document.xml": b"<w:p>words</w:p>" * 50, "b": b"x"}))
    places = data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8))
    for place in places:
        whole[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(whole)))
    with suppress(UnreadableError):
        read_bytes(bytes(whole[:cut]), "a.docx")
