"""A folder is gone through in order, to a sane depth, and never in a circle."""

from pathlib import Path

import pytest

from annotator import folders
from annotator.folders import gathered


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in gathered(folder).files]


def test_files_come_by_name_and_folders_in_their_place(tmp_path: Path) -> None:
    for name in ("b.txt", "A.html", "az/2.txt", "az/1.pdf", "c", "~$c.docx", ".x/y.txt", "d.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = gathered(tmp_path)
    assert names(tmp_path) == ["A.html", "az/1.pdf", "az/2.txt", "b.txt", "c"]
    assert (found.hidden, found.strange, found.closed) == (2, 1, 0)


def test_links_to_folders_are_not_followed_and_broken_ones_are_passed_over(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = gathered(tmp_path)
    assert names(tmp_path) == ["a.txt"]
    assert (found.strange, found.closed) == (2, 1)


def test_links_that_lead_to_themselves_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    assert names(tmp_path) == ["a.txt"]
    assert gathered(tmp_path).strange == 3


def test_there_is_an_end_to_how_deep_it_is_looked(tmp_path: Path) -> None:
    folder = tmp_path
    for depth in range(folders.DEEPEST + 3):
        (folder / f"{depth}.txt").write_text("x", encoding="utf-8")
        folder /= "in"
        folder.mkdir()
    found = gathered(tmp_path)
    assert len(found.files) == folders.DEEPEST
    assert found.closed == 1


def test_a_very_large_folder_is_cut_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "MOST", 3)
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("x", encoding="utf-8")
    assert not gathered(tmp_path).is_cut
    (tmp_path / "3.txt").write_text("x", encoding="utf-8")
    found = gathered(tmp_path)
    assert found.is_cut
    assert len(found.files) == 3


def test_nobody_waits_for_a_folder_that_is_not_wanted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert gathered(tmp_path, lambda: False).files == ()


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    assert gathered(tmp_path / "gone").closed == 1
