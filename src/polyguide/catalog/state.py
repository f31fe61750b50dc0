# SPDX-License-Identifier: Apache-2.0
"""How far a translation is, derived from what every gettext tool preserves and never stored.

The ``fuzzy`` flag, the previous msgid and translator comments survive msgmerge, Poedit and Weblate; flags of
our own would not. ``fuzzy`` alone would not do: msgmerge leaves a machine draft whose source changed
looking fresh, so each draft carries the digests of the texts it was made from and of what was made.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum
from hashlib import sha256

from polyguide.catalog.entries import Entry

_PROVENANCE = re.compile(
    r"^mt:\s(?P<engine>\S+)@(?P<fingerprint>[^\s@]+)\s(?P<date>\d{4}-\d\d-\d\d)"
    r"\ssrc=(?P<source>[0-9a-f]{12})\sout=(?P<output>[0-9a-f]{12})\s*$",
    re.MULTILINE,
)
_STALE = re.compile(r"stale: (\d{4}-\d\d-\d\d)( reviewed)?\s*")
_REJECTED = "rejected:"


class State(Enum):
    """What may be done with a translation."""

    MISSING = "missing"
    """There is no text, or a plural form lacks one."""

    DRAFT = "draft"
    """A text that no person has accepted, made for the source as it is now (fuzzy)."""

    STALE = "stale"
    """A text made for an earlier source: fuzzy with a previous msgid or the comment ``# stale:``, or a machine
    text that nobody edited whose source digest is not that of the msgid, even where the fuzzy flag was taken
    off."""

    REJECTED = "rejected"
    """A person has turned the text down (fuzzy with a comment ``# rejected: WHO DATE WHY``); it is never
    shown, whatever happens to its source."""

    REVIEWED = "reviewed"
    """A person stands for the text (not fuzzy)."""


@dataclass(frozen=True)
class Provenance:
    """Where a machine draft came from: engine and digest of its model, day, digests of source and result."""

    engine: str
    fingerprint: str
    date: date
    source_hash: str
    output_hash: str


def digest(text: str) -> str:
    """The first 12 hexadecimal digits of SHA-256 of the text in Unicode normal form C.

    >>> digest("e\\u0301") == digest("\\u00e9")
    True
    """
    return sha256(unicodedata.normalize("NFC", text).encode("utf-8")).hexdigest()[:12]


def format_provenance(provenance: Provenance) -> str:
    """The translator comment that records it, without the leading ``# ``.

    >>> format_provenance(Provenance("argos", "0a1b2c", date(2026, 11, 24), "a" * 12, "b" * 12))
    'mt: argos@0a1b2c 2026-11-24 src=aaaaaaaaaaaa out=bbbbbbbbbbbb'
    """
    return (
        f"mt: {provenance.engine}@{provenance.fingerprint} {provenance.date.isoformat()}"
        f" src={provenance.source_hash} out={provenance.output_hash}"
    )


def provenance_of(entry: Entry) -> Provenance | None:
    """What the entry's last ``# mt:`` comment says; None when there is none or it is malformed.

    The comment may be broken over lines: polib wraps comments at 78 columns.
    """
    matches = list(_PROVENANCE.finditer("\n".join(entry.translator_comments)))
    for match in reversed(matches):
        day = _date(match["date"])
        if day:
            return Provenance(match["engine"], match["fingerprint"], day, match["source"], match["output"])
    return None


def state_of(entry: Entry) -> State:
    """The state of one entry, live or obsolete. See State for the rules."""
    forms = entry.msgstr_plural or (entry.msgstr,)
    if not all(form.strip() for form in forms):
        return State.MISSING
    provenance = provenance_of(entry)
    source_changed = provenance is not None and provenance.source_hash != digest(entry.msgid)
    if not entry.fuzzy:
        return State.STALE if source_changed and not is_post_edited(entry) else State.REVIEWED
    if any(comment.startswith(_REJECTED) for comment in entry.translator_comments):
        return State.REJECTED
    # polib drops the previous msgid of obsolete entries; the date of the change tells all the same.
    is_outdated = source_changed or entry.has_previous or changed_on(entry) is not None
    return State.STALE if is_outdated else State.DRAFT


def is_post_edited(entry: Entry) -> bool:
    """Whether a person changed the machine's text. False for a text that no engine made."""
    provenance = provenance_of(entry)
    return provenance is not None and provenance.output_hash != digest(entry.msgstr)


def changed_on(entry: Entry) -> date | None:
    """The day a merge first found the source changed (``# stale: DATE``); None when it is not known."""
    for comment in entry.translator_comments:
        match = _STALE.fullmatch(comment)
        day = _date(match[1]) if match else None
        if day:
            return day
    return None


def was_reviewed(entry: Entry) -> bool:
    """Whether a person stood for a text that is stale now, as far as a merge of ours has seen it."""
    return any(match and match[2] for match in map(_STALE.fullmatch, entry.translator_comments))


def without_stale(comments: tuple[str, ...]) -> tuple[str, ...]:
    """The translator comments without the day on which the source changed."""
    return tuple(comment for comment in comments if not _STALE.fullmatch(comment))


def outdated_review(comments: tuple[str, ...], today: date) -> tuple[str, ...]:
    """The translator comments of a reviewed text whose source changed: ``# stale: DATE reviewed``.

    A machine text that a person accepted is that person's from then on: its provenance goes, so that the
    text can be accepted once more as it stands.
    """
    kept = (comment for comment in comments if not comment.startswith(("mt: ", "mt-from: ")))
    return (*kept, f"stale: {today.isoformat()} reviewed")


def stale_comments(entry: Entry, today: date) -> tuple[str, ...]:
    """The entry's translator comments with the day it turned stale: added when it is, removed when not.

    A day that is already there stays, for the text has been out of date since then.
    """
    if state_of(entry) is not State.STALE:
        return without_stale(entry.translator_comments)
    if changed_on(entry):
        return entry.translator_comments
    return (*entry.translator_comments, f"stale: {today.isoformat()}")


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
