# SPDX-License-Identifier: Apache-2.0
"""What other people's Python tools make of our catalogs: polib and Babel read in them what we read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po

from polyguide.catalog.po import DEFAULT_HEADERS, Catalog, Entry, read_catalog, render_catalog
from polyguide.catalog.state import (
    Provenance,
    State,
    changed_on,
    digest,
    format_provenance,
    provenance_of,
    state_of,
)

LOCALES = Path(__file__).parents[2] / "locales"
FILES = sorted([*LOCALES.glob("*.pot"), *LOCALES.glob("*/LC_MESSAGES/*.po")])
DAY = date(2026, 11, 24)
Seen = dict[tuple[str | None, str], tuple[str, bool]]


def _draft(source: str, text: str) -> str:
    """The provenance of a draft by an engine with a long name."""
    return format_provenance(Provenance("argos-classic", "0a1b2c3d4e5f", DAY, digest(source), digest(text)))


AWKWARD = (
    (
        State.MISSING,
        Entry("No text yet", references=("docs/a.md", "docs/my page.md:12"), flags=("markdown-text",)),
    ),
    (State.REVIEWED, Entry('Say "yes"\\n, a \\ and a\ttab', 'Sagen Sie „ja“\\n, ein \\ und ein\t"Tab"')),
    (State.REVIEWED, Entry("One\nTwo\n", "Eins\nZwei\n")),
    (State.REVIEWED, Entry("50% off, {name}, %s, %(who)s", "50 % weniger, {name}, %s, %(who)s")),
    (State.REVIEWED, Entry("Home", "Startseite", msgctxt="nav")),
    (State.DRAFT, Entry("Home", "Zuhause", msgctxt="button", fuzzy=True)),
    (State.REVIEWED, Entry("Home", "Heim")),
    (State.REVIEWED, Entry("#, fuzzy", "#~ kein Kommentar")),
    (State.REVIEWED, Entry(" \u00a0Spaces at the ends \u3000", "\u200fالعربية\u2028\u2069 ")),
    (State.REVIEWED, Entry("word " * 60 + "https://example.org/" + "a-b" * 40, "Wort " * 80)),
    (
        State.DRAFT,
        Entry("Fees", "Gebühren", fuzzy=True, translator_comments=("Ask the office.", _draft("Fees", "Gebühren"))),
    ),
    (
        State.STALE,
        Entry("Pay", "Z", fuzzy=True, translator_comments=(_draft("Pay here", "Z"), "stale: 2026-11-20")),
    ),
    (
        State.STALE,
        Entry(
            "Costs CNY 900",
            "Kostet 800 CNY",
            msgctxt="fee",
            fuzzy=True,
            previous_msgctxt="fees",
            previous_msgid='Costs\n"CNY" 800',
            translator_comments=("stale: 2026-11-21 reviewed",),
        ),
    ),
    (
        State.REJECTED,
        Entry(
            "Visa",
            "Kreditkarte",
            fuzzy=True,
            translator_comments=("rejected: Ana 2026-11-20 wrong " + "word " * 20,),
        ),
    ),
    (State.REVIEWED, Entry("Gone", "Weg", obsolete=True)),
    (
        State.STALE,
        Entry(
            "Gone too", "Auch weg", obsolete=True, fuzzy=True, translator_comments=(_draft("Gone", "Auch weg"),)
        ),
    ),
)
CATALOG = Catalog(
    (("Project-Id-Version", "Guide"), ("Language", "de"), *DEFAULT_HEADERS, ("X-Polyguide-Extraction", "1")),
    tuple(entry for _, entry in AWKWARD),
    header_comment=("German.",),
)


def _ours(catalog: Catalog) -> Seen:
    return {entry.key: (entry.msgstr, entry.fuzzy) for entry in catalog.live()}


def _polib(path: Path) -> Seen:
    entries = (entry for entry in polib.pofile(str(path)) if not entry.obsolete)
    return {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.fuzzy) for entry in entries}


def _babel(path: Path) -> Seen:
    """Babel takes the live message before a ``#~|`` line for an obsolete one, so it does not get to see them."""
    lines = path.read_bytes().splitlines(keepends=True)
    catalog = read_po(BytesIO(b"".join(line for line in lines if not line.startswith(b"#~|"))), abort_invalid=True)
    return {(message.context, message.id): (message.string, message.fuzzy) for message in catalog if message.id}


@pytest.fixture
def awkward(tmp_path: Path) -> Path:
    path = tmp_path / "awkward.po"
    path.write_text(render_catalog(CATALOG), encoding="utf-8")
    return path


def test_the_awkward_catalog_is_in_the_states_it_claims() -> None:
    assert [state_of(entry) for entry in CATALOG.entries] == [state for state, _ in AWKWARD]


def test_there_are_catalogs_of_every_language() -> None:
    assert len(FILES) >= 33
    assert any(state_of(entry) is State.DRAFT for path in FILES for entry in read_catalog(path).entries)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(LOCALES).as_posix())
def test_the_sites_catalogs_read_the_same_everywhere(path: Path) -> None:
    ours = _ours(read_catalog(path))
    assert ours
    assert _polib(path) == ours
    assert _babel(path) == ours


def test_the_awkward_catalog_reads_the_same_everywhere(awkward: Path) -> None:
    ours = _ours(read_catalog(awkward))
    assert ours == _ours(CATALOG)
    assert _polib(awkward) == ours
    assert _babel(awkward) == ours


def _saved_by_polib(path: Path, copy: Path) -> Catalog:
    """As a script with polib's own settings would save it: lines wrapped at 78 columns."""
    polib.pofile(str(path)).save(str(copy))
    return read_catalog(copy)


def _relied_on(catalog: Catalog) -> list[object]:
    return [
        (
            entry.key,
            entry.msgstr,
            entry.obsolete,
            state_of(entry),
            provenance_of(entry),
            changed_on(entry),
            (entry.previous_msgctxt, entry.previous_msgid),
            entry.flags,
        )
        for entry in catalog.entries
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(LOCALES).as_posix())
def test_polib_loses_nothing_of_the_sites_catalogs(path: Path, tmp_path: Path) -> None:
    before = read_catalog(path)
    after = _saved_by_polib(path, tmp_path / path.name)
    # polib passes over #~| lines: an obsolete entry forgets the source text it had before.
    known = replace(before, entries=tuple(_without_previous(e) if e.obsolete else e for e in before.entries))
    assert _relied_on(after) == _relied_on(known)
    assert dict(after.headers) == dict(before.headers)


def test_polib_loses_nothing_of_the_awkward_catalog(awkward: Path, tmp_path: Path) -> None:
    after = _saved_by_polib(awkward, tmp_path / "saved.po")
    assert _relied_on(after) == _relied_on(CATALOG)
    assert dict(after.headers) == dict(CATALOG.headers)
    assert after.header_comment == CATALOG.header_comment


def _without_previous(entry: Entry) -> Entry:
    return replace(entry, previous_msgctxt=None, previous_msgid=None, previous_msgid_plural=None)
