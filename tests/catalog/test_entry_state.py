# SPDX-License-Identifier: Apache-2.0
"""The state of an entry follows from what gettext tools preserve, and from nothing else."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pytest

from polyguide.catalog.po import DEFAULT_HEADERS, Catalog, Entry, parse_catalog, render_catalog
from polyguide.catalog.state import (
    Provenance,
    State,
    changed_on,
    digest,
    format_provenance,
    is_post_edited,
    provenance_of,
    state_of,
)

SOURCE, TEXT = "The fee is $120.", "Die Gebühr beträgt 120 $."
TODAY = date(2026, 11, 24)


def _provenance(source: str = SOURCE, text: str = TEXT) -> str:
    return format_provenance(Provenance("argos", "0a1b2c3d4e5f", TODAY, digest(source), digest(text)))


FRESH, OUTDATED = _provenance(), _provenance(source="The fee is $90.")
REJECTED = "rejected: Ana 2026-11-20 wrong word"


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (Entry(SOURCE), State.MISSING),
        (Entry(SOURCE, " \n"), State.MISSING),
        (Entry(SOURCE, translator_comments=("mt-failed: argos@ab src=x numbers lost",)), State.MISSING),
        (Entry("a", msgid_plural="b", msgstr_plural=("x", "")), State.MISSING),
        (Entry("a", msgid_plural="b", msgstr_plural=("x", "y")), State.REVIEWED),
        (Entry(SOURCE, TEXT), State.REVIEWED),
        (Entry(SOURCE, TEXT, translator_comments=(FRESH,)), State.REVIEWED),
        (Entry(SOURCE, TEXT, fuzzy=True), State.DRAFT),
        (Entry(SOURCE, TEXT, fuzzy=True, translator_comments=("see form 12", FRESH)), State.DRAFT),
        (Entry(SOURCE, TEXT + "!", fuzzy=True, translator_comments=(FRESH,)), State.DRAFT),
        (Entry(SOURCE, TEXT, fuzzy=True, translator_comments=(OUTDATED,)), State.STALE),
        (Entry(SOURCE, TEXT, fuzzy=True, previous_msgid="The fee is $90."), State.STALE),
        # A tool dropped the previous msgid of a text that no engine made.
        (Entry(SOURCE, TEXT, fuzzy=True, translator_comments=("stale: 2026-11-20 reviewed",)), State.STALE),
        # A tool wrapped the comment.
        (Entry(SOURCE, TEXT, fuzzy=True, translator_comments=tuple(OUTDATED.rsplit(" ", 1))), State.STALE),
        # The flag was taken off a machine text that was made for another fee, and nobody touched it …
        (Entry(SOURCE, TEXT, translator_comments=(OUTDATED,)), State.STALE),
        # … or somebody wrote what it is now.
        (Entry(SOURCE, TEXT + "!", translator_comments=(OUTDATED,)), State.REVIEWED),
        (Entry(SOURCE, TEXT, fuzzy=True, translator_comments=(FRESH, REJECTED)), State.REJECTED),
        (Entry(SOURCE, TEXT, fuzzy=True, previous_msgid="x", translator_comments=(REJECTED,)), State.REJECTED),
        (Entry(SOURCE, TEXT, translator_comments=(REJECTED,)), State.REVIEWED),
        (Entry(SOURCE, TEXT, fuzzy=True, translator_comments=("mt: broken",)), State.DRAFT),
    ],
)
def test_state(entry: Entry, state: State) -> None:
    assert state_of(entry) is state


def test_provenance_is_read_as_written() -> None:
    provenance = Provenance("opencc:zh", "abc", TODAY, digest(SOURCE), digest(TEXT))
    entry = Entry(SOURCE, TEXT, translator_comments=(OUTDATED, format_provenance(provenance)))
    assert provenance_of(entry) == provenance


@pytest.mark.parametrize("comment", ["", "mt: x", FRESH.replace("2026-11-24", "2026-13-45"), "see " + FRESH])
def test_a_malformed_provenance_is_none(comment: str) -> None:
    assert provenance_of(Entry(SOURCE, TEXT, translator_comments=(comment,))) is None


@pytest.mark.parametrize(
    ("text", "comments", "edited"),
    [(TEXT, (FRESH,), False), (TEXT + "!", (FRESH,), True), (TEXT, (), False)],
)
def test_post_editing_shows(text: str, comments: tuple[str, ...], edited: bool) -> None:
    assert is_post_edited(Entry(SOURCE, text, translator_comments=comments)) is edited


def test_the_day_of_change() -> None:
    assert changed_on(Entry("a", "b", translator_comments=("x", "stale: 2026-11-24"))) == TODAY
    assert changed_on(Entry("a", "b", translator_comments=("stale: soon", "stale: 2026-02-30"))) is None


@pytest.mark.tools
@pytest.mark.parametrize("command", [["msgcat", "-"], ["msgattrib", "-"], ["msgcat", "--sort-output", "-"]])
def test_states_survive_gettext(command: list[str]) -> None:
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed (apt install gettext)")
    entries = (
        Entry("missing"),
        Entry(SOURCE, TEXT, fuzzy=True, translator_comments=(FRESH,)),
        Entry(SOURCE + "2", TEXT, fuzzy=True, translator_comments=(OUTDATED,)),
        Entry(SOURCE + "3", TEXT, fuzzy=True, previous_msgid="x", translator_comments=("stale: 2026-11-24",)),
        Entry(SOURCE + "4", TEXT, fuzzy=True, translator_comments=(REJECTED,)),
        Entry(SOURCE + "5", TEXT),
    )
    text = render_catalog(Catalog(DEFAULT_HEADERS, entries))
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True)
    again = parse_catalog(done.stdout, name="x").by_key()
    assert [state_of(again[entry.key]) for entry in entries] == [
        State.MISSING,
        State.DRAFT,
        State.STALE,
        State.STALE,
        State.REJECTED,
        State.REVIEWED,
    ]
    assert changed_on(again[entries[3].key]) == TODAY


@pytest.mark.tools
def test_msgmerge_cannot_hide_that_a_draft_is_stale(tmp_path_factory: pytest.TempPathFactory) -> None:
    """On a fuzzy entry msgmerge writes no previous msgid, yet the digest tells."""
    if not shutil.which("msgmerge"):
        pytest.skip("msgmerge is not installed (apt install gettext)")
    folder = tmp_path_factory.mktemp("merge")
    draft = Entry(SOURCE, TEXT, fuzzy=True, translator_comments=(FRESH,))
    changed = Entry(SOURCE.replace("120", "135"))
    (folder / "old.po").write_text(render_catalog(Catalog(DEFAULT_HEADERS, (draft,))), encoding="utf-8")
    (folder / "new.pot").write_text(render_catalog(Catalog(DEFAULT_HEADERS, (changed,))), encoding="utf-8")
    command = ["msgmerge", "-q", "--previous", f"{folder}/old.po", f"{folder}/new.pot"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    (merged,) = parse_catalog(done.stdout, name="x").live()
    assert replace(merged, translator_comments=()) == replace(changed, msgstr=TEXT, fuzzy=True)
    assert state_of(merged) is State.STALE
