# SPDX-License-Identifier: Apache-2.0
"""A catalog brought up to date with its template: ``msgmerge --previous`` with three differences.

Only messages that this update removed may lend their text to similar new ones (a search through all of them
finds unrelated text and takes minutes), a message keeps its translation when its page moves to another
section, and the day a text turned stale is noted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from polyguide.catalog.entries import Catalog, Entry, Key
from polyguide.catalog.similar import SimilarTexts
from polyguide.catalog.state import State, outdated_review, stale_comments, state_of, without_stale
from polyguide.languages import Language

MARKDOWN_FLAG = "markdown-text"  # po4a's flag; Weblate turns its Markdown checks on where it stands
EXTRACTION_HEADER = "X-Polyguide-Extraction"
CREATION_DATE = "POT-Creation-Date"


@dataclass(frozen=True)
class Elsewhere:
    """What the other sections' catalogs of the same language can lend.

    ``exact``    the best entry with a text for each key
    ``removed``  live entries whose message this update removes from the whole site
    """

    exact: Mapping[Key, Entry] = field(default_factory=dict)
    removed: tuple[Entry, ...] = ()


def merge(
    old: Catalog | None,
    template: Catalog,
    *,
    language: Language,
    today: date,
    elsewhere: Elsewhere | None = None,
) -> Catalog:
    """Return the catalog with the template's messages, in its order, and the old texts.

    A message that is in ``old`` keeps everything. A new one takes its text, in this order, from an
    obsolete entry or another section with the same key, or from the most similar removed message
    (then it is fuzzy and remembers that message's msgid). Removed messages that have a text stay at the
    end as obsolete. ``today`` is noted on entries that have turned stale. No text is lost, unless a better
    one for the same message comes from elsewhere; merging the result again changes nothing.
    """
    old = old or Catalog(headers=())
    elsewhere = elsewhere or Elsewhere()
    live, obsolete = old.by_key(), {entry.key: entry for entry in old.entries if entry.obsolete}
    wanted = {entry.key for entry in template.entries}
    removed = [entry for key, entry in live.items() if key not in wanted]
    similar = SimilarTexts(entry for entry in (*removed, *elsewhere.removed) if _may_lend(entry))
    lent: set[Entry] = set()
    merged = []
    for wanted_entry in template.entries:
        key = wanted_entry.key
        source = live.get(key) or best_entry(obsolete.get(key), elsewhere.exact.get(key))
        if not source and (lender := similar.best(wanted_entry.msgid)):
            lent.add(lender)
            source = _outdated(lender, wanted_entry, today)
        merged.append(_filled(wanted_entry, source, today))
    kept = [entry for entry in removed if entry.has_text and entry not in lent]
    kept += [entry for key, entry in obsolete.items() if key not in wanted and entry.has_text]
    entries = (*merged, *(_as_obsolete(entry) for entry in kept))
    return Catalog(_headers(old, template, entries, language), entries, old.header_comment)


def best_entry(*candidates: Entry | None) -> Entry | None:
    """The candidate worth most: one that a person reviewed, then one that is in use, then the first."""
    with_text = [entry for entry in candidates if entry and entry.has_text]
    return max(
        with_text,
        key=lambda entry: (state_of(entry) is State.REVIEWED, not entry.obsolete),
        default=None,
    )


def _may_lend(entry: Entry) -> bool:
    """A text turned down by a person is no start for another message, and ours have no plural forms."""
    return entry.msgid_plural is None and state_of(entry) not in (State.MISSING, State.REJECTED)


def _outdated(lender: Entry, wanted: Entry, today: date) -> Entry:
    """The lender's text for a message that is not its own: fuzzy, with the msgid that the text belongs to.

    Of a chain of changes the first msgid is kept, for the text was never made for those between. Where
    it is unknown (a machine text whose ``#|`` a tool dropped) none is invented; the digest in its
    provenance still shows that the text is stale.
    """
    if state_of(lender) is State.REVIEWED:
        lender = replace(lender, translator_comments=outdated_review(lender.translator_comments, today))
    if state_of(lender) is not State.STALE:
        return replace(lender, fuzzy=True, previous_msgctxt=lender.msgctxt, previous_msgid=lender.msgid)
    if (lender.previous_msgctxt, lender.previous_msgid) == wanted.key:
        comments = without_stale(lender.translator_comments)
        return _without_previous(replace(lender, fuzzy=True, translator_comments=comments))
    return replace(lender, fuzzy=True)


def _filled(wanted: Entry, source: Entry | None, today: date) -> Entry:
    """The template's message with the translator's half of ``source``."""
    if source is None:
        return wanted
    foreign_flags = (
        flag
        for flag in source.flags
        if flag not in wanted.flags and flag != MARKDOWN_FLAG and not flag.endswith("-format")
    )
    entry = replace(
        wanted,
        msgstr=source.msgstr,
        msgstr_plural=source.msgstr_plural,
        msgid_plural=source.msgid_plural if source.has_text else wanted.msgid_plural,
        fuzzy=source.fuzzy and source.has_text,
        previous_msgctxt=source.previous_msgctxt,
        previous_msgid=source.previous_msgid,
        previous_msgid_plural=source.previous_msgid_plural,
        translator_comments=source.translator_comments,
        flags=(*wanted.flags, *foreign_flags),
    )
    if state_of(entry) in (State.MISSING, State.REVIEWED):
        # What editors leave behind when the flag is taken off by hand; a later change of the source
        # would take it for the msgid that the text belongs to.
        entry = _without_previous(entry)
    return replace(entry, translator_comments=stale_comments(entry, today))


def _without_previous(entry: Entry) -> Entry:
    return replace(entry, previous_msgctxt=None, previous_msgid=None, previous_msgid_plural=None)


def _as_obsolete(entry: Entry) -> Entry:
    return replace(entry, obsolete=True, references=(), extracted_comments=(), flags=())


def _headers(
    old: Catalog, template: Catalog, entries: tuple[Entry, ...], language: Language
) -> tuple[tuple[str, str], ...]:
    """The old fields in their order, the template's where they are newer, and what is still lacking."""
    headers = dict(old.headers)
    fresh: dict[str, str] = {}
    for name, value in template.headers:
        if name == "MIME-Version":
            fresh["Language"] = language.gettext  # where msgmerge puts it
        fresh[name] = value
    extraction = fresh.pop(EXTRACTION_HEADER, None)
    fresh |= {"Language": language.gettext, "Plural-Forms": language.plural_forms}
    for name, value in fresh.items():
        headers[name] = headers.get(name) or value
    if old.entries != entries:
        headers[CREATION_DATE] = fresh.get(CREATION_DATE, headers.get(CREATION_DATE, ""))
    if extraction:
        headers[EXTRACTION_HEADER] = extraction
    headers["Content-Type"] = "text/plain; charset=UTF-8"
    return tuple(headers.items())
