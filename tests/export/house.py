"""A newsroom's own .docx, written out part by part, with all that a report must not take."""

import io
import zipfile

from PIL import Image

_OFFICE = "application/vnd.openxmlformats-officedocument."
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{_RELATIONS}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" mc:Ignorable="w14"'
)
CANARY = "Canary"
"""What stands in everything that a report must not take."""

STYLES = f"""<w:styles {_SPACES}><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:asciiTheme="minorHAnsi"/><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/>
<w:rsid w:val="00AB12CD"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/>
<w:basedOn w:val="Standard"/><w:next w:val="Standard"/><w:pPr><w:numPr><w:ilvl w:val="0"/>
<w:numId w:val="7"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr>
<w:rPr><w:color w:val="AA2244"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Heading2"><w:name w:val="Old head"/>
<w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="NewsHead"><w:name w:val="News Head"/>
<w:basedOn w:val="berschrift2"/><w:rPr><w14:ligatures w14:val="all"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="NewsBody"><w:name w:val="News Body"/>
<w:basedOn w:val="Standard"/><w:rPr><w:sz w:val="26"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="NewsMark"><w:name w:val="News Mark"/>
<w:rPr><w:color w:val="0044AA"/></w:rPr></w:style></w:styles>"""

_PICTURE = """<w:drawing><wp:inline><wp:extent cx="571500" cy="190500"/>
<wp:docPr id="1" name="C:\\Canary\\logo.jpg" descr="C:\\Canary\\logo.jpg"/><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>
<pic:nvPicPr><pic:cNvPr id="1" name="C:\\Canary\\logo.jpg"/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:embed="{id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>
<a:xfrm><a:off x="0" y="0"/><a:ext cx="571500" cy="190500"/></a:xfrm><a:prstGeom prst="rect">
<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"""


def _field(said: str, result: str, inner: str = "") -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {said} </w:instrText></w:r>{inner}'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


_FIELDS = (
    _field("PAGE", "1"),
    _field("FILENAME \\p", "C:/Canary/base.docx"),
    _field("DATE", "Canary"),
    _field("IF", "Canary", _field('INCLUDEPICTURE "http://canary"', "Canary")),
    '<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>Canary</w:t></w:r></w:fldSimple>',
)

HEADER = f"""<w:hdr {_SPACES}><w:p w:rsidR="00AB12CD" w14:paraId="12345678"><w:pPr>
<w:pStyle w:val="berschrift2"/></w:pPr><w:bookmarkStart w:id="0" w:name="Canary"/>
<w:r><w:t>The Averil Courier</w:t></w:r><w:bookmarkEnd w:id="0"/>
<w:ins w:id="1" w:author="Canary" w:date="2020-01-01T00:00:00Z"><w:r><w:t> Daily</w:t></w:r>
</w:ins>
<w:del w:id="2" w:author="Canary"><w:r><w:delText>Canary</w:delText></w:r></w:del>
{"".join(_FIELDS)}
<w:hyperlink r:id="rId3"><w:r><w:t> Website</w:t></w:r></w:hyperlink>
<w:sdt><w:sdtPr><w:dataBinding w:xpath="/canary" w:storeItemID="{{1}}"/></w:sdtPr><w:sdtContent>
<w:r><w:t>Canary</w:t></w:r></w:sdtContent></w:sdt>
<w:r>{_PICTURE.format(id="rId1")}</w:r><w:r>{_PICTURE.format(id="rId2")}</w:r>
<w:r>{_PICTURE.format(id="rId4")}</w:r><w:r><w:pict><v:shape alt="Canary"/></w:pict></w:r>
<mc:AlternateContent><mc:Choice Requires="w14"><w:r><w:t>Canary</w:t></w:r></mc:Choice>
</mc:AlternateContent></w:p></w:hdr>"""

NUMBERING = f"""<w:numbering {_SPACES}><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0">
<w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="berschrift2"/>
<w:lvlText w:val="%1."/><w:lvlJc w:val="start"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:lvlText w:val="Canary"/>
</w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num><w:num w:numId="9">
<w:abstractNumId w:val="5"/></w:num></w:numbering>"""

DOCUMENT = f"""<w:document {_SPACES}><w:body><w:p><w:r><w:t>Canary</w:t></w:r></w:p><w:sectPr>
<w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="first" r:id="rId2"/>
<w:footerReference w:type="even" r:id="rId99"/><w:pgSz w:w="11000" w:h="15000"/>
<w:pgMar w:top="-1500" w:right="1000" w:bottom="1400" w:left="1300" w:header="600" w:footer="500"
w:gutter="0"/><w:titlePg/></w:sectPr></w:body></w:document>"""

_COLORS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")

THEME = """<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="House">
<a:themeElements><a:clrScheme name="House">{colors}</a:clrScheme><a:fontScheme name="House">
<a:majorFont><a:latin typeface="Bodoni"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont>
<a:minorFont><a:latin typeface="Futura"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont>
</a:fontScheme><a:fmtScheme name="House"><a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>
{line}</a:lnStyleLst><a:effectStyleLst>{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}
</a:bgFillStyleLst></a:fmtScheme></a:themeElements><a:extLst><a:ext uri="{{Canary}}"/></a:extLst>
</a:theme>""".format(
    colors="".join(f'<a:{name}><a:srgbClr val="102030"/></a:{name}>' for name in _COLORS),
    fill='<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3,
    line='<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3,
    effect="<a:effectStyle><a:effectLst/></a:effectStyle>" * 3,
)


def _relations(*targets: tuple[str, str]) -> str:
    """Return a part of relations rId1, rId2 and so on; what has "://" leads outside."""
    lines = (
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}relationships">{"".join(lines)}</Relationships>'


def _logo() -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (60, 20), "#aa2244")
    image.save(out, "JPEG", comment=b"Canary")
    return out.getvalue()


def types(main: str = f"{_OFFICE}wordprocessingml.document.main+xml") -> str:
    """Return the part of content types; `main` is that of the document."""
    return (
        f'<Types xmlns="{_PACKAGE}content-types"><Default Extension="xml" ContentType="x"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )


def parts() -> dict[str, str | bytes]:
    """Return all parts by their names."""
    return {
        "[Content_Types].xml": types(),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml"), ("thumbnail", "docProps/thumbnail.jpeg")
        ),
        "docProps/core.xml": "<core>Canary</core>",
        "docProps/thumbnail.jpeg": _logo(),
        "customXml/item1.xml": "<canary>Canary</canary>",
        "word/document.xml": DOCUMENT,
        "word/_rels/document.xml.rels": _relations(
            ("header", "header1.xml"),
            ("footer", "footer1.xml"),
            ("styles", "styles.xml"),
            ("numbering", "numbering.xml"),
            ("theme", "theme/theme1.xml"),
            ("comments", "comments.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("customXml", "../customXml/item1.xml"),
        ),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/theme/theme1.xml": THEME,
        "word/comments.xml": f"<w:comments {_SPACES}/>",
        "word/settings.xml": f'<w:settings {_SPACES}><w:attachedTemplate r:id="rId1"/>'
        "<w:evenAndOddHeaders/></w:settings>",
        "word/_rels/settings.xml.rels": _relations(("attachedTemplate", "file:///C:/Canary.dotm")),
        "word/fontTable.xml": f'<w:fonts {_SPACES}><w:font w:name="Futura">'
        '<w:charset w:val="00" w:characterSet="windows-1252"/><w:embedRegular r:id="rId1"/>'
        "</w:font></w:fonts>",
        "word/header1.xml": HEADER,
        "word/_rels/header1.xml.rels": _relations(
            ("image", "media/logo.jpg"),
            ("image", "media/logo.emf"),
            ("hyperlink", "file:///C:/Canary.html"),
            ("image", "http://canary.example/logo.png"),
        ),
        "word/media/logo.jpg": _logo(),
        "word/media/logo.emf": b"Canary",
        "word/footer1.xml": f"<w:ftr {_SPACES}><w:tbl><w:tblPr/><w:tblGrid><w:gridCol/>"
        "</w:tblGrid><w:tr><w:tc/></w:tr></w:tbl></w:ftr>",
    }


def house(**changed: str | bytes | None) -> bytes:
    """Return the document; of `changed`, by name without folder and suffix, None drops a part."""
    written = parts()
    for name in list(written):
        key = name.rpartition("/")[2].removesuffix(".xml").strip("[]")
        if key in changed:
            written[name] = changed[key] or b""
            if changed[key] is None:
                del written[name]
    return packed(written)


def packed(written: dict[str, str | bytes]) -> bytes:
    """Return an archive of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in written.items():
            archive.writestr(name, content)
    return out.getvalue()
