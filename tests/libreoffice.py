"""LibreOffice as one who opens what is written: many files at once, in a profile of its own."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
PDFTOTEXT = shutil.which("pdftotext")
needs_libreoffice = pytest.mark.skipif(
    SOFFICE is None or PDFTOTEXT is None, reason="LibreOffice and poppler are not both installed"
)


def converted(files: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """Return `files` as LibreOffice writes them into `folder`; each of them must be there."""
    profile = f"-env:UserInstallation={(folder / 'profile').absolute().as_uri()}"
    command = [SOFFICE or "", profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, capture_output=True)
    # It ends well even where it could not read a file.
    made = [folder / file.with_suffix(f".{kind}").name for file in files]
    assert [file for file in made if not file.is_file()] == []
    return made
