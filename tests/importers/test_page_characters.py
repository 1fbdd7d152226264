"""Characters that no tree of a page can hold are told apart before it is parsed."""

import pytest

from annotator.importers import read_bytes
from tests.importers.samples import check

PAGE = "<html><body><h1>Head</h1><p>a<script>x</script>{0}b c{0}d</p></body></html>"


@pytest.mark.parametrize(
    ("character", "seen"),
    [
        ("\v", " "), ("\f", " "), ("&#11;", " "), ("&#012", " "), ("&#xB;", " "), ("&#x0c;", " "),
        ("\x01", ""), ("&#1;", ""), ("&#x1F;", ""), ("&#14;", ""), ("&#xe;", ""),
        ("\ufffe", "\ufffd"), ("\uffff", "\ufffd"), ("&#xFFFE;", "\ufffd"), ("&#65535;", "\ufffd"),
        ("&#xD800;", "\ufffd"), ("&#115;", "s"), ("&#xbe;", "¾"), ("&#xffe;", "\u0ffe"),
        ("&amp;#11;", "&#11;"), ("&#9;", " "), ("&#160;", "\u00a0"),
    ],
)  # fmt: skip
def test_a_page_is_read_whatever_characters_it_holds(character: str, seen: str) -> None:
    article = read_bytes(PAGE.format(character).encode(), "a.html")

    check(article)
    assert article.text == f"Head\n\na{seen}b c{seen}d"
