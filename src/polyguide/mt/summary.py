# SPDX-License-Identifier: Apache-2.0
"""What a translation run did, for people and for `--format json`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class FailedMessage:
    """A message that an engine could not translate, and why."""

    section: str
    msgid: str
    engine: str
    reason: str


@dataclass
class LanguageSummary:
    """One language. Engines "memory" (reviewed text used again) and "copy" (nothing to translate) are ours.

    ``missing`` counts messages that are still without a text; ``unavailable`` says for each engine that is
    not on this machine how to get it; ``abandoned`` is set when an engine broke down: nothing was written;
    ``empty`` when there are no messages yet.
    """

    language: str
    drafts: Counter[str] = field(default_factory=Counter)
    failed: list[FailedMessage] = field(default_factory=list)
    unavailable: list[str] = field(default_factory=list)
    withdrawn: int = 0
    missing: int = 0
    abandoned: str = ""
    empty: bool = False
    files: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The language in one line, then a line for each reason why something is missing."""
        if self.empty:
            return [f"{self.language}: there are no messages yet; run 'polyguide extract' first"]
        made = ", ".join(f"{count} by {engine}" for engine, count in sorted(self.drafts.items()))
        parts = [made or "nothing new", f"{self.missing} still missing" if self.missing else "complete"]
        if self.withdrawn:
            parts.append(f"{self.withdrawn} withdrawn because their source was rejected")
        lines = [f"{self.language}: {', '.join(parts)}"]
        if self.abandoned:
            lines = [f"{self.language}: nothing was written: {self.abandoned}"]
        reasons = Counter((failure.engine, failure.reason) for failure in self.failed)
        lines += [f"  {engine}: {count} × {reason}" for (engine, reason), count in reasons.most_common()]
        return lines


@dataclass(frozen=True)
class TranslationSummary:
    """The whole run, in the order in which languages were translated."""

    languages: tuple[LanguageSummary, ...]

    def lines(self) -> list[str]:
        """The languages, then each missing engine once, with the languages that would need it."""
        lines = [line for language in self.languages for line in language.lines()]
        needed: dict[str, list[str]] = {}
        for language in self.languages:
            for text in language.unavailable:
                needed.setdefault(text, []).append(language.language)
        return [*lines, *(f"missing engine for {', '.join(codes)}: {text}" for text, codes in needed.items())]
