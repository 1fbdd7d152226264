"""How the annotated page looks: one style sheet, from the palette that the window has."""

import base64
import hashlib
from dataclasses import replace

from annotator.palette import DARK, LIGHT, LIGHT_PALETTE, LOOKS, Palette, Paper
from annotator.vocabulary import Tag

_LINES = {"thick": "solid", "double": "double", "dashLong": "dashed", "dotted": "dotted"}
"""How CSS spells the underlines of Word."""
_PAPER = ("paper", "text", "muted", "chrome", "lines", "selection", "accent")

_RULES = """
*{box-sizing:border-box}
html{scroll-padding:1rem}
body{margin:0 auto;max-width:76rem;padding:1.5rem clamp(1rem,4vw,3rem) 3rem;
background:var(--paper);color:var(--text);
font:400 1rem/1.5 Inter,"Segoe UI","Helvetica Neue",Arial,sans-serif}
a{color:var(--accent)}
a:focus-visible,.cards:focus-visible,.table:focus-visible{outline:3px solid var(--accent);
outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{position:static}
h1{font-size:1.9rem;line-height:1.25;margin:.2rem 0 .4rem;max-width:46rem}
h2{font-size:1.15rem;margin:2rem 0 .6rem}
h3{font-size:1rem;margin:0}
.kicker,.about,.legend,.small,caption{color:var(--muted);font-size:.875rem}
.kicker,.about,.legend{margin:.3rem 0}
.verdict{font-weight:600}
.legend{padding:0;margin-bottom:1.1rem;list-style:none}
.legend li{display:inline-block;margin-right:1.1rem}
.legend .claim{color:var(--text);margin-right:.15rem}
.story+.story{border-top:1px solid var(--lines);margin-top:3rem;padding-top:1.5rem}
article{font:400 1.125rem/1.75 "Source Serif 4",Charter,Georgia,Cambria,serif;max-width:42rem;
overflow-wrap:anywhere}
article p,article h3{margin:0 0 1.05rem;white-space:pre-wrap}
article .headline{font-size:1.45rem;line-height:1.35;font-weight:600}
article .subhead{font-weight:600}
article .caption{font-size:.95rem;font-style:italic}
article .quote,article .list-item{margin-left:1.5rem}
article .furniture{color:var(--muted);font-size:.95rem}
.claim{text-decoration:underline 1px solid var(--muted);text-underline-offset:.22em;
text-decoration-skip-ink:none;border-radius:2px;-webkit-print-color-adjust:exact;
print-color-adjust:exact}
sup{font:600 .68em/1 Inter,"Segoe UI",Arial,sans-serif;margin:0 .1em;white-space:nowrap}
sup a{text-decoration:none;padding:.1em}
sup a:hover{text-decoration:underline}
.at:target+*{outline:2px solid var(--accent);outline-offset:3px}
.cards{list-style:none;margin:0;padding:2px}
.card{background:var(--chrome);border:1px solid var(--lines);border-left:4px solid var(--muted);
border-radius:4px;padding:.7rem .9rem;margin:0 0 .7rem;font-size:.9rem;overflow-wrap:anywhere}
.card:target{outline:2px solid var(--accent)}
.card p{margin:.3rem 0 0}
.card blockquote{margin:.35rem 0;font-family:"Source Serif 4",Charter,Georgia,Cambria,serif;
font-size:1rem;white-space:pre-wrap}
.checks{padding-left:1.2rem;font-size:.9rem;max-width:46rem;overflow-wrap:anywhere}
.checks li{margin:.3rem 0}
.checks .error{font-weight:600}
.checks .waived{color:var(--muted)}
.table{overflow-x:auto}
svg{max-width:100%;height:auto}
table{border-collapse:collapse;width:100%;font-size:.875rem}
th,td{text-align:start;vertical-align:top;padding:.35rem .7rem .35rem 0;
border-bottom:1px solid var(--lines)}
td{overflow-wrap:break-word}
footer{margin-top:2.5rem;overflow-wrap:anywhere}
@media screen and (min-width:64rem){
.reading{display:grid;grid-template-columns:minmax(0,42rem) minmax(17rem,1fr);gap:2.5rem}
.beside{position:sticky;top:0;max-height:100vh;overflow-y:auto;align-self:start}
}
@media print{
:root{--paper:#fff;--chrome:#fff}
body{max-width:none;padding:0;font-size:10pt}
article{font-size:11.5pt;line-height:1.55;max-width:none}
.skip,.back{display:none}
a{color:inherit}
h1,h2,h3,caption{break-after:avoid}
.card,tr,svg{break-inside:avoid}
.cards{columns:2;column-gap:1rem}
.card{font-size:8.5pt}
.card blockquote{font-size:9.5pt}
.checks,table{font-size:9pt}
.story+.story{break-before:page;border:0}
}
"""


def style_sheet() -> str:
    """Return the style sheet; paper is always light."""
    light, dark = _variables(LIGHT, "light"), _variables(DARK, "dark")
    return (
        f":root{{color-scheme:light dark;{light}}}"
        f"\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}\n{_dark_picture()}}}"
        f"{_RULES}{_tags()}"
    )


def fingerprint(style: str) -> str:
    """Return what a content security policy knows a style sheet by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}"


def class_of(tag: Tag | None) -> str:
    """Return the class of words under a claim with this tag."""
    return f"claim {LOOKS[tag].letter.lower()}" if tag else "claim"


def page_palette(name: str) -> Palette:
    """Return the light palette under a name of its own; in the dark the style sheet takes over."""
    return replace(LIGHT_PALETTE, name=name)


def _variables(paper: Paper, mode: str) -> str:
    told = [f"--{part}:{getattr(paper, part)}" for part in _PAPER]
    for look in LOOKS.values():
        key = look.letter.lower()
        told.append(f"--{key}-tint:{getattr(look, f'{mode}_tint')}")
        told.append(f"--{key}-ink:{getattr(look, f'{mode}_ink')}")
    return ";".join(told)


def _dark_picture() -> str:
    """Return rules that turn the colors of a light picture dark, each by its own value."""
    turned = {getattr(LIGHT, part): part for part in _PAPER}
    for look in LOOKS.values():
        turned[look.light_tint] = f"{look.letter.lower()}-tint"
        turned[look.light_ink] = f"{look.letter.lower()}-ink"
    return "\n".join(
        f'svg [{what}="{color}"]{{{what}:var(--{name})}}'
        for color, name in turned.items()
        for what in ("fill", "stroke")
    )


def _tags() -> str:
    rules = []
    for look in LOOKS.values():
        key = look.letter.lower()
        line = _LINES[look.line]
        thick = "3px" if line in {"solid", "dotted"} else "2px"
        rules.append(
            f".claim.{key}{{background:var(--{key}-tint);"
            f"text-decoration:underline {thick} {line} var(--{key}-ink)}}\n"
            f"sup.{key} a,sup.{key}{{color:var(--{key}-ink)}}\n"
            f".card.{key}{{border-left-color:var(--{key}-ink)}}\n"
        )
    return "".join(rules)
