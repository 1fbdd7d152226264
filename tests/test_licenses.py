"""Nothing that is shipped with the program may force its license on it."""

import re
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"


def closure() -> dict[str, Distribution]:
    """Return every distribution that the program needs, also to encrypt, by name."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["encrypted"]]
    waiting = [Requirement(line) for line in lines]
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, str]] = set()
    while waiting:
        wanted = waiting.pop()
        for extra in ("", *wanted.extras):
            if (wanted.name, extra) in seen:
                continue
            seen.add((wanted.name, extra))
            found[canonicalize_name(wanted.name)] = dist = distribution(wanted.name)
            needs = [Requirement(line) for line in dist.requires or ()]
            waiting += [
                n for n in needs if n.marker is None or n.marker.evaluate({"extra": extra})
            ]
    return found


def declared(dist: Distribution) -> str:
    """Return a license as an expression; several classifiers are a choice."""
    metadata = dist.metadata
    for key in ("License-Expression", "License"):
        stated = (metadata.get_all(key) or [""])[0]
        if 0 < len(stated) < 100:
            return str(stated)
    classifiers = [c for c in metadata.get_all("Classifier") or [] if c.startswith("License ::")]
    return " OR ".join(classifiers) or by_its_words(dist)


def by_its_words(dist: Distribution) -> str:
    """Return a license of which nothing but its text is there."""
    names = dist.metadata.get_all("License-File") or []
    words = " ".join(str(dist.read_text(f"licenses/{name}")) for name in names).split()
    is_zlib = "freely, subject to the following restrictions: 1. The origin" in " ".join(words)
    return "Zlib" if is_zlib else ""


def binds_us(license_: str) -> bool:
    """Return whether every alternative is the GPL or the AGPL; the LGPL is fine."""
    lesser = re.compile(r"LGPL|Lesser|Library", re.IGNORECASE)
    strong = re.compile(r"\bA?GPL|General Public|\bAffero", re.IGNORECASE)
    choices = re.split(r"\s+or\s+(?!later)|/", license_, flags=re.IGNORECASE)
    return all(strong.search(choice) and not lesser.search(choice) for choice in choices)


@pytest.mark.parametrize(
    ("license_", "binds"),
    [
        ("MIT", False),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", False),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", False),
        ("GNU Lesser General Public License v2 or later (LGPLv2+)", False),
        ("GPL-3.0-or-later", True),
        ("AGPL-3.0-only", True),
        ("License :: OSI Approved :: GNU Affero General Public License v3", True),
        ("GNU GPL v3 or later", True),
    ],
)
def test_a_choice_of_licenses_is_told_from_a_duty(license_: str, binds: bool) -> None:
    assert binds_us(license_) is binds


def test_no_license_of_what_we_need_binds_us() -> None:
    licenses = {name: declared(dist) for name, dist in closure().items()}

    assert len(licenses) > 10
    assert "sqlcipher3" in licenses
    assert [name for name, license_ in licenses.items() if not license_] == []
    assert {name: text for name, text in licenses.items() if binds_us(text)} == {}
