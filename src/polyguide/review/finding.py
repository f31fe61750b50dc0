# SPDX-License-Identifier: Apache-2.0
"""What a check found: one form for every check and every report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"  # the page that would show this text falls back to the source
    WARNING = "warning"  # a person should look; nothing is held back
    INFO = "info"  # worth knowing

    def holds_back(self) -> bool:
        """Whether a text with such a finding may not be published."""
        return self is Severity.ERROR


@dataclass(frozen=True)
class Finding:
    """One thing a reviewer should see.

    ``check``     name of the check and of what it compares, such as "structure.url"
    ``file``      the catalog as people see it, such as "locales/es/LC_MESSAGES/guides.po"
    ``line``      line of the entry in that file, counted from 1; 0 when it is not in a file
    ``msgid``     the source text
    ``message``   what differs, as a full sentence
    ``hint``      how to mend it
    ``security``  whether the text could harm a visitor; the build stops at such a finding
    """

    check: str
    severity: Severity
    file: str
    line: int
    language: str
    msgid: str
    message: str
    hint: str = ""
    security: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The finding for JSON.

        >>> finding = Finding("structure.url", Severity.ERROR, "es.po", 7, "es", "Pay", "A link is missing.")
        >>> finding.as_dict()["severity"], finding.as_dict()["line"]
        ('error', 7)
        """
        return {
            "check": self.check,
            "severity": self.severity.value,
            "file": self.file,
            "line": self.line,
            "language": self.language,
            "msgid": self.msgid,
            "message": self.message,
            "hint": self.hint,
            "security": self.security,
        }

    def __str__(self) -> str:
        """Render as ``file:line: [language] severity check: message`` with the hint on a line of its own."""
        hint = f"\n    → {self.hint}" if self.hint else ""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: [{self.language}] {self.severity} {self.check}: {self.message}{hint}"


def shortened(text: str, length: int = 60) -> str:
    """The text on one line, at most ``length`` characters.

    >>> shortened("Bring the original and a copy of your passport.", 30)
    'Bring the original and a copy…'
    """
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
