from collections.abc import Sequence
from enum import Enum
from pathlib import Path

class FileFormat(Enum):
    MICROSOFT_365 = ...

class ValidationResult:
    errors: Sequence[object]
    warning_count: int

class OpenXmlValidator:
    def __init__(self, file_format: FileFormat) -> None: ...
    def validate(self, path: Path) -> ValidationResult: ...
