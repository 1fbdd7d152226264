"""The only finder of shipped files."""

from importlib.resources import files


def text_of(*parts: str) -> str:
    """Return a shipped text file, as in `text_of("rules", "furniture.txt")`."""
    return files("resources").joinpath(*parts).read_text(encoding="utf-8")


def bytes_of(*parts: str) -> bytes:
    """Return a shipped file's bytes."""
    return files("resources").joinpath(*parts).read_bytes()
