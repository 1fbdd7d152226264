"""An agency's mark at the beginning names the outlet, and nothing like it does."""

import pytest

from annotator.importers import read_bytes

STORY = "The headline\n{}\nMore of the story.\n"


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("WASHINGTON (Reuters) - The White House accused Huawei.", "Reuters"),
        ("WASHINGTON, Feb 11 (Reuters) - The White House accused Huawei.", "Reuters"),
        ("WASHINGTON/OTTAWA (Reuters) – The White House accused Huawei.", "Reuters"),
        ("NEW YORK (AP) — The mayor said so.", "AP"),
        ("ST. JOHN’S, Newfoundland (AP) -- The mayor said so.", "AP"),
        ("Paris (AFP) - The minister said so.", "AFP"),
        ("PARIS, March 9, 2020 (AFP) - The minister said so.", "AFP"),
        ("(Reuters) - The firm said so.", "Reuters"),
        ("Berlin (dpa) – Die Firma sagt es.", "dpa"),
        ("GENÈVE (AFP/Reuters) - Le ministre le dit.", "Reuters"),
        ("  LONDON (Reuters) - The firm said so.", "Reuters"),
    ],
)
def test_an_agency_in_a_dateline_is_the_outlet_and_stays(line: str, agency: str) -> None:
    article = read_bytes(STORY.format(line).encode(), "a.txt")
    assert article.outlet == agency
    assert article.origins["outlet"] == "dateline"
    assert line in article.text


@pytest.mark.parametrize(
    "line",
    [
        "The agency (Reuters) said it had not been told.",
        "He told a reporter (AP - the American one) nothing.",
        "WASHINGTON - The White House accused Huawei.",
        "WASHINGTON (Gazette) - The White House accused Huawei.",
        "The party (CP) - once the largest - lost.",
        "Communist Party (CP) - once the largest - lost.",
        "Shares of the bank (PA) fell.",
        "“WASHINGTON (Reuters) - it said so,” he read out.",
        "HUAWEI (HWT.UL) - the Chinese firm - denied it.",
    ],
)
def test_what_only_looks_like_a_dateline_names_nobody(line: str) -> None:
    article = read_bytes(STORY.format(line).encode(), "a.txt")
    assert article.outlet is None
    assert "outlet" not in article.origins


def test_a_dateline_far_down_names_nobody() -> None:
    text = "The headline\n" + "A paragraph.\n" * 10 + "WASHINGTON (Reuters) - It said so.\n"
    assert read_bytes(text.encode(), "a.txt").outlet is None


def test_what_the_page_says_comes_before_the_dateline() -> None:
    page = (
        '<html><head><meta property="og:site_name" content="The Gazette"></head><body><article>'
        "<h1>The headline</h1><p>HARBOR (Reuters) - The yard denied on Monday that it knew.</p>"
        "</article></body></html>"
    )
    article = read_bytes(page.encode(), "a.html")
    assert (article.outlet, article.origins["outlet"]) == ("The Gazette", "OpenGraph")
    bare = page.replace("og:site_name", "og:nothing")
    assert read_bytes(bare.encode(), "a.html").outlet == "Reuters"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.rtf", rb"{\rtf1\ansi The headline\par HARBOR (Reuters) - The yard denied it.\par}"),
        ("a.eml", b"From: desk@g.example\nTo: all@g.example\nSubject: The headline\n\n"
                  b"HARBOR (Reuters) - The yard denied it.\n"),
        ("a.md", b"# The headline\n\nHARBOR (Reuters) - The yard denied it.\n"),
    ],
)  # fmt: skip
def test_a_dateline_names_the_agency_in_every_format(name: str, data: bytes) -> None:
    article = read_bytes(data, name)
    assert (article.title, article.outlet) == ("The headline", "Reuters")
    assert article.origins["outlet"] == "dateline"
    assert article.origins["title"] == "headline"
