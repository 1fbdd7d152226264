"""The marks as JSON: the claims file of one article, or a list of them."""

import json
from typing import Any

from annotator import claims_file
from annotator.export.published import published
from annotator.model import Marks
from annotator.report import Report

FORMAT = "onrecord-export/1"
"""The format of a document on several articles, each with its claims file."""


def write(report: Report) -> bytes:
    """Return one article's claims file, or the list of them where there are several."""
    shown = published(report)
    if len(shown.articles) == 1:
        return encoded(claims_file.dump(shown.articles[0]))
    return encoded({"format": FORMAT, "articles": [_article(marks) for marks in shown.articles]})


def encoded(document: object) -> bytes:
    """Return a document as UTF-8 JSON, as the commands print it."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _article(marks: Marks) -> dict[str, Any]:
    article = marks.article
    keys = ("id", "number", "title", "byline", "outlet", "url", "published", "sha256")
    told: dict[str, Any] = {key: getattr(article, key) for key in keys}
    return told | {"marks": claims_file.dump(marks)}
