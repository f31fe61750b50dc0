# SPDX-License-Identifier: Apache-2.0
"""What machine translation leaves in a catalog entry: a draft with its provenance, or why there is none.

All of it is in translator comments, which every gettext tool keeps:
``mt: ENGINE@FINGERPRINT DATE src=HASH out=HASH``   a draft (catalog/state.py)
``mt-from: LANGUAGE HASH``                          what a derived draft was derived from
``mt-failed: ENGINE@FINGERPRINT src=HASH REASON``   not to be tried again until engine or source change
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from polyguide.catalog.po import Entry
from polyguide.catalog.state import Provenance, State, digest, format_provenance, provenance_of, state_of

_FAILED = re.compile(
    r"mt-failed: (?P<engine>\S+)@(?P<fingerprint>\S+) src=(?P<source>[0-9a-f]{12}) (?P<reason>.*)"
)
_FROM = re.compile(r"mt-from: (?P<language>\S+) (?P<hash>[0-9a-f]{12})\s*")
_OURS = ("mt: ", "mt-from: ", "mt-failed: ", "stale: ", "rejected: ")


@dataclass(frozen=True)
class Failure:
    """An engine's model that could not translate a text, and why. ``source`` is the digest of that text."""

    engine: str
    fingerprint: str
    source: str
    reason: str

    def comment(self) -> str:
        reason = " ".join(self.reason.split())
        return f"mt-failed: {self.engine}@{self.fingerprint} src={self.source} {reason}"


def draft(
    entry: Entry, text: str, *, engine: str, fingerprint: str, today: date, origin: str = "", origin_text: str = ""
) -> Entry:
    """The entry with a machine draft. ``origin`` is the language whose ``origin_text`` was its input, if any."""
    provenance = Provenance(engine, fingerprint, today, digest(entry.msgid), digest(text))
    comments = [comment for comment in entry.translator_comments if not comment.startswith(_OURS)]
    comments.append(format_provenance(provenance))
    if origin:
        comments.append(f"mt-from: {origin} {digest(origin_text)}")
    return replace(
        entry,
        msgstr=text,
        fuzzy=True,
        previous_msgid=None,
        previous_msgctxt=None,
        translator_comments=tuple(comments),
    )


def withdrawn(entry: Entry) -> Entry:
    """The entry without its machine draft."""
    comments = tuple(comment for comment in entry.translator_comments if not comment.startswith(_OURS))
    return replace(entry, msgstr="", fuzzy=False, translator_comments=comments)


def with_failures(entry: Entry, failures: Iterable[Failure]) -> Entry:
    """The entry with these failures recorded in place of earlier ones."""
    comments = [comment for comment in entry.translator_comments if not comment.startswith("mt-failed: ")]
    comments += [failure.comment() for failure in failures]
    return replace(entry, translator_comments=tuple(comments))


def failures_of(entry: Entry) -> tuple[Failure, ...]:
    """The failures that the entry's comments record."""
    found = (_FAILED.fullmatch(comment) for comment in entry.translator_comments)
    return tuple(Failure(*match.group("engine", "fingerprint", "source", "reason")) for match in found if match)


def derived_hash(entry: Entry, language: str) -> str:
    """Digest of the text in ``language`` that the entry's draft was derived from; "" when it was not."""
    for comment in entry.translator_comments:
        match = _FROM.fullmatch(comment)
        if match and match["language"] == language:
            return match["hash"]
    return ""


def rejected_output(entry: Entry) -> str:
    """Digest of a text that a person has turned down for this message; "" when there is none."""
    if state_of(entry) is State.REJECTED:
        return digest(entry.msgstr)
    provenance = provenance_of(entry)
    turned_down = any(comment.startswith("rejected:") for comment in entry.translator_comments)
    return provenance.output_hash if provenance and turned_down else ""
