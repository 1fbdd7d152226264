"""The only finder of shipped files."""

from importlib.resources import files
from pathlib import Path


def text_of(*parts: str) -> str:
    """Return a shipped text file, as in `text_of("rules", "furniture.txt")`."""
    return files("resources").joinpath(*parts).read_text(encoding="utf-8")


def path_of(*parts: str) -> str:
    """Return where a shipped file lies, for those who must open it by name."""
    return Path(str(files("resources").joinpath(*parts))).as_posix()


def bytes_of(*parts: str) -> bytes:
    """Return a shipped file's bytes."""
    return files("resources").joinpath(*parts).read_bytes()
