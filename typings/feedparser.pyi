from typing import Any, BinaryIO

class FeedParserDict(dict[str, Any]):
    entries: list[FeedParserDict]
    feed: FeedParserDict
    bozo: bool | int

def parse(
    url_file_stream_or_string: BinaryIO,
    *,
    resolve_relative_uris: bool | None = ...,
    sanitize_html: bool | None = ...,
) -> FeedParserDict: ...
