"""What readers are told of a source at first: its label, or what its claims call it most."""

from dataclasses import replace

import pytest

from annotator.describing import descriptor_of, named_in, stood_by_name
from annotator.model import Claim, Source
from annotator.vocabulary import SourceKind

VANCE = Source("s", "Dorothea Vance", SourceKind.NAMED, aliases=("Dory V.", "the clerk"))


def called(*mentions: str | None) -> list[Claim]:
    return [Claim(str(n), "a", 0, 1, "x", mention=words) for n, words in enumerate(mentions)]


@pytest.mark.parametrize(
    ("mentions", "told"),
    [
        (("a clerk", "a night clerk", "a  night\nclerk"), "a night clerk"),
        (("he", "He", "Vance", "Dorothea Vance, a clerk", "a clerk"), "a clerk"),
        (("she", None), ""),
        ((), ""),
    ],
)
def test_a_named_source_is_told_by_what_its_claims_call_it(
    mentions: tuple[str | None, ...], told: str
) -> None:
    assert descriptor_of(VANCE, called(*mentions)) == told


def test_a_label_is_what_is_told_already() -> None:
    nobody = replace(VANCE, name="a guard", kind=SourceKind.ANONYMOUS, aliases=())
    assert descriptor_of(nobody, called("somebody")) == "a guard"
    lettered = replace(nobody, name="Source C (a cook)")
    assert descriptor_of(lettered, called("somebody")) == "a cook"
    assert descriptor_of(replace(nobody, name="Source C"), called("somebody")) == ""
    assert not stood_by_name(nobody)
    assert stood_by_name(nobody, ["A Guard of the Mill"])
    assert named_in(nobody).names == ()


def test_the_names_of_a_named_source_are_offered_without_its_labels() -> None:
    assert stood_by_name(VANCE)
    assert named_in(VANCE).names == ("Dorothea Vance", "Dory V.")
