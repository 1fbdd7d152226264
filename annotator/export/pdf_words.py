"""What can be read in a finished PDF: its pages as they are searched and copied, and its data."""

import re
from collections.abc import Iterator

_PACKED = re.compile(rb"/Filter[^>]*>>\s*stream.*?endstream", re.DOTALL)
"""A stream of compressed bytes, in which any three letters stand by chance."""


def pdf_words(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield where, and the words that stand there: pages, what goes on from one, properties."""
    import pypdfium2

    # The mark before words in UTF-16 is no letter of theirs.
    yield "its properties", _PACKED.sub(b" ", content).replace(b"\xfe\xff", b" ").decode("latin-1")
    document = pypdfium2.PdfDocument(content)
    try:
        yield "its properties", "\n".join(document.get_metadata_dict().values())
        last = ""
        for number in range(len(document)):
            page = document[number].get_textpage()
            # A word that is parted at the end of a line has a mark of its own there.
            words = page.get_text_range().replace("\ufffe", "")
            yield f"its page {number + 1}", words
            if last:
                yield f"its page {number + 1}", f"{last} {words}"
            last = words
    finally:
        document.close()
