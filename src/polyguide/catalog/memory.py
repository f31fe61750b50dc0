# SPDX-License-Identifier: Apache-2.0
"""Exact reuse: a text that a person has reviewed once need not be translated again elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from polyguide.catalog.po import Catalog, Entry, Key
from polyguide.catalog.state import State, state_of


class Memory:
    """The reviewed texts of one language.

    Live entries come before obsolete ones, earlier catalogs before later.
    """

    def __init__(self, catalogs: Iterable[Catalog]) -> None:
        reviewed = [
            entry
            for catalog in catalogs
            for entry in catalog.entries
            if entry.msgid_plural is None and state_of(entry) is State.REVIEWED
        ]
        self._by_key: dict[Key, Entry] = {}
        self._by_msgid: dict[str, Entry] = {}
        for entry in sorted(reviewed, key=lambda entry: entry.obsolete):
            self._by_key.setdefault(entry.key, entry)
            self._by_msgid.setdefault(entry.msgid, entry)

    def lookup(self, msgid: str, msgctxt: str | None = None) -> Entry | None:
        """The reviewed entry with this msgid: in the same context or else in any. None when there is none."""
        return self._by_key.get((msgctxt, msgid)) or self._by_msgid.get(msgid)
