"""Furniture is told from sentences, in both directions."""

from pathlib import Path

import pytest

from annotator.errors import UnreadableError
from annotator.importers import furniture, read_bytes

FURNITURE = """
Source: Read Full Article
Read more
READ MORE »
Read more: How the deal was struck
Read more about the trade war
Read the full story here
Continue reading...
Related: Huawei sues the FCC
Related articles
Related Stories
Recommended for you
More on this story
Most read
Share this
Share this article
Share on Facebook
Share
Print
Print this article
Tweet
Comments
Comments (12)
View comments
Listen to this article
Listen to this article · 5 min
4 min read
Advertisement
ADVERTISEMENT
Article continues below advertisement
Story continues below
Sign up for our newsletter
Sign up for our daily newsletter.
Sign up to the Guardian Today newsletter
Subscribe to our newsletter
Subscribe now
The Reuters Daily Briefing newsletter provides all the news you need. Sign up here.
Follow us on Twitter
Follow us on Facebook and Instagram @paper
Follow us on
Follow BBC News on Facebook
Follow @reuters on Twitter
All rights reserved
All rights reserved.
© 2020 Reuters. All rights reserved.
Copyright 2020 The Associated Press. All rights reserved. This material may not be published.
(c) 2020 Thomson Reuters
(c) Reuters
Copyright © 2020 BBC
© Thomson Reuters
Reporting by David Ljunggren; Editing by Steve Orlofsky
(Reporting by Jeff Mason in Washington and David Ljunggren in Ottawa; Editing by Jonathan Oatis)
Additional reporting by Jane Doe
Editing by Nick Macfie
Writing by Jane Doe; editing by John Roe and Mary Major
Our Standards: The Thomson Reuters Trust Principles.
Our Standards: The Thomson Reuters Trust Principles, opens new tab
Photo: Jane Doe
Photo: Alex Wong/Getty Images
Photo credit: NASA
Photo by Chip Somodevilla/Getty Images
Image: Getty Images
Credit: Jane Doe for The Daily
Getty Images
AFP/Getty Images
AFP via Getty Images
Chip Somodevilla/Getty Images
Win McNamee | Getty Images
REUTERS/Chris Wattie
REUTERS/Chris Wattie/File Photo
AP Photo/Evan Vucci
Click here to read more
Click here for the latest news.
Click here to subscribe to our newsletter
Privacy policy
Back to top
"""

SENTENCES = """
Read more books, said the minister.
“Read more,” he said.
Read more about it in schools, the minister urged.
Source protection is the first duty of a reporter.
Source: the ministry’s own figures, which the opposition says are false.
Sources said the plan had been dropped.
Shares fell 4 percent.
Share this burden with us, the mayor asked.
Share prices fell
Print is dying.
Print media are in crisis
No comment.
“No comment,” she said.
Comments by the minister drew anger.
Advertisement spending fell in May.
Advertisements for the drug were banned.
Sign up for our newsletter, the email told victims, and lose your savings.
“Sign up for our newsletter,” the site told its victims.
He told his followers to sign up here.
Follow us on the path to peace, he said.
Follow the money, the prosecutor said.
He kept all rights reserved to the crown.
Copyright law is outdated, the court said.
(c) The company shall pay the costs.
Reporting by the BBC found that the minister had lied.
Reporting by Reuters showed the company knew.
Editing by computers is the future, he said.
Our standards are higher than theirs.
Photo: the minister denies that he was there and says the picture is a fake.
Photos showed the minister at the scene.
FILE PHOTO: The Huawei logo is pictured in Shanghai, China. REUTERS/Aly Song
Foreign Minister Jane Doe speaks in Ottawa. REUTERS/Chris Wattie
Getty Images sued Stability AI in London.
He was sued by Getty Images
Reuters reported on Monday that he had left.
Click here, and your savings are gone, police warned.
Related charges were dropped in May.
Related companies paid no tax
Listen to this article of faith, he said.
Listen, he said.
More news is expected on Monday.
Top U.S. envoy presses Canada over Huawei role in 5G network: officials
Minister: Read my lips
"""


def lines(block: str) -> list[str]:
    return block.strip().split("\n")


@pytest.mark.parametrize("line", lines(FURNITURE))
def test_furniture_is_recognized(line: str) -> None:
    assert furniture.load().holds(f"  {line}\t")


@pytest.mark.parametrize("line", lines(SENTENCES))
def test_a_sentence_is_no_furniture(line: str) -> None:
    assert not furniture.load().holds(line)


def test_the_newsroom_extends_the_list(home: Path) -> None:
    (home / "rules").mkdir(parents=True)
    own = home / "rules" / "furniture.txt"
    own.write_text("\ufeff# ours\n\nThe Daily Planet Group\\.?\n", encoding="utf-8")

    article = read_bytes(b"Headline\n\nBody.\n\nthe daily planet group.", "a.txt")

    assert [block.paragraph for block in article.blocks] == [0, 1, None]


def test_a_broken_rule_is_refused_by_file_line_and_reason(home: Path) -> None:
    (home / "rules").mkdir(parents=True)
    own = home / "rules" / "furniture.txt"
    own.write_text("fine\n# fine\n(broken\n", encoding="utf-8")

    with pytest.raises(
        UnreadableError, match=r"furniture\.txt, line 3: .*unterminated"
    ) as refusal:
        read_bytes(b"Headline", "a.txt")
    assert str(own) in str(refusal.value)


def test_a_list_in_another_encoding_is_refused_by_name(home: Path) -> None:
    (home / "rules").mkdir(parents=True)
    own = home / "rules" / "furniture.txt"
    own.write_bytes(b"caf\xe9")

    with pytest.raises(UnreadableError, match=r"furniture\.txt cannot be read"):
        read_bytes(b"Headline", "a.txt")


def test_a_long_line_costs_nothing_and_is_no_furniture() -> None:
    rules = furniture.load()

    assert not any(rules.holds(f"Photo: {word * 2_000_000}") for word in ("A", "Ab ", "/", "a, "))
    assert not rules.holds("Photo: " + "A" * 390 + "!")
    assert not rules.holds("Reporting by " + "Ab " * 128 + "?!x")
