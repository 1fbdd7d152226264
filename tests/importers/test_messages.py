"""Mail: the text of a message under its subject, told by its headers who wrote it and when."""

import base64

import pytest

from annotator.errors import UnreadableError
from annotator.importers import Imported, read_bytes
from annotator.vocabulary import BlockKind
from tests.importers.samples import FOLDER, check

HEADERS = (
    "From: Bo Ek <bo@mill.example>\nSubject: Statement\nDate: Thu, 2 May 2024 09:00:00 +0200\n"
    "MIME-Version: 1.0\n"
)


def read(body: str | bytes, kind: str = "text/plain; charset=utf-8", more: str = "") -> Imported:
    data = body.encode() if isinstance(body, str) else body
    head = f"{HEADERS}{more}Content-Type: {kind}\n\n".encode()
    article = read_bytes(head + data, "statement.eml")
    check(article)
    return article


def several(*parts: str, kind: str = "mixed") -> tuple[str, str]:
    """Return the body of a multipart of these parts, and its media type."""
    body = "".join(f"--b\n{part}\n" for part in parts)
    return f"{body}--b--\n", f'multipart/{kind}; boundary="b"'


def blocks(article: Imported) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]


def test_headers_become_metadata_and_the_subject_the_headline() -> None:
    article = read("Words.\n", more="Content-Language: en-US, de\nOrganization: Mill\n")

    assert article.text == "Statement\n\nWords."
    assert (article.title, article.byline, article.outlet) == ("Statement", "Bo Ek", "Mill")
    assert (article.published, article.language) == ("2024-05-02T09:00:00+02:00", "en-US")
    assert article.origins["published"] == "message header"


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("=?utf-8?Q?=E2=80=9CNo=2C=E2=80=9D_he?= said", "“No,” he said"),
        ("=?utf-8?B?4oCcTuKA?=\n =?utf-8?B?nQ==?=", "“N”"),
        ("=?klingon?Q?n=F6?=", "nö"),
        ("=?iso-8859-1?Q?Yard=92s_statement?=", "Yard’s statement"),
        ("=?us-ascii?Q?Yard=92s_statement?=", "Yard’s statement"),
        ("One\n\ttwo", "One two"),
        ("„Nein“ =?utf-8?Q?=E2=80=94?= doch", "„Nein“ — doch"),
        ("=?utf-8?B?\x003RhdGVtZW50?=", "=?utf-8?B?3RhdGVtZW50?="),
    ],
)
def test_subjects_are_decoded(raw: str, seen: str) -> None:
    data = f"From: a@b.example\nMIME-Version: 1.0\nSubject: {raw}\n\nWords."

    assert read_bytes(data.encode(), "a.eml").title == seen


def test_a_header_in_bare_bytes_is_read() -> None:
    data = "From: Jürg\nMessage-ID: 1\nSubject: “Nein”\n\nWords.".encode()

    article = read_bytes(data, "a.eml")

    assert (article.title, article.byline) == ("“Nein”", "Jürg")


def test_a_sender_without_a_name_is_the_address() -> None:
    assert (
        read_bytes(b"From: a@b.example\nMessage-ID: 1\n\nWords.", "a.eml").byline == "a@b.example"
    )


def test_flowed_lines_are_joined_and_quotes_and_signature_told() -> None:
    text = "We did \nnot know.\n From here.\n\n> What did \n> you know?\n-- \nBo Ek\n"

    assert blocks(read(text, "text/plain; format=flowed"))[1:] == [
        (BlockKind.PARAGRAPH, "We did not know.\nFrom here."),
        (BlockKind.QUOTE, "What did you know?"),
        (BlockKind.FURNITURE, "Bo Ek"),
    ]


def test_other_lines_stay_lines() -> None:
    assert read("We did\nnot  know.\n>From here\n").text == (
        "Statement\n\nWe did\nnot  know.\nFrom here"
    )


@pytest.mark.parametrize(
    ("body", "kind", "seen"),
    [
        ("“Né”".encode("cp1252"), "text/plain; charset=windows-1252", "“Né”"),
        ("日本".encode("iso-2022-jp"), "text/plain; charset=iso-2022-jp", "日本"),
        ("Né — “x”".encode(), "text/plain; charset=klingon", "Né — “x”"),
        ("Né and Né".encode("latin-1"), "text/plain", "Né and Né"),
    ],
)
def test_bodies_are_decoded(body: bytes, kind: str, seen: str) -> None:
    assert read(body, kind).text == f"Statement\n\n{seen}"


def test_a_body_in_base64_or_quoted_printable_is_decoded() -> None:
    coded = base64.encodebytes("“No” = no.".encode()).decode()

    assert read(coded, more="Content-Transfer-Encoding: base64\n").text.endswith("“No” = no.")
    quoted = read(
        "=E2=80=9CNo=E2=80=9D =\n=3D no.", more="Content-Transfer-Encoding: Quoted-Printable\n"
    )
    assert quoted.text.endswith("“No” = no.")


def test_the_page_goes_before_the_plain_text_unless_it_is_empty() -> None:
    plain, page = "Content-Type: text/plain\n\nPlain.", "Content-Type: text/html\n\n<p>Page.</p>"
    empty = "Content-Type: text/html\n\n<!-- nothing --><img src=x>"

    assert read(*several(plain, page, kind="alternative")).text == "Statement\n\nPage."
    assert read(*several(plain, empty, kind="alternative")).text == "Statement\n\nPlain."


def test_what_is_attached_is_no_text_and_is_told() -> None:
    text = "Content-Type: text/plain\n\nWords."
    note = "Content-Type: text/plain\nContent-Disposition: attachment\n\nOther words."
    message = "Content-Type: message/rfc822\n\nSubject: Old\n\nOld words."
    logo = "Content-Type: image/png\nContent-ID: <l>\nContent-Disposition: inline; filename=l\n\nx"
    footer = "Content-Type: text/plain\n\nA list's footer."

    article = read(*several(text, note, message, logo, footer))

    assert article.text == "Statement\n\nWords.\n\nA list's footer."
    assert article.notices == ("2 attachments were left out.",)


def test_a_headline_that_repeats_the_subject_stands_once() -> None:
    article = read("<p>Press release</p><h1>Statement</h1><p>Words.</p>", "text/html")

    assert article.text == "Statement\n\nPress release\n\nWords."


@pytest.mark.parametrize(
    ("body", "kind", "why"),
    [
        ("", "application/ms-tnef", "winmail.dat"),
        ("AAAA", "application/pkcs7-mime; smime-type=enveloped-data", "is encrypted"),
        ("-----BEGIN PGP MESSAGE-----\n\nhQ\n", "text/plain", "is encrypted"),
        (
            *several("Content-Type: application/octet-stream\n\nx", kind="encrypted"),
            "is encrypted",
        ),
        (*several("Content-Type: message/rfc822\n\nSubject: x\n\nx"), "attached messages"),
        ("", "text/plain", "holds no text"),
        (*several(*["\n\nx"] * 2_001), "more parts"),
    ],
)
def test_a_message_without_words_of_its_own_says_why(body: str, kind: str, why: str) -> None:
    with pytest.raises(UnreadableError, match=why):
        read(body, kind)


@pytest.mark.parametrize("name", ["statement.eml", "statement", "statement.bin"])
def test_a_message_is_told_by_its_headers(name: str) -> None:
    article = read_bytes((FOLDER / "statement.eml").read_bytes(), name)

    assert article.title == "Statement on the “leak”"


def test_a_message_that_is_kept_as_text_stays_text() -> None:
    assert read_bytes(f"{HEADERS}\nWords.".encode(), "a.txt").text.startswith("From: Bo Ek")
