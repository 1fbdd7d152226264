"""Names of files: every system takes them, and no two of one folder are the same."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import ExportError
from annotator.files import is_reserved, named, replacing
from annotator.naming import distinct, fit_name, refuse_unfit

TITLES = st.text(max_size=300) | st.sampled_from(
    (
        "CON",
        "nul.",
        "Lpt1.x",
        "com³",
        "a/b",
        "..",
        " ",
        "ß",
        "SS",
        "e\u0301",
        "\u00e9",
        "👩‍👩‍👧" * 60,
    )
)


def folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


@given(TITLES)
def test_every_title_is_a_name_that_every_system_takes(title: str) -> None:
    name = fit_name(title, "Report")

    assert name
    assert name == name.strip(" .")
    assert not re.search(r'[\\/:*?"<>|\x00-\x1f]', name)
    assert len(name) <= 80
    assert len(f"{name} (legal) (1000).docx".encode()) <= 255
    assert not is_reserved(name)


@given(st.lists(TITLES.map(lambda title: fit_name(title, "Report")), max_size=30))
def test_no_two_names_are_one_to_any_system(names: list[str]) -> None:
    found = distinct(names)

    assert len({folded(name) for name in found}) == len(names)
    assert all(one.startswith(name) for one, name in zip(found, names, strict=True))


def test_the_first_keeps_its_name_and_the_others_are_counted() -> None:
    assert distinct(["Port", "port", "Port (2)", "PORT"]) == [
        "Port",
        "port (2)",
        "Port (2) (2)",
        "PORT (3)",
    ]


@pytest.mark.parametrize("name", ["CON.docx", "nul", "Com1.tar.docx", "lpt².pdf", "aux .docx"])
def test_what_windows_keeps_for_itself_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(ExportError, match=r"^Windows keeps the name .* for itself"):
        refuse_unfit(name)


def test_a_name_that_is_too_long_is_told_without_repeating_it() -> None:
    with pytest.raises(ExportError, match="too long") as refused:
        refuse_unfit("x" * 300 + ".docx")
    assert len(str(refused.value)) < 80
    refuse_unfit("x" * 250 + ".docx")


def test_a_file_whose_name_is_too_long_is_told_in_a_short_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as refused, replacing(tmp_path / ("x" * 300 + ".docx")):
        pass
    name = f"{'x' * 30}…{'x' * 15}.docx"
    assert str(refused.value).endswith(
        f"{name} could not be written: the name is too long; choose a shorter one."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_long_name_is_cut_in_what_is_said_of_it(tmp_path: Path) -> None:
    folder = tmp_path / ("y" * 200)
    folder.mkdir()
    with pytest.raises(ExportError) as refused, replacing(folder):
        pass
    assert (
        str(refused.value)
        == f"{tmp_path / named(folder.name)} is a folder; choose a file name in it."
    )
    assert named("Port audit.docx") == "Port audit.docx"
