# SPDX-License-Identifier: Apache-2.0
"""What every check is given: one translation with all that is known about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from polyguide.catalog.glossary import Term
from polyguide.catalog.po import Entry
from polyguide.catalog.state import State, state_of
from polyguide.catalog.template import kind_of
from polyguide.config import Target
from polyguide.languages import Language
from polyguide.review.finding import Finding, Severity
from polyguide.text.fingerprint import Fingerprint
from polyguide.text.messages import Kind


@dataclass(frozen=True)
class Context:
    """What the checks of one catalog share.

    ``file``      the catalog as people see it
    ``source``    the language of the msgids
    ``inline``    structure of a text as the site renders it; cached for msgids by ``inline_source``
    ``terms``     the language's glossary
    """

    file: str
    source: Language
    inline: Callable[[str, Kind], Fingerprint]
    inline_source: Callable[[str, Kind], Fingerprint]
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Subject:
    """One translation under review. ``source`` is the text it was made from: a stale entry is compared
    with its previous msgid, because the gate asks whether the *old* text may still stand."""

    entry: Entry
    target: Target
    context: Context

    @cached_property
    def state(self) -> State:
        return state_of(self.entry)

    @property
    def source(self) -> str:
        if self.state is State.STALE and self.entry.previous_msgid:
            return self.entry.previous_msgid
        return self.entry.msgid

    @property
    def translation(self) -> str:
        return self.entry.msgstr

    @property
    def kind(self) -> Kind:
        """The kind of block that the message stands in."""
        return kind_of(self.entry)

    def severity_once_reviewed(self) -> Severity:
        """ERROR for what a person has approved, WARNING while it is still a draft."""
        return Severity.ERROR if self.state is State.REVIEWED else Severity.WARNING

    def finding(
        self, check: str, severity: Severity, message: str, hint: str = "", *, security: bool = False
    ) -> Finding:
        """A finding about this entry."""
        return Finding(
            check=check,
            severity=severity,
            file=self.context.file,
            line=self.entry.line,
            language=self.target.code,
            msgid=self.entry.msgid,
            message=message,
            hint=hint,
            security=security,
        )
