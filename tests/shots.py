"""Draw what a person sees: until there is a window, the pages of the sample's report."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NEEDED = {"soffice": "libreoffice-writer-nogui", "pdftoppm": "poppler-utils"}


def main(folder: str = "build/shots") -> int:
    """Write the sample, and each page of its report as a PNG, into `folder`."""
    out = Path(folder)
    lacking = sorted(package for tool, package in NEEDED.items() if not shutil.which(tool))
    if lacking:
        sys.stderr.write(f"Pictures of the report need these packages: {' '.join(lacking)}\n")
        return 1
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        onrecord = Path(sys.executable).with_name("onrecord")
        subprocess.run([onrecord, "sample", scratch], check=True, stdout=subprocess.DEVNULL)
        for report in sorted(Path(scratch).rglob("*.docx")):
            _draw(report, out)
    sys.stdout.writelines(f"{page}\n" for page in sorted(out.glob("*.png")))
    return 0


def _draw(report: Path, out: Path) -> None:
    scratch = report.parent
    soffice = ["soffice", "--headless", f"-env:UserInstallation={(scratch / 'office').as_uri()}"]
    convert = [*soffice, "--convert-to", "pdf", "--outdir", str(scratch), str(report)]
    subprocess.run(convert, check=True, capture_output=True)
    pages = [
        "pdftoppm",
        "-png",
        "-r",
        "80",
        str(report.with_suffix(".pdf")),
        str(out / report.stem),
    ]
    subprocess.run(pages, check=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
