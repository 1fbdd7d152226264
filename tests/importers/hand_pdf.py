"""PDFs made by hand, word by word in their places, so that a test says what is where."""

from collections.abc import Iterable, Mapping, Sequence

Words = tuple[float, float, float, str]
"""Left, baseline and size in points, and the words."""

_NOTHING: Mapping[str, str] = {}
_FONTS = "<< /F1 3 0 R >>"


def pdf(
    *pages: Iterable[Words], info: str = "", page: str = "", means: Mapping[str, str] = _NOTHING
) -> bytes:
    """Return a PDF of these pages in Helvetica; `info` and `page` are more of PDF's keys.

    `means` is what some letters stand for, as where a font has them in places of its own.
    """
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding "
        "/ToUnicode 5 0 R >>",
        f"<< {info} >>",
        _meanings(means),
    ]
    kids: list[str] = []
    for words in pages:
        drawn = "".join(map(_drawn, words))
        objects.append(f"<< /Length {len(drawn.encode('cp1252'))} >>\nstream\n{drawn}endstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R "
            f"/Resources << /Font {_FONTS} >> {page} >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return _file(objects)


def _meanings(means: Mapping[str, str]) -> str:
    pairs = "".join(
        f"<{ord(letter):02X}> <{meant.encode('utf-16-be').hex().upper()}>\n"
        for letter, meant in means.items()
    )
    content = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(means)} beginbfchar\n{pairs}endbfchar\nendcmap end end\n"
    )
    return f"<< /Length {len(content)} >>\nstream\n{content}endstream"


def column(left: float, top: float, lines: Sequence[str], size: float = 10) -> list[Words]:
    """Return lines under each other."""
    return [(left, top - at * size * 1.2, size, line) for at, line in enumerate(lines)]


def _drawn(words: Words) -> str:
    left, baseline, size, text = words
    safe = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf 1 0 0 1 {left} {baseline} Tm ({safe}) Tj ET\n"


def _file(objects: Sequence[str]) -> bytes:
    out = b"%PDF-1.4\n"
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        out
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\n"
            f"startxref\n{len(out)}\n%%EOF"
        ).encode()
    )
