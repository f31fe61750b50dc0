# SPDX-License-Identifier: Apache-2.0
"""A merge follows the template and loses no text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyguide.catalog.merge import Elsewhere, merge
from polyguide.catalog.po import DEFAULT_HEADERS, Catalog, Entry, parse_catalog, render_catalog
from polyguide.catalog.state import (
    Provenance,
    State,
    changed_on,
    digest,
    format_provenance,
    state_of,
    was_reviewed,
)
from polyguide.languages import language

GERMAN = language("de")
TODAY, LATER = date(2026, 11, 24), date(2026, 12, 24)
FEE = ["The application fee is $120 a year.", "The application fee is $135 a year.", "The fee is $150 a year."]
TEXT = "Die Antragsgebühr beträgt 120 $ im Jahr."


def template(*entries: Entry | str, created: str = "2026-11-24 00:00+0000") -> Catalog:
    headers = (
        ("Project-Id-Version", "Guide"),
        ("POT-Creation-Date", created),
        *DEFAULT_HEADERS,
        ("X-Polyguide-Extraction", "1"),
    )
    return Catalog(headers, tuple(Entry(item) if isinstance(item, str) else item for item in entries))


def catalog(*entries: Entry) -> Catalog:
    return replace(template(), entries=entries)


def merged(old: Catalog | None, new: Catalog, today: date = TODAY, elsewhere: Elsewhere | None = None) -> Catalog:
    result = merge(old, new, language=GERMAN, today=today, elsewhere=elsewhere)
    rendered = render_catalog(result)
    again = merge(parse_catalog(rendered, name="x"), new, language=GERMAN, today=LATER, elsewhere=elsewhere)
    assert render_catalog(again) == rendered, "merging twice must change nothing"
    return result


def provenance(source: str, text: str) -> str:
    return format_provenance(Provenance("argos", "ab", TODAY, digest(source), digest(text)))


def test_a_new_catalog_has_the_template_and_a_whole_header() -> None:
    new = merged(None, template("a", "b"))
    assert new.live() == (Entry("a"), Entry("b"))
    assert new.header("Language") == "de"
    assert new.header("Plural-Forms") == "nplurals=2; plural=(n != 1);"
    assert new.header("X-Polyguide-Extraction") == "1"


def test_an_exact_match_keeps_what_is_the_translators_and_takes_what_is_ours() -> None:
    old = Entry(
        "Fees",
        "Gebühren",
        fuzzy=True,
        translator_comments=("see form 12",),
        extracted_comments=("heading",),
        references=("docs/old.md",),
        flags=("python-format", "max-length:40"),
    )
    wanted = Entry("Fees", extracted_comments=("title",), references=("docs/new.md",), flags=("markdown-text",))
    assert merged(catalog(old), template(wanted)).live() == (
        replace(
            wanted,
            msgstr="Gebühren",
            fuzzy=True,
            translator_comments=("see form 12",),
            flags=("markdown-text", "max-length:40"),
        ),
    )


def test_a_changed_source_makes_a_reviewed_text_stale() -> None:
    (entry,) = merged(catalog(Entry(FEE[0], TEXT, translator_comments=("note",))), template(FEE[1])).entries
    assert entry == Entry(
        FEE[1], TEXT, fuzzy=True, previous_msgid=FEE[0], translator_comments=("note", "stale: 2026-11-24 reviewed")
    )
    assert state_of(entry) is State.STALE
    assert changed_on(entry) == TODAY


def test_an_accepted_machine_text_is_a_persons_and_can_be_accepted_again() -> None:
    accepted = Entry(FEE[0], TEXT, translator_comments=(provenance(FEE[0], TEXT), "note"))
    (entry,) = merged(catalog(accepted), template(FEE[1])).entries
    assert entry.translator_comments == ("note", "stale: 2026-11-24 reviewed")
    assert was_reviewed(entry)
    assert state_of(replace(entry, fuzzy=False, previous_msgid=None)) is State.REVIEWED


def test_a_chain_of_changes_keeps_the_first_msgid_and_the_first_day() -> None:
    first = merged(catalog(Entry(FEE[0], TEXT)), template(FEE[1]))
    second = merged(first, template(FEE[2]), today=LATER)
    (entry,) = second.entries
    assert (entry.previous_msgid, changed_on(entry)) == (FEE[0], TODAY)
    (back,) = merged(second, template(FEE[0]), today=LATER).entries
    assert (back.previous_msgid, changed_on(back), state_of(back)) == (None, None, State.DRAFT)


def test_a_machine_draft_keeps_its_provenance_and_is_stale() -> None:
    draft = Entry(FEE[0], TEXT, fuzzy=True, translator_comments=(provenance(FEE[0], TEXT),))
    (entry,) = merged(catalog(draft), template(FEE[1])).entries
    assert entry.translator_comments == (*draft.translator_comments, "stale: 2026-11-24")
    assert (state_of(entry), entry.previous_msgid) == (State.STALE, FEE[0])


def test_no_previous_msgid_is_invented_for_a_draft_another_tool_made_stale() -> None:
    draft = Entry(FEE[1], TEXT, fuzzy=True, translator_comments=(provenance(FEE[0], TEXT),))
    (entry,) = merged(catalog(draft), template(FEE[2])).entries
    assert (entry.msgstr, entry.previous_msgid, state_of(entry)) == (TEXT, None, State.STALE)


def test_the_day_goes_when_a_person_has_reviewed() -> None:
    reviewed = Entry(FEE[1], TEXT, previous_msgid=FEE[0], translator_comments=("x", "stale: 2026-11-01"))
    (entry,) = merged(catalog(reviewed), template(FEE[1])).entries
    assert entry == Entry(FEE[1], TEXT, translator_comments=("x",))


@pytest.mark.parametrize(
    "old",
    [
        Entry(FEE[0], translator_comments=("mt-failed: argos@ab src=x numbers lost",)),
        Entry(FEE[0], TEXT, fuzzy=True, translator_comments=("rejected: Ana 2026-11-20 wrong",)),
        Entry("Something else altogether, about parking.", TEXT),
        Entry(FEE[0], msgid_plural="fees", msgstr_plural=("Gebühr", "Gebühren")),
    ],
    ids=["missing", "rejected", "dissimilar", "plural"],
)
def test_these_lend_nothing_to_a_changed_source(old: Entry) -> None:
    new = merged(catalog(old), template(FEE[1]))
    assert new.live() == (Entry(FEE[1]),)
    assert [entry.msgid for entry in new.entries if entry.obsolete] == ([old.msgid] if old.has_text else [])


def test_only_removed_messages_lend_their_text() -> None:
    new = merged(catalog(Entry(FEE[0], TEXT)), template(FEE[0], FEE[1]))
    assert new.entries == (Entry(FEE[0], TEXT), Entry(FEE[1]))


def test_a_context_added_later_takes_the_text_along() -> None:
    new = merged(catalog(Entry("Home", "Start")), template(Entry("Home", msgctxt="nav")))
    assert (new.entries[0].msgstr, new.entries[0].previous_msgid, new.entries[0].fuzzy) == ("Start", "Home", True)


def test_obsolete_entries_stay_at_the_end_and_come_back() -> None:
    old = catalog(Entry("a", "A", references=("docs/a.md",), translator_comments=("c",)), Entry("b", "B"))
    without = merged(old, template("b", "c"))
    assert without.entries == (
        Entry("b", "B"),
        Entry("c"),
        Entry("a", "A", obsolete=True, translator_comments=("c",)),
    )
    back = merged(without, template("a", "b"))
    assert back.entries == (Entry("a", "A", translator_comments=("c",)), Entry("b", "B"))


def test_a_message_moved_from_another_section_keeps_its_state() -> None:
    elsewhere = Elsewhere(exact={(None, "a"): Entry("a", "A", translator_comments=("c",))})
    assert merged(None, template("a"), elsewhere=elsewhere).entries == (
        Entry("a", "A", translator_comments=("c",)),
    )


def test_a_message_moved_and_changed_at_once_keeps_its_text() -> None:
    elsewhere = Elsewhere(removed=(Entry(FEE[0], TEXT),))
    (entry,) = merged(None, template(FEE[1]), elsewhere=elsewhere).entries
    assert (entry.msgstr, entry.previous_msgid, state_of(entry)) == (TEXT, FEE[0], State.STALE)


def test_a_reviewed_text_elsewhere_is_worth_more_than_an_obsolete_draft() -> None:
    old = catalog(Entry("a", "draft", fuzzy=True, obsolete=True))
    elsewhere = Elsewhere(exact={(None, "a"): Entry("a", "reviewed")})
    assert merged(old, template("a"), elsewhere=elsewhere).live() == (Entry("a", "reviewed"),)
    assert merged(old, template("a")).live() == (Entry("a", "draft", fuzzy=True),)


def test_foreign_headers_stay_and_the_date_moves_only_with_the_entries() -> None:
    headers = (("X-Generator", "Weblate 5"), ("Language", "de_AT"), ("POT-Creation-Date", "2020-01-01 00:00+0000"))
    old = Catalog(headers, (Entry("a", "A"),), ("by Ana",))
    same = merged(old, template("a"))
    assert same.headers[:3] == headers
    assert same.header_comment == ("by Ana",)
    assert merged(old, template("a", "b")).header("POT-Creation-Date") == "2026-11-24 00:00+0000"


_WORDS = st.lists(st.sampled_from("the fee is $120 $135 a year for new old permits form".split()), min_size=1)
_MSGIDS = _WORDS.map(" ".join)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    msgid = draw(_MSGIDS)
    msgstr = draw(st.sampled_from(["", "x"]).map(lambda text: text and f"{text}{digest(msgid)}"))
    comments = draw(
        st.lists(
            st.sampled_from(["note", "stale: 2026-01-01", "rejected: A 2026-01-01 b", provenance(msgid, msgstr)]),
            max_size=2,
            unique=True,
        )
    )
    return Entry(
        msgid,
        msgstr,
        msgctxt=draw(st.sampled_from([None, None, "nav"])),
        fuzzy=draw(st.booleans()) and bool(msgstr),
        previous_msgid=draw(st.none() | _MSGIDS),
        obsolete=draw(st.booleans()) and bool(msgstr),
        translator_comments=tuple(comments),
    )


def _unique(drawn: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple({entry.key: entry for entry in drawn}.values())


@given(st.lists(entries(), max_size=12), st.lists(entries(), max_size=12))
@settings(max_examples=300, deadline=None)
def test_no_text_is_ever_lost(old: list[Entry], new: list[Entry]) -> None:
    before = catalog(*_unique(old))
    wanted = [Entry(entry.msgid, msgctxt=entry.msgctxt) for entry in _unique(new)]
    after = merged(before, template(*wanted))
    assert {entry.msgstr for entry in before.entries} - {""} <= {entry.msgstr for entry in after.entries}
    assert [entry.key for entry in after.live()] == [entry.key for entry in wanted]
    keys = [entry.key for entry in after.entries]
    assert len(keys) == len(set(keys))
    reviewed = {entry.key for entry in before.entries if state_of(entry) is State.REVIEWED}
    assert {entry.key for entry in after.live() if state_of(entry) is State.REVIEWED} <= reviewed


def test_a_site_rewritten_as_a_whole_is_merged_in_seconds() -> None:
    """Every message changes: the worst case for finding similar ones, where msgmerge takes minutes."""
    count = 4000
    old = [
        f"Form {n} costs ${n * 7 % 1000} and must be filed at office {n * 13 % 997} by post." for n in range(count)
    ]
    before = catalog(*(Entry(text, f"T{n}") for n, text in enumerate(old)))
    after = merge(before, template(*(text + " Bring it signed." for text in old)), language=GERMAN, today=TODAY)
    right = sum(entry.msgstr == f"T{n}" for n, entry in enumerate(after.live()))
    assert right > 0.98 * count
