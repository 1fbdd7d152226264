"""The agency that a story begins with: "WASHINGTON (Reuters) -"; it stays in the text."""

import re
from collections.abc import Sequence

from annotator.model import Block

_LOOKED_AT = 5
# Not those that are more often a party or a firm, such as CP, PA, AA and UNI.
_AGENCY = (
    r"Reuters|Thomson Reuters Foundation|AP|(?:The )?Associated Press|AFP|UPI|dpa|DPA|Xinhua|"
    r"TASS|Tass|Interfax|Bloomberg|Kyodo(?: News)?|Yonhap|ANSA|EFE|PTI|IANS|ANI|AAP|PA Media|"
    r"Press Association|The Canadian Press|CNN|NTB|Ritzau|ATS|Lusa|MTI|CTK|ČTK|Belga|ANP|Anadolu|"
    r"IRNA|KUNA|Antara|Bernama|RFE/RL|VOA|dapd|epd|KNA|SDA"
)
_WORD = r"[^\W\d_a-zß-ÿ][\w.’'\-/]*"
_PLACE = rf"{_WORD}(?: (?:(?:de|la|le|of|am|an|der|upon) )?{_WORD}){{0,4}}"
_MARK = re.compile(
    rf"(?:{_PLACE}(?:,[^()\n]{{1,60}}?)?\s*)?\((?:(?:{_AGENCY}) ?[/,;] ?)?({_AGENCY})\)"
    r"\s*(?:[-–—:]|--)\s*\S"
)


def agency_of(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the agency of a dateline among the first paragraphs, as it stands there."""
    paragraphs = [block for block in blocks if block.paragraph is not None]
    for block in paragraphs[:_LOOKED_AT]:
        found = _MARK.match(block.span.of(text)[:300].lstrip())
        if found:
            return found.group(1)
    return None
