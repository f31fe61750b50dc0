# SPDX-License-Identifier: Apache-2.0
"""What a catalog holds. Every part of a PO entry that gettext's own tools keep has its field here."""

from __future__ import annotations

from dataclasses import dataclass, field

Key = tuple[str | None, str]  # (msgctxt, msgid): what gettext tells messages apart by


@dataclass(frozen=True)
class Entry:
    """One message of a catalog and its translation.

    ``references``       where the text stands, such as "docs/guides/x.md" or "docs/guides/x.md:12"
    ``flags``            all but "fuzzy", in file order
    ``line``             line of ``msgid`` in the file it was read from; 0 for an entry made here.
                         Neither compared nor written
    ``msgstr_plural``    the forms of an entry that has ``msgid_plural``; its ``msgstr`` is ""

    Comments are kept a line an item, without the marker and the one space after it.
    """

    msgid: str
    msgstr: str = ""
    msgctxt: str | None = None
    fuzzy: bool = False
    previous_msgid: str | None = None
    previous_msgctxt: str | None = None
    translator_comments: tuple[str, ...] = ()
    extracted_comments: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    obsolete: bool = False
    line: int = field(default=0, compare=False)
    msgid_plural: str | None = None
    msgstr_plural: tuple[str, ...] = ()
    previous_msgid_plural: str | None = None

    @property
    def key(self) -> Key:
        return (self.msgctxt, self.msgid)

    @property
    def has_text(self) -> bool:
        """Whether there is anything in it that a translator would miss, be it only one plural form."""
        return any(form.strip() for form in (self.msgstr, *self.msgstr_plural))

    @property
    def has_previous(self) -> bool:
        """Whether the file remembers an earlier source text (``#|`` lines)."""
        return self.previous_msgid is not None


@dataclass(frozen=True)
class Catalog:
    """A PO or POT file. ``headers`` are (name, value) pairs in file order."""

    headers: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...] = ()
    header_comment: tuple[str, ...] = ()

    def live(self) -> tuple[Entry, ...]:
        """The entries that the site still uses."""
        return tuple(entry for entry in self.entries if not entry.obsolete)

    def by_key(self) -> dict[Key, Entry]:
        """The live entries by (msgctxt, msgid)."""
        return {entry.key: entry for entry in self.live()}

    def header(self, name: str) -> str:
        """The value of a header field; "" when there is none."""
        return next((value for key, value in self.headers if key == name), "")
