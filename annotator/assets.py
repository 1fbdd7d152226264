"""The only finder of shipped files."""

from importlib.resources import files
from pathlib import Path


def text_of(*parts: str) -> str:
    """Return a shipped text file, as in `text_of("rules", "furniture.txt")`."""
    return files("resources").joinpath(*parts).read_text(encoding="utf-8")


def path_of(*parts: str) -> str:
    """Return where a shipped file lies, for those who must open it by name."""
    return Path(str(files("resources").joinpath(*parts))).as_posix()


def pages() -> dict[str, str]:
    """Return the pages of the documentation by name, as in `pages()["marking"]`.

    They lie in the wheel beside the other resources, and in a clone in its folder `docs`.
    """
    resources = files("resources")
    shipped = resources.joinpath("docs")
    folder = shipped if shipped.is_dir() else Path(str(resources)).parent / "docs"
    found = {page.name: page for page in folder.iterdir() if page.name.endswith(".md")}
    return {
        name.removesuffix(".md"): found[name].read_text(encoding="utf-8") for name in sorted(found)
    }


def face_of(package: str) -> str:
    """Return where the upright face of a font package lies.

    Asking `fontpkg` for it would read the metadata of every package that is installed.
    """
    faces = (str(file) for file in files(package).joinpath("files").iterdir())
    return next(face for face in sorted(faces) if "Italic" not in face)


def bytes_of(*parts: str) -> bytes:
    """Return a shipped file's bytes."""
    return files("resources").joinpath(*parts).read_bytes()
