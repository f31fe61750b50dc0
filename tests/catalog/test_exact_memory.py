# SPDX-License-Identifier: Apache-2.0
"""Only what a person reviewed is reused."""

from __future__ import annotations

from polyguide.catalog.memory import Memory
from polyguide.catalog.po import DEFAULT_HEADERS, Catalog, Entry


def test_lookup() -> None:
    memory = Memory(
        Catalog(DEFAULT_HEADERS, entries)
        for entries in (
            (Entry("Fees", "alt", obsolete=True), Entry("Draft", "x", fuzzy=True), Entry("Empty")),
            (Entry("Fees", "Gebühren"), Entry("Home", "Start", msgctxt="nav"), Entry("Home", "Zuhause")),
            (Entry("Old", "Alt", obsolete=True), Entry("Book", "Buchen", msgctxt="button")),
        )
    )

    def text(msgid: str, msgctxt: str | None = None) -> str | None:
        entry = memory.lookup(msgid, msgctxt)
        return entry.msgstr if entry else None

    assert text("Fees") == "Gebühren"
    assert (text("Home"), text("Home", "nav")) == ("Zuhause", "Start")
    assert text("Book") == "Buchen"
    assert text("Old") == "Alt"
    assert (text("Draft"), text("Empty"), text("Unknown")) == (None, None, None)
