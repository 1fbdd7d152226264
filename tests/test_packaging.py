"""What is given away: the wheel, the source distribution, and that they install."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent


def run(*command: str | Path) -> str:
    """Run a program that is not ours, as pip, which the guard would keep from the network."""
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env=alone, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both distributions and return their folder."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", folder)
    return folder


def wheel_of(dist: Path) -> Path:
    (wheel,) = dist.glob("*.whl")
    return wheel


def names_in_wheel(dist: Path) -> set[str]:
    with zipfile.ZipFile(wheel_of(dist)) as wheel:
        return set(wheel.namelist())


def names_in_sdist(dist: Path) -> set[str]:
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as sdist:
        return {member.name.partition("/")[2] for member in sdist.getmembers()}


def shipped_resources() -> set[str]:
    folders = [ROOT / "resources" / name for name in ("sample", "rules")]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(ROOT).as_posix() for path in files}


def test_both_hold_the_code_and_every_resource(dist: Path) -> None:
    wanted = {"annotator/model.py", "ui/__init__.py", *shipped_resources()}
    assert len(wanted) > 4
    assert wanted <= names_in_wheel(dist)
    assert wanted | {"Makefile", "README.md", "LICENSE"} <= names_in_sdist(dist)


def test_the_wheel_holds_every_page_of_the_help(dist: Path) -> None:
    pages = {f"resources/docs/{page.name}" for page in (ROOT / "docs").glob("*.md")}
    assert len(pages) > 5
    assert pages <= names_in_wheel(dist)


def test_the_help_is_found_in_an_unpacked_wheel(dist: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel_of(dist)) as wheel:
        for name in wheel.namelist():
            wheel.extract(name, tmp_path)
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
    code += "from annotator import assets; print(assets.__file__, *assets.pages())"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    where, *names = done.stdout.split()
    assert Path(where).is_relative_to(tmp_path)
    assert set(names) == {page.stem for page in (ROOT / "docs").glob("*.md")}


def test_neither_holds_the_wire_story_or_compiled_code(dist: Path) -> None:
    names = names_in_wheel(dist) | names_in_sdist(dist)
    assert [name for name in names if "reuters" in name or name.endswith(".pyc")] == []


def test_the_wheel_holds_no_tests(dist: Path) -> None:
    tops = {name.partition("/")[0] for name in names_in_wheel(dist)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "annotator",
        "ui",
        "resources",
    }
    assert [name for name in names_in_wheel(dist) if "pictures/" in name] == []


@pytest.mark.parametrize("pip", ["pip", "pip==23.0"])
def test_the_wheel_installs_and_its_command_runs(dist: Path, tmp_path: Path, pip: str) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-m", "pip", "install", "--quiet", pip)
    run(scripts / "python", "-m", "pip", "install", "--quiet", wheel_of(dist))

    assert "0.1.0" in run(scripts / "onrecord", "--version")
    run(scripts / "onrecord", "sample", tmp_path / "sample")
    assert list((tmp_path / "sample").glob("*.onrecord"))
    assert list((tmp_path / "sample").glob("*.docx"))
