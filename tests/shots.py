"""Draw what a person sees: the window's screens, and the pages of the sample's report."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NEEDED = {"soffice": "libreoffice-writer-nogui", "pdftoppm": "poppler-utils"}
SIZES = {"": (1440, 900, "1"), "small": (640, 480, "1"), "large-text": (640, 360, "2")}
"""Width and height in the window's own pixels, and how many of the screen's each is."""


def main(folder: str = "build/shots") -> int:
    """Draw everything into `folder`."""
    out = Path(folder).absolute()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    root = Path(__file__).parents[1]
    for name, (width, height, scale) in SIZES.items():
        for theme in ("light", "dark", "contrast"):
            with tempfile.TemporaryDirectory() as home:
                environment = os.environ | {
                    "ONRECORD_HOME": home,
                    "QT_QPA_PLATFORM": "offscreen",
                    "QT_SCALE_FACTOR": scale,
                }
                words = [sys.executable, "-m", "tests.screens", str(out), name, theme]
                size = [str(width), str(height)]
                subprocess.run([*words, *size], check=True, env=environment, cwd=root)
    status = _report_pages(out)
    sys.stdout.writelines(f"{page}\n" for page in sorted(out.glob("*.png")))
    return status


def _report_pages(out: Path) -> int:
    lacking = sorted(package for tool, package in NEEDED.items() if not shutil.which(tool))
    if lacking:
        sys.stderr.write(f"Pictures of the report need these packages: {' '.join(lacking)}\n")
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        onrecord = Path(sys.executable).with_name("onrecord")
        subprocess.run([onrecord, "sample", scratch], check=True, stdout=subprocess.DEVNULL)
        for report in sorted(Path(scratch).rglob("*.docx")):
            _draw(report, out)
    return 0


def _draw(report: Path, out: Path) -> None:
    scratch = report.parent
    soffice = ["soffice", "--headless", f"-env:UserInstallation={(scratch / 'office').as_uri()}"]
    convert = [*soffice, "--convert-to", "pdf", "--outdir", str(scratch), str(report)]
    subprocess.run(convert, check=True, capture_output=True)
    pages = ["pdftoppm", "-png", "-r", "80", str(report.with_suffix(".pdf"))]
    subprocess.run([*pages, str(out / f"report-{report.stem}")], check=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
