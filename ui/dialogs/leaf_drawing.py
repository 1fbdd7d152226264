"""A first page on an image: the words of a leaf in their own faces, sizes, lines and tints."""

from PySide6.QtCore import QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QPainter,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextOption,
    QTextTableCellFormat,
    QTextTableFormat,
)

from annotator.leaf import Cell, Grid, Image, Leaf, Line, Paragraph, Words

_INCH, _POINTS = 96, 72
"""Qt scales the lengths of a table by the dots of its device to 96 an inch; one is our point."""
_DOTS_PER_METER = round(_INCH / 0.0254)
_MORE = 28.0
_RULED = QTextFormat.Property.UserProperty.value + 1
_UNDERLINES = {
    "single": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "thick": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "double": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "dash": QTextCharFormat.UnderlineStyle.DashUnderline,
    "dotted": QTextCharFormat.UnderlineStyle.DotLine,
}
_BORDER = (
    ("setTopBorder", "setTopBorderBrush", "setTopBorderStyle", "setTopPadding"),
    ("setRightBorder", "setRightBorderBrush", "setRightBorderStyle", "setRightPadding"),
    ("setBottomBorder", "setBottomBorderBrush", "setBottomBorderStyle", "setBottomPadding"),
    ("setLeftBorder", "setLeftBorderBrush", "setLeftBorderStyle", "setLeftPadding"),
)


def drawn(leaf: Leaf, scale: float) -> QImage:
    """Return a page on white paper, `scale` pixels to a point; any thread may ask for it."""
    image = QImage(
        round(leaf.width * scale), round(leaf.height * scale), QImage.Format.Format_RGB32
    )
    image.fill(QColor("white"))
    device = QImage(1, 1, QImage.Format.Format_RGB32)
    device.setDotsPerMeterX(_DOTS_PER_METER)
    device.setDotsPerMeterY(_DOTS_PER_METER)
    top, right, bottom, left = leaf.margins
    document = _document(leaf, leaf.width - left - right, device)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(scale, scale)
    painter.translate(left, top)
    # A wider face may stand for one that is not here: a line more is not cut.
    room = QRectF(0, 0, leaf.width - left - right, leaf.height - top - bottom + min(bottom, _MORE))
    painter.setClipRect(room.adjusted(-left, 0, right, 0))
    document.drawContents(painter, room)
    _draw_rules(painter, document)
    painter.end()
    return image


def _document(leaf: Leaf, width: float, device: QImage) -> QTextDocument:
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setUseDesignMetrics(True)
    document.setDocumentMargin(0)
    document.documentLayout().setPaintDevice(device)
    option = document.defaultTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setTextWidth(width)
    cursor = QTextCursor(document)
    # Else everything is set anew after each word, which takes minutes for a long table.
    cursor.beginEditBlock()
    is_fresh = True
    before = (None, *leaf.blocks)
    after = (*leaf.blocks[1:], None)
    for last, block, following in zip(before, leaf.blocks, after, strict=False):
        if isinstance(block, Grid):
            _insert_table(document, cursor, block, (_after(last), _before(following)))
            is_fresh = True
        else:
            if not is_fresh:
                cursor.insertBlock()
            _insert(document, cursor, block, width)
            is_fresh = False
    cursor.endEditBlock()
    return document


def _draw_rules(painter: QPainter, document: QTextDocument) -> None:
    """Draw the lines over paragraphs, which no format of Qt has."""
    layout, block = document.documentLayout(), document.begin()
    while block.isValid():
        rule = block.blockFormat().property(_RULED)
        if isinstance(rule, Line):
            rect = layout.blockBoundingRect(block)
            painter.setPen(QPen(QColor(rule.color), rule.width))
            y = rect.top() - 3
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        block = block.next()


def _after(block: Paragraph | Grid | None) -> float:
    return block.after if isinstance(block, Paragraph) else 0.0


def _before(block: Paragraph | Grid | None) -> float:
    return block.before if isinstance(block, Paragraph) else 0.0


def _insert(document: QTextDocument, cursor: QTextCursor, block: Paragraph, width: float) -> None:
    """Write a paragraph in the empty block at the cursor."""
    shape = QTextBlockFormat()
    shape.setTopMargin(block.before)
    shape.setBottomMargin(block.after)
    shape.setLeftMargin(block.indent)
    shape.setLineHeight(
        block.line * 100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    )
    if any(isinstance(part, Image) for part in block.content):
        shape.setLineHeight(100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if block.rule:
        shape.setProperty(_RULED, block.rule)
    if block.is_rtl:
        shape.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    if block.tab:
        stop = QTextOption.Tab(min(block.tab, width) - 1, QTextOption.TabType.RightTab)
        shape.setTabPositions([stop])
    cursor.setBlockFormat(shape)
    first = next((part for part in block.content if isinstance(part, Words)), None)
    cursor.setBlockCharFormat(_letters(first or Words("", size=1)))
    for part in block.content:
        if isinstance(part, Image):
            _insert_image(document, cursor, part)
        else:
            cursor.insertText(part.text.replace("\n", "\u2028"), _letters(part))


def _insert_image(document: QTextDocument, cursor: QTextCursor, image: Image) -> None:
    name = QUrl(f"picture:{cursor.position()}")
    document.addResource(
        QTextDocument.ResourceType.ImageResource.value, name, QImage.fromData(image.png)
    )
    shape = QTextImageFormat()
    shape.setName(name.toString())
    shape.setWidth(image.width)
    shape.setHeight(image.height)
    cursor.insertImage(shape)


def _letters(words: Words) -> QTextCharFormat:
    font = QFont(words.family)
    font.setStyleHint(_hint(words.family))
    font.setPointSizeF(max(words.size, 1.0) * _POINTS / _INCH)
    font.setBold(words.is_bold)
    font.setItalic(words.is_italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if words.is_bold:  # the shipped faces are variable ones, which Qt sets by their axis alone
        font.setVariableAxis(QFont.Tag("wght"), 700)
    if words.is_caps:
        font.setCapitalization(QFont.Capitalization.AllUppercase)
    letters = QTextCharFormat()
    letters.setFont(font)
    letters.setForeground(QColor(words.color))
    if words.is_raised:
        letters.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    if words.tint:
        letters.setBackground(QColor(words.tint))
    if words.underline:
        style = _UNDERLINES.get(words.underline, QTextCharFormat.UnderlineStyle.SingleUnderline)
        letters.setUnderlineStyle(style)
        letters.setUnderlineColor(QColor(words.underline_color or words.color))
    return letters


def _hint(family: str) -> QFont.StyleHint:
    if "Courier" in family or "Mono" in family:
        return QFont.StyleHint.Monospace
    serifs = ("Georgia", "Times", "Serif", "Cambria", "Garamond")
    is_serif = any(name in family for name in serifs)
    return QFont.StyleHint.Serif if is_serif else QFont.StyleHint.SansSerif


def _insert_table(
    document: QTextDocument, cursor: QTextCursor, grid: Grid, around: tuple[float, float]
) -> None:
    """Write a table; Qt leaves out the room that paragraphs want above and below one."""
    shape = QTextTableFormat()
    shape.setBorder(0)
    shape.setTopMargin(around[0])
    shape.setBottomMargin(around[1])
    shape.setCellSpacing(0)
    shape.setCellPadding(0)
    shape.setBorderCollapse(True)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    fixed = QTextLength.Type.FixedLength
    shape.setColumnWidthConstraints([QTextLength(fixed, width) for width in grid.widths])
    table = cursor.insertTable(max(len(grid.rows), 1), max(len(grid.widths), 1), shape)
    for number, row in enumerate(grid.rows):
        column = 0
        for cell in row:
            place = table.cellAt(number, column)
            _fill(document, place.firstCursorPosition(), cell)
            # The first block of a cell has its format, so nothing is written after it.
            place.setFormat(_cell(cell))
            if cell.span > 1:
                table.mergeCells(number, column, 1, cell.span)
            column += cell.span
    cursor.movePosition(QTextCursor.MoveOperation.End)


def _fill(document: QTextDocument, cursor: QTextCursor, cell: Cell) -> None:
    for number, block in enumerate(cell.blocks):
        if number:
            cursor.insertBlock()
        _insert(document, cursor, block, cell.width)


def _cell(cell: Cell) -> QTextTableCellFormat:
    shape = QTextTableCellFormat()
    for names, line, room in zip(_BORDER, cell.lines, cell.room, strict=True):
        border, brush, style, padding = (getattr(shape, name) for name in names)
        padding(room)
        if line:
            _edge(line, border, brush, style)
    return shape


def _edge(line: Line, *setters: object) -> None:
    border, brush, style = setters
    border(max(line.width, 0.5))  # type: ignore[operator]
    brush(QBrush(QColor(line.color)))  # type: ignore[operator]
    style(QTextFrameFormat.BorderStyle.BorderStyle_Solid)  # type: ignore[operator]
