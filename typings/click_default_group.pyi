from typing import Any

import click

class DefaultGroup(click.Group):
    def __init__(
        self, *args: Any, default: str = ..., default_if_no_args: bool = ..., **kwargs: Any
    ) -> None: ...
