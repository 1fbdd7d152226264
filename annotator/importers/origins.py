"""Where a value of an article's metadata was found, as a person reads it."""

JSON_LD = "JSON-LD"
OPEN_GRAPH = "OpenGraph"
META = "meta tags"
PAGE_TITLE = "page title"
PAGE = "the page"
FETCHED = "the address that was asked for"
SAVED_FROM = "saved address"
GUESSED = "guess (trafilatura)"
HEADLINE = "headline"
BYLINE = "line under the headline"
DATELINE = "dateline"
PROPERTIES = "document properties"
FEED = "feed"
ENTRY = "feed entry"
NEWS_ITEM = "news item"
FILE_NAME = "file name"

Told = tuple[str | None, str]
"""A value, None where there is none, and where it was found."""


def told(**fields: Told) -> tuple[dict[str, str | None], dict[str, str]]:
    """Return the values by field, and the origins of those that there are."""
    values = {name: value for name, (value, _) in fields.items()}
    return values, {name: origin for name, (value, origin) in fields.items() if value}
