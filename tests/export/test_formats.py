"""What all formats have in common: the same bytes, no confidential name, whole or not at all."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import ExportError
from annotator.export import formats
from annotator.export.formats import FORMATS, build
from annotator.model import Marks, Source
from annotator.report import Report
from annotator.vocabulary import FileFormat, SourceKind, Tag
from tests.export.marked import claim, marked, report, wire_story
from tests.ordinary_user import as_ordinary_user, folder_for_all

ROOT = Path(__file__).parents[2]
TEXT = "The mill was paid, said Jane Q. Doe’s neighbor on Monday.\n\nNobody else was there."
KINDS = pytest.mark.parametrize("kind", FORMATS)


def story(name: str = "a neighbor") -> Marks:
    """Return a story whose claims cut a name in its text in two, from a source of this name."""
    at = TEXT.index("Jane") + 2
    return marked(
        TEXT,
        [
            claim(TEXT, 0, at, "one", tags=(Tag.ALLEGATION,), source_id="s"),
            claim(TEXT, at, len(TEXT), "two"),
        ],
        (Source("s", name, SourceKind.ANONYMOUS),),
    )


def hiding(name: str, *stories: Marks) -> Report:
    return replace(report(*stories), confidential=frozenset({name}))


@pytest.mark.slow
@KINDS
def test_two_processes_write_the_same_bytes(kind: FileFormat) -> None:
    code = f"""
import hashlib
from annotator.export.formats import FORMATS, build
from tests.export.marked import report, wire_story
print(hashlib.sha256(build(report(wire_story()), FORMATS["{kind}"])).hexdigest())
"""
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "TZ": zone},
            cwd=ROOT,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(runs) == 1


@KINDS
def test_a_confidential_name_is_found_wherever_it_stands(kind: FileFormat) -> None:
    secrets = {
        "Jane Q. Doe": story(name="By JANE  Q. DOE"),
        "neighborhood “watch”": story(name='The neighborhood\u00a0"watch" & co'),
        "O’Neil <&> =1": story(name="=o'neil <&> =1"),
    }
    for secret, told in secrets.items():
        with pytest.raises(ExportError, match="confidential name can be read in") as error:
            build(hiding(secret, told), FORMATS[kind])
        assert secret not in str(error.value)


@KINDS
def test_a_name_that_is_nowhere_stops_nothing(kind: FileFormat) -> None:
    assert build(hiding("Somebody Else", story()), FORMATS[kind])


def test_a_name_in_the_text_is_found_across_the_claims_that_cut_it() -> None:
    for kind in (FileFormat.HTML, FileFormat.JSONLD):
        with pytest.raises(ExportError):
            build(hiding("Jane Q. Doe", story()), FORMATS[kind])


@KINDS
def test_a_file_that_cannot_be_written_leaves_the_old_one_alone(
    kind: FileFormat, tmp_path: Path
) -> None:
    out = tmp_path / f"old{FORMATS[kind].suffix}"
    out.write_bytes(b"last week's")

    with pytest.raises(ExportError):
        formats.write(hiding("Jane Q. Doe", story(name="Jane Q. Doe")), FORMATS[kind], out)

    assert out.read_bytes() == b"last week's"
    assert list(tmp_path.iterdir()) == [out]


def test_a_read_only_file_is_kept_and_named() -> None:
    folder = folder_for_all()
    folder.chmod(0o777)
    out = folder / "old.csv"
    out.write_bytes(b"last week's")
    out.chmod(0o444)
    # What is loaded as it is first needed may stand where an ordinary user cannot read.
    build(report(story()), FORMATS[FileFormat.CSV])

    def work() -> None:
        with pytest.raises(ExportError, match="is read-only"):
            formats.write(report(story()), FORMATS[FileFormat.CSV], out)

    as_ordinary_user(work)
    assert out.read_bytes() == b"last week's"
    assert os.listdir(folder) == ["old.csv"]  # noqa: PTH208


@KINDS
def test_nothing_of_the_project_s_place_is_told(kind: FileFormat) -> None:
    told = replace(report(wire_story()), project="/srv/desk/Ann/News.onrecord")

    content = build(told, FORMATS[kind])

    assert not any("Ann/News" in words for words in FORMATS[kind].read(told, content).words())


@KINDS
def test_an_article_with_nothing_in_it_can_be_written(kind: FileFormat) -> None:
    assert build(report(marked("", blocks=())), FORMATS[kind])
