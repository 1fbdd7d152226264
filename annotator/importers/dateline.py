"""The agency that a story begins with: "WASHINGTON (Reuters) -"; it stays in the text."""

import re
from collections.abc import Sequence

from annotator.model import Block

_LOOKED_AT = 5
_AGENCY = (
    r"Reuters|Thomson Reuters Foundation|AP|Associated Press|The Associated Press|AFP|UPI|dpa|DPA|"
    r"Xinhua|TASS|Tass|Interfax|Bloomberg|Kyodo(?: News)?|Yonhap|ANSA|EFE|PTI|IANS|ANI|AAP|PA|"
    r"PA Media|Press Association|CP|The Canadian Press|CNN|BBC|NTB|TT|Ritzau|ATS|APA|Lusa|PAP|"
    r"MTI|CTK|ČTK|Belga|ANP|Anadolu|AA|IRNA|KUNA|WAM|SPA|MENA|Antara|Bernama|VNA|UNI|"
    r"RFE/RL|VOA|dapd|epd|KNA|SDA"
)
_PLACE = r"[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ.’'\-]+(?: [^\W\d_a-z][^\W\d_a-zß-ÿ.’'\-]*)*"
_REST = r"(?:[,/ ]+[^()\n]{1,60}?)?"
_MARK = re.compile(
    rf"(?:{_PLACE}{_REST}\s*)?\((?:(?:{_AGENCY}) ?[/,;] ?)?({_AGENCY})\)\s*(?:[-–—:]|--)\s*\S"
)


def agency_of(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the agency of a dateline among the first paragraphs, as it stands there."""
    paragraphs = [block for block in blocks if block.paragraph is not None]
    for block in paragraphs[:_LOOKED_AT]:
        found = _MARK.match(block.span.of(text)[:300].lstrip())
        if found:
            return found.group(1)
    return None
