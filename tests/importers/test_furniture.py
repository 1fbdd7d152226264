"""Furniture is told from sentences, in both directions."""

from pathlib import Path

import pytest

from annotator.errors import UnreadableError
from annotator.importers import furniture, read_bytes

FURNITURE = """
Page 1
Page 3 of 12
The post Yard denies it appeared first on Harbor Gazette.
The post “No,” says the yard first appeared on Harbor Gazette.
--
* * *
_____________________
---------- Forwarded message ---------
Begin forwarded message:
On Mon, Mar 9, 2020 at 10:15 AM Omar Haddad <o@x.example> wrote:
On 9 Mar 2020, at 10:15, Dana Reyes wrote:
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
posted on April 21, 2015, at 11:29 a.m.
Published: Wednesday, 21 Sep 2011 | 4:35 PM ET
Last updated: 9 March 2020 at 14:15 GMT
Updated 3:15 p.m. ET, March 9, 2020
First published on Mon 9 Mar 2020 08.00 GMT
By Erin Cunningham March 18 at 3:57 PM Follow @erinmcunningham
Posted by Dana Reyes on March 10, 2015 at 08:05
By Dana Reyes and Ilse Brandt | 9 March 2020
By Sam Byford on June 29, 2014 08:08 pm @345triangle 76Comments
Sunday, Feb 1, 2015 11:57 AM UTC
This article originally appeared on The Conversation.
This story was first published by The Harbor Gazette
Dana Reyes, Ilse Brandt and The Associated Press contributed to this report.
The Associated Press contributed to this story
Contact Dana Reyes at dana.reyes@gazette.example
Email the reporter at dana@gazette.example
Got a tip? Write to us, in confidence.
About the author
View this image ›
View Gallery »
See all photos
Hide caption
Photo gallery
Slideshow
Image source, Getty Images
Image copyright, Reuters
(Photo AFP)
(Credit: Dana Reyes/Gazette)
Media playback is not supported on this device
This video can not be played
Please enable JavaScript to view this page
You need to enable JavaScript
(1951 comments)
5 comments
1.2k shares
Loading comments...
blog comments powered by Disqus
You must be logged in to post a comment.
You must login or create an account to comment.
Read or Share this story: http://usat.example/1x3DFko
Please enter a valid email address
Thank you! Please check your inbox to confirm your subscription.
Unsubscribe at any time.
By signing up, you agree to our terms of use and privacy policy.
We use cookies to improve your experience.
Advertise with us
Order a reprint
Reprints & Permissions
Most popular stories
Most read
"""

SENTENCES = """
Page 3 of the report says so.
The post of minister first went to a woman in 1999.
On the wall of his cell he wrote:
On March 9 the minister said that “nobody” wrote:
From: what he said, nobody could tell.
2-1
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
Published in 2019, the report had been kept from the board.
Updated figures will be published on Monday.
Posted on the door was a list of 40 names.
Published on Monday, the report of 9 March names nobody.
By March 2020 the yard had lost half of its people.
March 2020
At 10:30 on Monday
Monday, March 9, 2020
By Monday 9 March the yard had closed.
By Friday, 40 Engines Had No Date
By the end of 2020 nobody was left.
The report was first published in 2019.
This article of the treaty was first invoked in 1999, the court said.
Twelve scientists contributed to this report.
A lack of money contributed to this article of faith.
Contact with the ship was lost at noon.
Contact the harbor master at once, the captain was told.
Have a tip, he said, and left a coin.
About the author nothing is known.
See the pictures for what they are, he said.
View of the yard
Photo gallery owners sued the paper.
Image source and rights were in dispute, the court said.
(Photographs were not allowed in court.)
This video cannot be played in court, the judge ruled.
Media playback devices were seized.
Enable JavaScript, steal the password: how the thieves did it
Five comments by the minister drew anger.
5 comments by the minister drew anger.
40 shares changed hands
Loading was stopped at noon.
You must be logged in, he told the court, to read the log.
Enter your email address and lose your savings, police warned.
By signing the contract you agree with nobody, he said.
“By signing up, you agree to everything,” the site told its victims.
We use cookies, the firm admitted on Monday.
Advertise on a bus, he advised, and nobody will come.
Rights groups sued.
Corrections officers went on strike.
Most popular politicians lose in the end
Most read the report and said nothing.
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


@pytest.mark.parametrize(
    "block",
    [
        "---------- Forwarded message ---------\nFrom: Yard Press <p@yard.example>\n"
        "Date: Mon, Mar 9, 2020 at 9:00 AM\nSubject: Statement\nTo: Dana <d@g.example>",
        "________________________________\nFrom: Yard\nSent: Monday, 9:00 AM\nTo: Dana",
        "From: Yard Press <p@yard.example>\nSubject: Statement",
    ],
)
def test_the_head_of_a_forwarded_message_is_furniture(block: str) -> None:
    assert furniture.load().holds(block)
