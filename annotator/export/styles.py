"""The styles of a Word report, by name: what a newsroom can restyle without touching code."""

from dataclasses import dataclass

from annotator.export.markup import WORD
from annotator.palette import LIGHT, LOOKS, TagLook

SERIF = "Georgia"
SANS = "Arial"
MONO = "Courier New"

INK = "1A1A1A"
GREY = LIGHT.muted[1:]
RULE = LIGHT.lines[1:]
GREEN = LIGHT.accent[1:]

TEXT_INDENT = 510
"""How far the article's text stands in from its paragraph numbers, in twentieths of a point."""

ARTICLE = "OnRecordArticle"
BARE = "OnRecordUntagged"
CONTENTS = "OnRecordContents"

_NORMAL = "Normal"


def tag_style(look: TagLook) -> str:
    """Return the id of a tag's character style."""
    return "OnRecord" + look.title.title().replace(" ", "")


def styles_xml() -> bytes:
    """Return the styles part."""
    return "".join(
        (
            f'<w:styles xmlns:w="{WORD}">',
            _DEFAULTS,
            *_PARAGRAPHS,
            *_CHARACTERS,
            *(_tag(look) for look in LOOKS.values()),
            _TABLES,
            "</w:styles>",
        )
    ).encode()


def _font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _color(color: str) -> str:
    return f'<w:color w:val="{color}"/>'


_BOLD = "<w:b/><w:bCs/>"

_DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    f"{_font(SANS)}{_color(INK)}{_size(20)}"
    '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
    '<w:spacing w:after="0" w:line="264" w:lineRule="auto"/>'
    "</w:pPr></w:pPrDefault></w:docDefaults>"
)


def _paragraph(
    style: str,
    name: str,
    paragraph: str = "",
    run: str = "",
    based_on: str | None = _NORMAL,
    following: str | None = None,
) -> str:
    default = ' w:default="1"' if style == _NORMAL else ""
    custom = ' w:customStyle="1"' if style.startswith("OnRecord") else ""
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{style}">'
        f'<w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based_on}"/>' if based_on else "")
        + (f'<w:next w:val="{following}"/>' if following else "")
        + f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _character(style: str, name: str, run: str) -> str:
    custom = ' w:customStyle="1"' if style.startswith("OnRecord") else ""
    return (
        f'<w:style w:type="character"{custom} w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{run}</w:rPr></w:style>'
    )


def _spacing(before: int, after: int, line: int = 264) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _heading(level: int, before: int, after: int, run: str) -> str:
    return _paragraph(
        f"Heading{level}",
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/>{_spacing(before, after)}<w:outlineLvl w:val="{level - 1}"/>',
        run,
        following=_NORMAL,
    )


_OVERRULE = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>'

_PARAGRAPHS = (
    _paragraph(_NORMAL, "Normal", based_on=None),
    _paragraph(
        "Title",
        "Title",
        f"<w:keepNext/><w:keepLines/>{_spacing(60, 120, 252)}",
        f"{_font(SERIF)}{_BOLD}{_size(48)}",
        following=_NORMAL,
    ),
    _heading(1, 60, 120, f"{_font(SERIF)}{_BOLD}{_size(44)}"),
    _heading(2, 480, 120, f"{_BOLD}{_size(26)}"),
    _heading(3, 240, 80, f"{_BOLD}{_size(21)}"),
    _paragraph(
        "Caption", "caption", f"<w:keepNext/>{_spacing(0, 160)}", f"{_color(GREY)}{_size(17)}"
    ),
    _paragraph("OnRecordPicture", "On Record Picture", f"<w:keepNext/>{_spacing(60, 100, 240)}"),
    _paragraph("OnRecordGap", "On Record Gap", _spacing(0, 0, 240), _size(16)),
    _paragraph(
        "Footer",
        "footer",
        f"{_OVERRULE}{_spacing(0, 0)}",
        f"{_color(GREY)}{_size(16)}",
    ),
    _paragraph("CommentText", "annotation text", _spacing(0, 20, 252), _size(19)),
    _paragraph(
        ARTICLE,
        "On Record Article",
        f'{_spacing(0, 150, 324)}<w:ind w:left="{TEXT_INDENT}"/>',
        f"{_font(SERIF)}{_size(22)}",
    ),
    _paragraph(
        "OnRecordKicker",
        "On Record Kicker",
        f"<w:keepNext/>{_spacing(0, 60)}",
        f'{_BOLD}<w:caps/>{_color(GREEN)}<w:spacing w:val="20"/>{_size(16)}',
    ),
    _paragraph("OnRecordByline", "On Record Byline", _spacing(0, 200), f"{_color(GREY)}"),
    _paragraph(
        "OnRecordVerdict",
        "On Record Verdict",
        f"{_spacing(0, 240, 276)}",
        f"{_BOLD}{_size(24)}",
    ),
    _paragraph(
        "OnRecordTableHeader",
        "On Record Table Header",
        f"<w:keepNext/>{_spacing(0, 0)}",
        f"{_BOLD}{_color(GREY)}{_size(16)}",
    ),
    _paragraph("OnRecordTableText", "On Record Table Text", _spacing(0, 0, 259), _size(17)),
    _paragraph(
        "OnRecordTableQuote",
        "On Record Table Quote",
        _spacing(0, 0, 264),
        f"{_font(SERIF)}{_size(18)}",
        based_on="OnRecordTableText",
    ),
    _paragraph(
        "OnRecordDetail",
        "On Record Detail",
        _spacing(20, 0, 252),
        f"{_color(GREY)}{_size(15)}",
        based_on="OnRecordTableText",
    ),
    _paragraph(
        "OnRecordFigure",
        "On Record Figure",
        f"<w:keepNext/>{_spacing(0, 0)}",
        f"{_BOLD}{_size(28)}",
    ),
    _paragraph(
        CONTENTS,
        "On Record Contents",
        f"<w:keepNext/>{_spacing(240, 120)}",
        f"{_BOLD}{_size(26)}",
    ),
    _paragraph("OnRecordNote", "On Record Note", _spacing(200, 0), f"{_color(GREY)}{_size(17)}"),
    _paragraph("TOC1", "toc 1", f"<w:keepNext/>{_spacing(120, 40)}", f"{_BOLD}{_size(19)}"),
    _paragraph("TOC2", "toc 2", _spacing(0, 40), _size(19)),
)

_CHARACTERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
    _character("CommentReference", "annotation reference", _size(16)),
    _character("Hyperlink", "Hyperlink", f'{_color(GREEN)}<w:u w:val="single"/>'),
    _character("OnRecordCode", "On Record Code", f"{_font(MONO)}{_size(15)}"),
    _character(
        "OnRecordMark",
        "On Record Mark",
        f'{_font(SANS)}{_BOLD}<w:noProof/>{_size(23)}<w:vertAlign w:val="superscript"/>',
    ),
    _character("OnRecordNumber", "On Record Number", f"{_font(SANS)}{_color(GREY)}{_size(15)}"),
    _character(BARE, "On Record Untagged", f'<w:u w:val="single" w:color="{GREY}"/>'),
)


def _tag(look: TagLook) -> str:
    return _character(
        tag_style(look),
        f"On Record {look.title}",
        f'<w:u w:val="{look.line}" w:color="{look.light_ink[1:]}"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{look.light_tint[1:]}"/>',
    )


def _margins(top: int, left: int, bottom: int, right: int) -> str:
    sides = {"top": top, "left": left, "bottom": bottom, "right": right}
    cells = "".join(f'<w:{side} w:w="{n}" w:type="dxa"/>' for side, n in sides.items())
    return f"<w:tblCellMar>{cells}</w:tblCellMar>"


_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    f"<w:tblPr>{_margins(0, 0, 0, 0)}</w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="OnRecordTable">'
    '<w:name w:val="On Record Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
    f"</w:tblBorders>{_margins(70, 0, 70, 140)}</w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{GREY}"/>'
    "</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="OnRecordFacts">'
    '<w:name w:val="On Record Facts"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
    f"</w:tblBorders>{_margins(60, 0, 60, 140)}</w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="OnRecordBoxes">'
    '<w:name w:val="On Record Boxes"/><w:basedOn w:val="TableNormal"/>'
    f"<w:tblPr>{_margins(80, 110, 60, 110)}</w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="OnRecordFractions">'
    '<w:name w:val="On Record Fractions"/><w:basedOn w:val="TableNormal"/>'
    f"<w:tblPr>{_margins(60, 0, 40, 0)}</w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="OnRecordMustFix">'
    '<w:name w:val="On Record Must Fix"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
    f"</w:tblBorders>{_margins(40, 0, 40, 140)}</w:tblPr></w:style>"
)


@dataclass(frozen=True, slots=True)
class Metrics:
    """How much room a style takes, in points: a letter, a line, what is around the paragraph."""

    letter: float
    line: float
    around: float
    indent: float = 0.0
    is_kept: bool = False


METRICS = {
    "Normal": Metrics(4.9, 12.7, 0),
    "Title": Metrics(13.2, 29, 9, is_kept=True),
    "Heading1": Metrics(12.2, 27.5, 9, is_kept=True),
    "Heading2": Metrics(7.2, 16.4, 30, is_kept=True),
    "Heading3": Metrics(5.8, 13.3, 16, is_kept=True),
    "Caption": Metrics(4.2, 10.8, 8, is_kept=True),
    ARTICLE: Metrics(5.7, 16.9, 7.5, 25.5),
    "OnRecordKicker": Metrics(5, 10, 3, is_kept=True),
    "OnRecordByline": Metrics(4.9, 12.7, 10),
    "OnRecordVerdict": Metrics(6.3, 15.9, 12),
    "OnRecordTableHeader": Metrics(4.3, 10.2, 0, is_kept=True),
    "OnRecordTableText": Metrics(4.2, 10.6, 0),
    "OnRecordTableQuote": Metrics(4.7, 11.3, 0),
    "OnRecordDetail": Metrics(3.8, 9.1, 1),
    "OnRecordPicture": Metrics(4.9, 9.8, 8, is_kept=True),
    "OnRecordGap": Metrics(3.8, 9.2, 0),
    "OnRecordFigure": Metrics(7.4, 17.7, 0),
    CONTENTS: Metrics(7.2, 16.4, 18, is_kept=True),
    "OnRecordNote": Metrics(4.2, 10.8, 10),
    "TOC1": Metrics(2.5, 12.1, 8),
    "TOC2": Metrics(2.5, 12.1, 2),
}
"""What the styles come to on paper, near enough to reckon pages by."""
