"""Word documents: the final, visible text and nothing else."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from annotator.errors import UnreadableError
from annotator.importers import read, read_bytes
from annotator.importers.imported import Imported
from annotator.vocabulary import BlockKind

WordBuilder = Callable[..., bytes]


def paragraph(*runs: str, style: str = "", mark: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    marked = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{named}{marked}</w:pPr>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="A"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def inserted(text: str) -> str:
    return f'<w:ins w:id="2" w:author="A">{run(text)}</w:ins>'


def texts(article: Imported) -> list[str]:
    return [block.span.of(article.text) for block in article.blocks]


def kinds(article: Imported) -> list[BlockKind]:
    return [block.kind for block in article.blocks]


def test_tracked_insertions_keep_their_words_and_deletions_go(word: WordBuilder) -> None:
    body = paragraph(run("Headline")) + paragraph(
        run("The minister "), inserted("said"), deleted("denied"), run(" it was false.")
    )

    article = read_bytes(word(body), "a.docx")

    assert texts(article) == ["Headline", "The minister said it was false."]
    assert any("tracked changes" in notice for notice in article.notices)


def test_what_was_moved_stands_in_its_new_place_only(word: WordBuilder) -> None:
    moved = run("He left.")
    body = (
        paragraph(run("Headline"))
        + paragraph(f"<w:moveFrom>{moved}</w:moveFrom>", run("First. "))
        + paragraph(run("Second. "), f"<w:moveTo>{moved}</w:moveTo>")
    )

    assert texts(read_bytes(word(body), "a.docx"))[1:] == ["First. ", "Second. He left."]


def test_a_deleted_paragraph_end_joins_two_paragraphs(word: WordBuilder) -> None:
    body = paragraph(run("Headline")) + paragraph(run("One "), mark="<w:del/>")
    body += paragraph(run("sentence.")) + paragraph(run("The last."), mark="<w:del/>")

    assert texts(read_bytes(word(body), "a.docx")) == ["Headline", "One sentence.", "The last."]


def test_a_deleted_table_row_is_gone(word: WordBuilder) -> None:
    kept = f"<w:tr><w:tc>{paragraph(run('kept'))}</w:tc></w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run('gone'))}</w:tc></w:tr>"
    body = paragraph(run("Headline")) + f"<w:tbl>{kept}{gone}</w:tbl>"

    assert texts(read_bytes(word(body), "a.docx")) == ["Headline", "kept"]


def test_hidden_text_is_left_out_and_said_to_be(word: WordBuilder) -> None:
    body = paragraph(run("Headline")) + paragraph(
        run("Seen"),
        run(" secret", "<w:vanish/>"),
        run(" again", '<w:vanish w:val="0"/>'),
        run("."),
    )

    article = read_bytes(word(body), "a.docx")

    assert texts(article)[1] == "Seen again."
    assert any("Hidden text" in notice for notice in article.notices)


def test_text_hidden_by_a_style_is_left_out(word: WordBuilder) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Dark"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Darker"><w:basedOn w:val="Dark"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Veil"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = (
        paragraph(run("Headline"))
        + paragraph(run("Seen."), run(" secret", '<w:rStyle w:val="Darker"/>'))
        + paragraph(run("veiled"), run("unveiled", '<w:vanish w:val="false"/>'), style="Veil")
    )

    article = read_bytes(word(body, styles=styles), "a.docx")

    assert texts(article) == ["Headline", "Seen.", "unveiled"]


def test_hidden_text_in_a_footnote_is_left_out_too(word: WordBuilder) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = paragraph(run("The note"), run(" secret", "<w:vanish/>"), run("."))

    article = read_bytes(
        word(
            paragraph(run("Headline"), mark),
            footnotes=f'<w:footnote w:id="2">{note}</w:footnote>',
        ),
        "a.docx",
    )

    assert texts(article) == ["Headline", "The note."]


def test_footnotes_and_endnotes_stand_at_the_end_without_marks(word: WordBuilder) -> None:
    def note(kind: str, number: int, text: str) -> str:
        mark = f"<w:r><w:{kind}Ref/></w:r>"
        return f'<w:{kind} w:id="{number}">{paragraph(mark, run(text))}</w:{kind}>'

    body = (
        paragraph(run("Headline"))
        + paragraph(
            run("First claim"),
            '<w:r><w:footnoteReference w:id="3"/></w:r>',
            run(" and second"),
            '<w:r><w:endnoteReference w:id="1"/></w:r>',
            run("."),
        )
        + paragraph(run("After."), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    )
    footnotes = (
        f'<w:footnote w:id="0" w:type="separator">{paragraph(run("line"))}</w:footnote>'
        + note("footnote", 2, " Two.")
        + note("footnote", 3, " Three.")
        + note("footnote", 4, " Never referred to.")
    )

    article = read_bytes(
        word(body, footnotes=footnotes, endnotes=note("endnote", 1, " End.")), "a.docx"
    )

    assert texts(article) == [
        "Headline", "First claim and second.", "After.", "Three.", "Two.", "End.",
    ]  # fmt: skip
    assert [block.paragraph for block in article.blocks] == [0, 1, 2, 3, 4, 5]


def test_a_footnote_of_deleted_text_goes_with_it(word: WordBuilder) -> None:
    mark = '<w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:del>'
    note = f'<w:footnote w:id="2">{paragraph(run("Gone."))}</w:footnote>'

    article = read_bytes(word(paragraph(run("Headline"), mark), footnotes=note), "a.docx")

    assert texts(article) == ["Headline"]


def test_comments_headers_and_footers_are_not_the_text(word: WordBuilder) -> None:
    comment = '<w:r><w:commentReference w:id="7"/></w:r>'
    article = read_bytes(
        word(
            paragraph(run("Headline"), comment),
            comments=f'<w:comment w:id="7">{paragraph(run("a comment"))}</w:comment>',
            header1=paragraph(run("page header")),
            footer1=paragraph(run("page footer")),
        ),
        "a.docx",
    )

    assert article.text == "Headline"
    assert article.notices == (
        "One comment in the document was read with the words that it is on.",
    )


def test_spaces_tabs_and_line_breaks_stay_as_they_are(word: WordBuilder) -> None:
    words = "  two  spaces\u00a0\u200b “quote” e\u0301 "
    body = paragraph(run("Headline")) + paragraph(
        run(words), "<w:r><w:tab/><w:t>tab</w:t><w:br/><w:t>line</w:t><w:cr/></w:r>", run("end")
    )

    assert texts(read_bytes(word(body), "a.docx"))[1] == f"{words}\ttab\nline\nend"


def test_a_page_break_does_not_glue_words_together(word: WordBuilder) -> None:
    body = paragraph(run("one"), '<w:r><w:br w:type="page"/></w:r>', run("two"))

    assert read_bytes(word(body), "a.docx").text == "one\ntwo"


def test_text_boxes_are_kept_once(word: WordBuilder) -> None:
    box = f"<w:txbxContent>{paragraph(run('In the box.'))}</w:txbxContent>"
    new = (
        '<mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>'
        f"<wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></mc:Choice>"
    )
    old = f"<w:pict><v:rect><v:textbox>{box}</v:textbox></v:rect></w:pict>"
    old = f"<mc:Fallback>{old}</mc:Fallback>"
    both = f"<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>"
    alone = f"<w:r><mc:AlternateContent>{new}</mc:AlternateContent></w:r>"
    body = paragraph(run("Headline")) + paragraph(run("Before."), both) + paragraph(alone)

    article = read_bytes(word(body), "a.docx")

    assert texts(article) == ["Headline", "Before.", "In the box.", "In the box."]


def test_every_paragraph_of_a_table_cell_is_a_block(word: WordBuilder) -> None:
    cells = f"<w:tc>{paragraph(run('a'))}{paragraph(run('b'))}</w:tc>"
    cells += f"<w:tc>{paragraph(run('c'))}</w:tc>"
    body = paragraph(run("Headline")) + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"

    assert texts(read_bytes(word(body), "a.docx")) == ["Headline", "a", "b", "c"]


def test_words_inside_fields_links_controls_and_formulas_are_kept(word: WordBuilder) -> None:
    body = paragraph(
        run("a "),
        f"<w:fldSimple>{run('b ')}</w:fldSimple>",
        f"<w:hyperlink>{run('c ')}</w:hyperlink>",
        f"<w:sdt><w:sdtContent>{run('d ')}</w:sdtContent></w:sdt>",
        f"<w:bdo>{run('e ')}</w:bdo>",
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>",
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        run(" f"),
    )

    assert read_bytes(word(body), "a.docx").text == "a b c d e x=1 f"


def test_the_title_style_gives_the_headline_and_comes_first(word: WordBuilder) -> None:
    body = paragraph(run("EXCLUSIVE")) + paragraph(run("The headline"), style="Title")
    body += paragraph(run("By Jane Doe")) + paragraph(run("Body."), style="Normal")

    article = read_bytes(word(body), "a.docx")

    assert texts(article) == ["The headline", "EXCLUSIVE", "By Jane Doe", "Body."]
    assert article.title == "The headline"
    assert [block.paragraph for block in article.blocks] == [0, 1, 2, 3]


def test_the_first_heading_is_the_headline_but_a_later_one_is_not(word: WordBuilder) -> None:
    heading = paragraph(run("Heading"), style="Heading1")
    top = read_bytes(word(paragraph(run("Slug")) + heading + paragraph(run("Body."))), "a.docx")
    bodies = "".join(paragraph(run(f"Body {n}.")) for n in range(5))
    late = read_bytes(word(paragraph(run("Plain headline")) + bodies + heading), "a.docx")

    assert (top.title, late.title) == ("Heading", "Plain headline")
    assert kinds(late)[-1] is BlockKind.SUBHEAD


def test_kinds_follow_the_styles(word: WordBuilder) -> None:
    body = (
        paragraph(run("Headline"), style="Heading1")
        + paragraph(run("By Jane Doe"))
        + paragraph(run("Background"), style="Heading2")
        + paragraph(run("“Quoted.”"), style="Quote")
        + paragraph(run("The minister."), style="Caption")
        + paragraph(run("Advertisement"))
    )

    article = read_bytes(word(body), "a.docx")

    assert kinds(article) == [
        BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.SUBHEAD, BlockKind.QUOTE,
        BlockKind.CAPTION, BlockKind.FURNITURE,
    ]  # fmt: skip
    assert article.byline == "Jane Doe"
    assert article.blocks[-1].paragraph is None


def test_a_document_made_by_python_docx_reads_as_it_was_written(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Another title"
    document.add_heading("The headline", 0)
    document.add_paragraph("By Jane Doe")
    document.add_paragraph("“It’s false,” he said.")
    document.add_paragraph("A point", style="List Bullet")
    document.add_paragraph("A quotation.", style="Quote")
    document.add_heading("Background", 2)
    document.add_table(1, 2).rows[0].cells[1].text = "in a cell"
    path = tmp_path / "story.docx"
    document.save(str(path))

    article = read(path)

    assert article.title == "The headline"
    assert texts(article) == [
        "The headline", "By Jane Doe", "“It’s false,” he said.", "A point", "A quotation.",
        "Background", "in a cell",
    ]  # fmt: skip
    assert kinds(article)[3:6] == [BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.SUBHEAD]
    assert article.encoding is None
    assert article.original == path.read_bytes()


def test_a_document_without_text_is_refused(word: WordBuilder) -> None:
    with pytest.raises(UnreadableError, match=r"a\.docx holds no text"):
        read_bytes(word(paragraph()), "a.docx")


def test_a_document_is_read_whatever_its_name(word: WordBuilder) -> None:
    for name in ("a.txt", "a.zip", "a", "a.html"):
        assert read_bytes(word(paragraph(run("Headline"))), name).text == "Headline"


def test_the_page_headers_of_a_real_document_are_not_the_text(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "page header"
    document.add_paragraph("Headline")
    out = io.BytesIO()
    document.save(out)
    (tmp_path / "a.docx").write_bytes(out.getvalue())

    assert read(tmp_path / "a.docx").text == "Headline"
