# SPDX-License-Identifier: Apache-2.0
"""Messages of pages → the POT of a section: each text once, in document order, with all its places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from polyguide.catalog.merge import CREATION_DATE, EXTRACTION_HEADER, MARKDOWN_FLAG
from polyguide.catalog.po import DEFAULT_HEADERS, Catalog, Entry, Key
from polyguide.text.messages import Kind, Message
from polyguide.text.normal_form import EXTRACTION_RULES

_SECTION = "section: "


def template_of(
    messages: Iterable[tuple[str, Message]],
    *,
    project: str,
    today: date,
    lines: bool = False,
    before: Catalog | None = None,
) -> Catalog:
    """Return the template of (page name, message) pairs.

    With ``lines`` references carry the line. ``before`` is the template as it was: its creation date
    stays as long as no entry changes.
    """
    entries: dict[Key, Entry] = {}
    for page, message in messages:
        entry = _entry(page, message, lines)
        known = entries.get(entry.key)
        entries[entry.key] = _both(known, entry) if known else entry
    found = tuple(entries.values())
    created = f"{today.isoformat()} 00:00+0000"
    if before and before.entries == found and before.header(CREATION_DATE):
        created = before.header(CREATION_DATE)
    headers = (
        ("Project-Id-Version", project),
        (CREATION_DATE, created),
        *DEFAULT_HEADERS,
        (EXTRACTION_HEADER, str(EXTRACTION_RULES)),
    )
    return Catalog(headers, found)


def kind_of(entry: Entry) -> Kind:
    """The block a message stands in, from the comments that ``template_of`` leaves. Of several it is the one in
    which markup can do most, so that nothing passes as plain text that is Markdown elsewhere."""
    named = [Kind(comment) for comment in entry.extracted_comments if comment in set(Kind)]
    markdown = [kind for kind in named if kind.is_markdown]
    if markdown or not named:
        return markdown[0] if markdown else Kind.PARAGRAPH
    return Kind.HTML if Kind.HTML in named else named[0]


def _entry(page: str, message: Message, lines: bool) -> Entry:
    section = (f"{_SECTION}{message.section}",) if message.section else ()
    notes = tuple(line for note in message.notes for line in note.split("\n"))
    return Entry(
        msgid=message.msgid,
        msgctxt=message.context,
        references=(f"{page}:{message.line}" if lines and message.line else page,),
        extracted_comments=(message.kind.value, *section, *notes),
        flags=(MARKDOWN_FLAG,) if message.kind.is_markdown else (),
    )


def _both(first: Entry, again: Entry) -> Entry:
    """One entry for a text that stands in two places; it counts as Markdown where one of them does.

    Of the headings only the first place's is told: a word in every table would list them all.
    """
    comments = (*first.extracted_comments, *(c for c in again.extracted_comments if not c.startswith(_SECTION)))
    return replace(
        first,
        references=tuple(dict.fromkeys(first.references + again.references)),
        extracted_comments=tuple(dict.fromkeys(comments)),
        flags=tuple(dict.fromkeys(first.flags + again.flags)),
    )
