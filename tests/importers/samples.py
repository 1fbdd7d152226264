"""The sample files in tests/data/formats, what is to be read of each, and what always holds."""

import io
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from hypothesis import strategies as st

from annotator.importers import Imported
from annotator.text import are_in_order, is_canonical, is_line

FOLDER = Path(__file__).parent.parent / "data" / "formats"
_EXPECTED = ".txt"
"""Follows the name of a sample in that of the text that is to be read of it."""
_FILES = sorted(path for path in FOLDER.iterdir() if path.is_file())
SAMPLES = [path for path in _FILES if path.with_suffix("") not in _FILES]
BETWEEN = "\n\n=====\n\n"
"""Stands in an expected text between two articles of one file."""


def expected_beside(sample: Path) -> Path:
    """Return where the text stands that is to be read of a sample."""
    return sample.with_name(sample.name + _EXPECTED)


def check(article: Imported) -> None:
    """Assert what holds of every article, whatever it was read from."""
    assert article.text
    assert is_canonical(article.text)
    assert are_in_order(article.blocks, article.text)
    assert all(block.span.of(article.text).strip() for block in article.blocks)
    numbers = [block.paragraph for block in article.blocks if block.paragraph is not None]
    assert numbers == list(range(len(numbers)))
    lines = (article.title, article.original_name, article.byline, article.outlet, article.url,
             article.published, article.language, *article.notices, *article.origins,
             *article.origins.values())  # fmt: skip
    assert all(is_line(line) for line in lines if line is not None)
    assert all(remark.span.end <= len(article.text) for remark in article.remarks)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Return a file with bytes changed, doubled or lost; of an archive also inside a member."""
    members = _members(whole)
    is_inside = draw(st.booleans())
    if members and is_inside:
        name = draw(st.sampled_from(sorted(members)))
        members[name] = draw(_damage(members[name]))
        out = io.BytesIO()
        with ZipFile(out, "w") as archive:
            for member, data in members.items():
                archive.writestr(member, data)
        return out.getvalue()
    return draw(_damage(whole))


@st.composite
def _damage(draw: st.DrawFn, whole: bytes) -> bytes:
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        kind = draw(st.sampled_from(("change", "insert", "lose", "double", "cut")))
        some = draw(st.integers(1, 200))
        if kind == "change":
            data[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
        elif kind == "insert":
            data[at:at] = draw(st.binary(max_size=12) | st.sampled_from(_NASTY))
        elif kind == "lose":
            del data[at : at + some]
        elif kind == "double":
            data[at:at] = data[at : at + some]
        elif at > len(data) // 2:
            del data[at:]
    return bytes(data)


_NASTY = (
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"<", b">", b"&", b"{", b"}", b"\\", b"\r\n\r\n", b"--",
    b"<!DOCTYPE x [<!ENTITY e 'x'>]>", b"&#xFFFE;", b"&#0;", b"\xef\xbf\xbe", b"\xc2\x81", b"]]>",
    b"\\u-9999999999 ", b"\\bin99999999999 ", b"=\r\n", b"=ED=A0=80", b"\x1b$B", b"99999999999999",
)  # fmt: skip


def _members(whole: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(io.BytesIO(whole)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except BadZipFile:
        return {}
