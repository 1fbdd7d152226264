"""A disk that is full at any write: one sentence, and everything is as it was.

The system itself refuses the bytes (RLIMIT_FSIZE), at every page from the first to the last.
"""

import shutil
from pathlib import Path

import pytest

from annotator.store import Store
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from tests.command_line import PAGE, one_sentence, onrecord_with_room_for
from tests.factories import WIRE_CLAIMS, WIRE_STORY, keep_wire_story, new_project


@pytest.mark.slow
def test_marking_on_a_disk_that_is_full_at_any_write_changes_nothing(tmp_path: Path) -> None:
    base = new_project(tmp_path / "base.onrecord")
    with Store.open(base) as store:
        article = keep_wire_story(store)
        store.undo()
        before = store.marks(article.id)
    with Store.open(base):
        pass  # so that the backup is made before the disk is full
    path = tmp_path / "story.onrecord"
    done = refused = 0
    for size in range(PAGE, base.stat().st_size + 40 * PAGE, 2 * PAGE):
        shutil.copyfile(base, path)
        result = onrecord_with_room_for(size, "mark", path, 1, WIRE_CLAIMS)
        with Reader.open(path) as reader:
            after = reader.marks(article.id)
        if result.returncode == 0:
            done += 1
            assert len(after.claims) == 19
            continue
        refused += 1
        assert result.returncode == 1
        assert one_sentence(result), result.stderr
        assert after == before
    assert done > 5
    assert refused > 5
    assert examine(path) == []


@pytest.mark.slow
def test_importing_on_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    base = new_project(tmp_path / "base.onrecord")
    with Store.open(base):
        pass  # so that the backup is made before the disk is full
    path = tmp_path / "story.onrecord"
    refused = 0
    for size in (0, 10, *range(PAGE, base.stat().st_size + 20 * PAGE, 4 * PAGE)):
        shutil.copyfile(base, path)
        result = onrecord_with_room_for(size, "import", path, WIRE_STORY)
        with Reader.open(path) as reader:
            assert len(reader.articles()) == (0 if result.returncode else 1)
        if result.returncode:
            refused += 1
            assert one_sentence(result), result.stderr
    assert refused > 5


@pytest.mark.slow
def test_creating_a_project_on_a_full_disk_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "new.onrecord"
    whole = new_project(tmp_path / "whole.onrecord").stat().st_size
    for size in range(0, whole, 8 * PAGE):
        result = onrecord_with_room_for(size, "new", path)
        assert result.returncode == 1
        assert one_sentence(result), result.stderr
        assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["whole.onrecord"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("report",), "report.docx"),
        (("export", "--format", "html"), "page.html"),
        (("export", "--format", "xlsx"), "tables.xlsx"),
        (("export", "--format", "pdf"), "page.pdf"),
    ],
)
def test_what_is_written_on_a_full_disk_leaves_the_old_one(
    command: tuple[str, ...], name: str, tmp_path: Path
) -> None:
    project = new_project(tmp_path / "story.onrecord")
    with Store.open(project) as store:
        keep_wire_story(store)
    out = tmp_path / "folder" / name
    out.parent.mkdir()
    assert onrecord_with_room_for(1 << 30, *command, project, "-o", out).returncode == 0
    old = out.read_bytes()
    for size in range(0, len(old), max(1, len(old) // 10)):
        result = onrecord_with_room_for(size, *command, project, "-o", out)
        assert result.returncode == 1
        assert one_sentence(result), result.stderr
        assert out.read_bytes() == old
        assert [path.name for path in out.parent.iterdir()] == [name]


@pytest.mark.slow
def test_recovering_to_a_disk_that_is_full_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    path, out = new_project(tmp_path / "story.onrecord"), tmp_path / "out.onrecord"
    with Store.open(path) as store:
        keep_wire_story(store)
    data = path.read_bytes()
    path.write_bytes(bytes(PAGE) + data[PAGE:])
    there = set(tmp_path.iterdir())
    refused = 0
    for size in range(PAGE, len(data) + PAGE, 24 * PAGE):
        result = onrecord_with_room_for(size, "recover", path, out)
        if result.returncode == 0:
            assert examine(out) == []
            out.unlink()
            continue
        refused += 1
        assert one_sentence(result), result.stderr
        assert set(tmp_path.iterdir()) == there
        doctor = onrecord_with_room_for(size, "doctor", path)
        assert one_sentence(doctor)
        assert b"its beginning is damaged" in doctor.stdout
    assert refused > 1
