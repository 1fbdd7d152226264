"""Marks that turn words around stay in the text, are counted, and are shown where they stand."""

from annotator.importers import read_bytes


def test_marks_that_force_a_direction_are_kept_counted_and_shown() -> None:
    text = "Mill denies it\nSee \u202eexe.yrots\u202c and \u202dmore\u202c.\n"
    found = read_bytes(text.encode(), "a.txt")
    assert found.text == text
    assert found.notices == (
        "2 invisible marks force words to be read in another direction than they stand: "
        "“denies it See [U+202E]exe.yrots[U+202C] and”, "
        "“exe.yrots[U+202C] and [U+202D]more[U+202C].”.",
    )


def test_a_long_list_of_them_is_cut_and_one_is_one() -> None:
    many = read_bytes(("Words " + "a\u202eb " * 5_000).encode(), "a.txt")
    assert many.notices[0].startswith("5,000 invisible marks force words")
    assert many.notices[0].endswith(" and elsewhere.")
    (one,) = read_bytes("Words \u202eb".encode(), "a.txt").notices
    assert one.startswith("One invisible mark forces words")


def test_marks_that_arabic_needs_are_not_told_of() -> None:
    assert read_bytes("مرحبا \u200fبك \u2067(1)\u2069".encode(), "a.txt").notices == ()
