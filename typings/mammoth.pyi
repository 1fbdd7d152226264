from typing import BinaryIO, Protocol

class _Message(Protocol):
    type: str
    message: str

class _Result(Protocol):
    value: str
    messages: list[_Message]

def convert_to_html(
    fileobj: BinaryIO,
    *,
    style_map: str = ...,
    include_default_style_map: bool = ...,
    include_embedded_style_map: bool = ...,
    ignore_empty_paragraphs: bool = ...,
) -> _Result: ...
