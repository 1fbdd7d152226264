"""The parts that every Word file wants and nobody reads: settings, fonts, theme, numbering."""

import re

from annotator.export.markup import WORD, escaped
from annotator.export.styles import GREEN, GREY, INK, MONO, RULE, SANS, SERIF, TEXT_INDENT
from annotator.palette import LIGHT, LOOKS

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_ABSTRACT = re.compile(r'w:abstractNumId="(\d+)"')
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def settings_xml(*, has_even_pages: bool = False) -> bytes:
    """Return the settings part; pages with even numbers may have edges of their own."""
    even = "<w:evenAndOddHeaders/>" if has_even_pages else ""
    return (
        f'<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'{even}<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat><w:themeFontLang w:val="en-US"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    ).encode()


def _font(name: str, instead: str, panose: str, family: str, pitch: str) -> str:
    return (
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:panose1 w:val="{panose}"/>'
        f'<w:charset w:val="00"/><w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
    )


FONTS = (
    f'<w:fonts xmlns:w="{WORD}">'
    + _font(SERIF, "Gelasio", "02040502050405020303", "roman", "variable")
    + _font(SANS, "Liberation Sans", "020B0604020202020204", "swiss", "variable")
    + _font(MONO, "Liberation Mono", "02070309020205020404", "modern", "fixed")
    + "</w:fonts>"
).encode()


def _theme_colors() -> str:
    inks = [look.light_ink[1:] for look in LOOKS.values()]
    colors = {
        "dk1": INK,
        "lt1": "FFFFFF",
        "dk2": GREY,
        "lt2": LIGHT.chrome[1:],
        **{f"accent{n}": color for n, color in enumerate((*inks, GREEN, RULE), 1)},
        "hlink": GREEN,
        "folHlink": GREY,
    }
    return "".join(f'<a:{k}><a:srgbClr val="{v}"/></a:{k}>' for k, v in colors.items())


def _theme_font(kind: str, name: str) -> str:
    return (
        f'<a:{kind}Font><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/>'
        f"</a:{kind}Font>"
    )


_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'

THEME = (
    f'<a:theme xmlns:a="{_DRAWING}" name="On Record"><a:themeElements>'
    f'<a:clrScheme name="On Record">{_theme_colors()}</a:clrScheme><a:fontScheme name="On Record">'
    f"{_theme_font('major', SERIF)}{_theme_font('minor', SANS)}</a:fontScheme>"
    f'<a:fmtScheme name="On Record"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>'
    + f'<a:ln w="6350">{_FILL}</a:ln>' * 3
    + "</a:lnStyleLst><a:effectStyleLst>"
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    + f"</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
    "</a:themeElements></a:theme>"
).encode()

APPLICATION = (
    f'<Properties xmlns="{_PROPERTIES}"><Application>On Record</Application></Properties>'
).encode()


def numbering_xml(
    starts: list[int], abstract: str = "", others: str = "", *, first: int = 1
) -> bytes:
    """Return the numbering part: list `first` + n counts paragraphs from `starts[n]`.

    `abstract` and `others` are lists that are there already, as XML.
    """
    free = max((int(n) for n in _ABSTRACT.findall(abstract)), default=-1) + 1
    lists = (
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{free}"/><w:lvlOverride w:ilvl="0">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for n, start in enumerate(starts, first)
    )
    return (
        f'<w:numbering xmlns:w="{WORD}">{abstract}<w:abstractNum w:abstractNumId="{free}">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{TEXT_INDENT}" w:hanging="{TEXT_INDENT}"/></w:pPr><w:rPr>'
        f'<w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}" w:cs="{SANS}"/>'
        f'<w:b w:val="0"/><w:i w:val="0"/><w:color w:val="{GREY}"/>'
        '<w:sz w:val="16"/><w:szCs w:val="16"/>'
        "</w:rPr></w:lvl></w:abstractNum>"
        f"{others}{''.join(lists)}</w:numbering>"
    ).encode()


def banner_xml(words: str) -> bytes:
    """Return a header part with words in a frame, dark also where nothing has a color."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="12" w:space="2" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:hdr xmlns:w="{WORD}"><w:p><w:pPr><w:pStyle w:val="Footer"/><w:pBdr>{edges}</w:pBdr>'
        '<w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/><w:color w:val="000000"/>'
        '<w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr>'
        f"<w:t>{escaped(words)}</w:t></w:r></w:p></w:hdr>"
    ).encode()


def footer_xml(title: str, right: int) -> bytes:
    """Return the footer part: a short title, and the page at `right` (twentieths of a point)."""

    def field(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    def text(words: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{escaped(words)}</w:t></w:r>'

    return (
        f'<w:ftr xmlns:w="{WORD}"><w:p><w:pPr><w:pStyle w:val="Footer"/><w:tabs>'
        f'<w:tab w:val="right" w:pos="{right}"/></w:tabs></w:pPr>{text(title)}'
        f"<w:r><w:tab/></w:r>{text('Page ')}{field('PAGE')}{text(' of ')}{field('NUMPAGES')}"
        "</w:p></w:ftr>"
    ).encode()
