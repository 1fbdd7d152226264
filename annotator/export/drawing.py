"""A picture in the line of text, as DrawingML: at its exact size, with its words for the blind."""

from annotator.export.markup import escaped
from annotator.pictures import Picture
from annotator.png import SCALE

PIXEL = 15
"""How many twentieths of a point a pixel of a picture is."""

MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
"""The namespace of a drawing's place in the text, and of its description."""
_EMU = 635
"""English metric units in a twentieth of a point."""


def drawing(picture: Picture, relation: str, number: int, width: int) -> str:
    """Return a run with a picture, scaled down where it is wider than `width`.

    `relation` leads to its image, `number` is its own in the document; `width` is in twentieths
    of a point.
    """
    wide, high = extent(picture, width)
    title, told = escaped(picture.title), escaped(picture.description)
    size = f'cx="{wide}" cy="{high}"'
    name = f'id="{number}" name="Picture {number}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{PLACED}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr {name} descr="{told}" title="{title}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{MAIN}" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{MAIN}"><a:graphicData uri="{PICTURE}">'
        f'<pic:pic xmlns:pic="{PICTURE}"><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/>'
        '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def extent(picture: Picture, width: int) -> tuple[int, int]:
    """Return the size of a picture on the page, in EMU; its pixels stay square."""
    pixels = [max(round(side * SCALE), 1) for side in (picture.width, picture.height)]
    wide, high = (PIXEL * _EMU * n // SCALE for n in pixels)
    if wide <= width * _EMU:
        return wide, high
    return width * _EMU, round(high * width * _EMU / wide)
