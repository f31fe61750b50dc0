# SPDX-License-Identifier: Apache-2.0
"""What may be done with one message on a page: show it, leave it in the source language, or keep the page back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from polyguide.catalog.po import Entry
from polyguide.catalog.state import State, changed_on, state_of, was_reviewed
from polyguide.config import Publish, Target
from polyguide.review.checks.figures import changed_facts
from polyguide.review.finding import Finding, shortened

# "Fees" and "Feed" are alike and have nothing to do with each other.
_WORDS_TO_TELL_A_TEXT_BY = 3


@dataclass(frozen=True)
class Verdict:
    """``text`` may be shown, or an ``obstacle`` keeps the page back, or (neither) the message stays in the source
    language. ``stands_until`` is the last day of a text whose source has changed."""

    state: State
    text: str | None = None
    reviewed: bool = True
    obstacle: str = ""
    stands_until: date | None = None


def judge(
    entry: Entry | None, target: Target, errors: Mapping[str, list[Finding]], source: str, as_of: date
) -> Verdict:
    """Judge one message.

    ``entry`` is None when the catalog does not know the message; ``errors`` are the ERROR findings of the
    catalog by msgid; ``source`` is the code of the source language; grace is counted to ``as_of``.
    """
    state = state_of(entry) if entry else State.MISSING
    if not entry or not may_be_shown(entry, target):
        return Verdict(state)
    if entry.msgid in errors:
        first = errors[entry.msgid][0]
        return Verdict(
            state, obstacle=f"{first.check} finds an error in “{shortened(entry.msgid)}”: {first.message}"
        )
    if state is State.STALE:
        return _judge_stale(entry, target, source, as_of)
    return Verdict(state, entry.msgstr, reviewed=state is State.REVIEWED)


def may_be_shown(entry: Entry, target: Target) -> bool:
    """Whether the state of an entry lets visitors see it, whatever the checks say."""
    state = state_of(entry)
    if state is State.STALE or state is State.DRAFT:
        return target.publish is Publish.DRAFTS or (state is State.STALE and was_reviewed(entry))
    return state is State.REVIEWED


def _judge_stale(entry: Entry, target: Target, source: str, as_of: date) -> Verdict:
    """Whether the text of an earlier source may stand: its facts are the same and its grace is not over."""
    shown = f"the source of “{shortened(entry.msgid)}” changed"
    if not entry.fuzzy:
        advice = "edit the text, or delete its '# mt:' comment to say that it still holds"
        return Verdict(State.STALE, obstacle=f"{shown} before a machine text was accepted; {advice}")
    if entry.previous_msgid is None:
        return Verdict(State.STALE, obstacle=f"{shown} and its earlier text is not known")
    changes = changed_facts(entry.previous_msgid, entry.msgid, source)
    if changes:
        return Verdict(State.STALE, obstacle=f"{shown}: {', '.join(changes)}")
    if min(len(entry.previous_msgid.split()), len(entry.msgid.split())) < _WORDS_TO_TELL_A_TEXT_BY:
        return Verdict(State.STALE, obstacle=f"{shown} and is too short to tell how much")
    changed = changed_on(entry)
    if changed is None:
        return Verdict(State.STALE, obstacle=f"{shown} on a day that is not known")
    until = changed + timedelta(days=target.grace_days)
    if as_of > until:
        return Verdict(State.STALE, obstacle=f"{shown} on {changed}, more than {target.grace_days} days ago")
    return Verdict(State.STALE, entry.msgstr, reviewed=was_reviewed(entry), stands_until=until)
