"""A file that is written appears whole, or the old one stays as it was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.errors import ExportError
from annotator.files import replacing
from tests.ordinary_user import as_ordinary_user, folder_for_all

OLD = b"the report of last week"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a file that is there already, alone in its folder."""
    folder = tmp_path / "reports"
    folder.mkdir()
    path = folder / "report.docx"
    path.write_bytes(OLD)
    return path


def test_the_new_file_takes_the_place_of_the_old(old: Path) -> None:
    with replacing(old) as file:
        file.write(b"new")

    assert old.read_bytes() == b"new"
    assert list(old.parent.iterdir()) == [old]


def test_nothing_is_seen_of_it_before_the_end(old: Path) -> None:
    with replacing(old) as file:
        file.write(b"half")
        file.flush()
        assert old.read_bytes() == OLD


def test_a_failure_in_the_middle_leaves_the_old_file_and_no_other(old: Path) -> None:
    def fail() -> None:
        with replacing(old) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()

    assert old.read_bytes() == OLD
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_full_disk_leaves_the_old_file_and_no_other(old: Path) -> None:
    code = """
import resource, sys
from pathlib import Path
from annotator.errors import ExportError
from annotator.files import replacing
from tests.ordinary_user import as_ordinary_user, folder_for_all
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
try:
    with replacing(Path(sys.argv[1])) as file:
        file.write(b"x" * 20_000)
except ExportError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, old], capture_output=True, text=True, check=True
    )

    told = f"{old} could not be written: the disk is full; make room and try again."
    assert done.stdout.strip() == told
    assert old.read_bytes() == OLD
    assert list(old.parent.iterdir()) == [old]


def test_a_read_only_folder_is_named() -> None:
    folder = folder_for_all()
    folder.chmod(0o555)

    def work() -> None:
        with pytest.raises(ExportError, match="read-only"), replacing(folder / "n.docx"):
            pass

    as_ordinary_user(work)
    assert list(folder.iterdir()) == []


def test_a_read_only_file_is_not_written_over() -> None:
    folder = folder_for_all()
    folder.chmod(0o777)
    old = folder / "report.docx"
    old.write_bytes(OLD)
    old.chmod(0o444)

    def work() -> None:
        with pytest.raises(ExportError, match="is read-only"), replacing(old):
            pass

    as_ordinary_user(work)
    assert old.read_bytes() == OLD


def test_a_folder_is_no_target(old: Path) -> None:
    with pytest.raises(ExportError, match="is a folder"), replacing(old.parent):
        pass


def test_a_folder_that_is_missing_is_named(old: Path) -> None:
    missing = old.parent / "none"
    with pytest.raises(ExportError, match="does not exist"), replacing(missing / "report.docx"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no device files")
def test_a_device_is_not_replaced() -> None:
    with pytest.raises(ExportError, match="not an ordinary file"), replacing(Path(os.devnull)):
        pass


def test_a_name_that_is_too_long_is_said_to_be() -> None:
    with pytest.raises(ExportError, match="too long"), replacing(Path("n" * 300 + ".docx")):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_new_file_can_be_read_by_whom_the_old_one_could(old: Path) -> None:
    old.chmod(0o640)

    with replacing(old) as file:
        file.write(b"new")

    assert old.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_stays_a_link_and_its_target_is_replaced(old: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.docx"
    link.symlink_to(old)

    with replacing(link) as file:
        file.write(b"new")

    assert link.is_symlink()
    assert old.read_bytes() == b"new"
