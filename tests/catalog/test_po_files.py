# SPDX-License-Identifier: Apache-2.0
"""PO files are read strictly, written as msgcat writes them, and lose nothing on the way."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyguide.catalog.po import (
    DEFAULT_HEADERS,
    Catalog,
    Entry,
    parse_catalog,
    read_catalog,
    render_catalog,
    write_catalog,
)
from polyguide.errors import UserMistake

HEADERS = (("Project-Id-Version", "Guide"), ("Language", "de"), *DEFAULT_HEADERS)

RICH = Catalog(
    HEADERS,
    (
        Entry("Fees", "Gebühren", references=("docs/a.md", "docs/my page.md:12"), flags=("no-wrap",)),
        Entry(
            "One\nTwo",
            "Eins\nZwei\n",
            msgctxt='say "x"\\',
            fuzzy=True,
            previous_msgctxt="say",
            previous_msgid="One\nTw\t",
            translator_comments=("mt: argos@ab 2026-11-24 src=aaaaaaaaaaaa out=bbbbbbbbbbbb", "", "  in C:\\"),
            extracted_comments=("paragraph", "section: Fees"),
        ),
        Entry("", "the header's msgid, but in a context", msgctxt="nav"),
        Entry(
            "{n} page",
            msgid_plural="{n} pages",
            msgstr_plural=("{n} Seite", "{n} Seiten\nmehr"),
            fuzzy=True,
            previous_msgid="page",
            previous_msgid_plural="pages",
        ),
        Entry("50% off", ""),
        Entry(" nbsp\u00a0 \u2028 \u3000", "\u200f\n", references=tuple(f"docs/page-{n}.md" for n in range(30))),
        Entry(
            "gone",
            "weg\n\n",
            obsolete=True,
            fuzzy=True,
            previous_msgid="a\nb",
            translator_comments=("rejected: Ana 2026-01-02 wrong fee",),
        ),
        Entry("gone too", "auch weg", msgctxt="c", obsolete=True, references=("docs/a.md",)),
    ),
    header_comment=("German.", "", "Second paragraph."),
)


def _tool(*command: str, text: str = "") -> str:
    """Run a gettext program on a text and return what it prints."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed (apt install gettext)")
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(UserMistake) as caught:
        parse_catalog(textwrap.dedent(text), name="de.po", language="de")
    assert {problem.language for problem in caught.value.problems} == {"de"}
    return [(problem.line, problem.message) for problem in caught.value.problems]


def test_written_and_read_again_is_the_same() -> None:
    assert parse_catalog(render_catalog(RICH), name="x") == RICH


@pytest.mark.tools
def test_msgcat_prints_the_very_same_bytes() -> None:
    assert _tool("msgcat", "--no-wrap", "-", text=render_catalog(RICH)) == render_catalog(RICH)


@pytest.mark.tools
def test_msgfmt_accepts_it() -> None:
    headers = (*HEADERS, ("Plural-Forms", "nplurals=2; plural=(n != 1);"))
    entries = tuple(entry for entry in RICH.entries if not entry.msgstr.endswith("\n"))
    _tool("msgfmt", "--check", "-o", os.devnull, "-", text=render_catalog(Catalog(headers, entries)))


@pytest.mark.tools
@pytest.mark.parametrize(
    "command",
    [("msgcat", "-"), ("msgattrib", "-"), ("msgattrib", "--no-wrap", "-"), ("msgconv", "--to-code=UTF-8", "-")],
)
def test_gettext_tools_lose_nothing(command: tuple[str, ...]) -> None:
    again = parse_catalog(_tool(*command, text=render_catalog(RICH)), name="x")
    assert again == RICH


@pytest.mark.tools
def test_msgmerge_keeps_state_comments_and_drops_only_unknown_flags(tmp_path: Path) -> None:
    fresh = Entry("New", references=("docs/a.md",), flags=("markdown-text",))
    (tmp_path / "old.po").write_text(render_catalog(RICH), encoding="utf-8")
    kept = Entry("One\nTwo", msgctxt='say "x"\\', flags=("markdown-text",))
    (tmp_path / "new.pot").write_text(render_catalog(Catalog(DEFAULT_HEADERS, (kept, fresh))), encoding="utf-8")
    printed = _tool("msgmerge", "-q", "--previous", f"{tmp_path}/old.po", f"{tmp_path}/new.pot")
    merged = parse_catalog(printed, name="x")
    old, new = RICH.entries[1], merged.by_key()[RICH.entries[1].key]
    assert new.translator_comments == old.translator_comments
    assert (new.fuzzy, new.previous_msgid, new.previous_msgctxt) == (True, "One\nTw\t", "say")
    assert new.flags == ()
    texts = {form for entry in RICH.entries for form in (entry.msgstr, *entry.msgstr_plural)}
    assert texts == {form for entry in merged.entries for form in (entry.msgstr, *entry.msgstr_plural)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('msgid "a\nmsgstr "b"\n', [(1, "the text is not closed")]),
        ('msgid "a"\nmsgstr "b\n', [(2, "the text is not closed")]),
        ('msgid "a"\nmsgstr "b\\"\n', [(2, "the text is not closed")]),
        ('msgid "a"\nmsgstr "\n', [(2, "the text is not closed")]),
        ('msgid "a "b" c"\nmsgstr ""\n', [(1, "a quotation mark inside the text")]),
        ('msgid a\nmsgstr ""\n', [(1, "expected a text in quotation marks, found a")]),
        ('msgid\nmsgstr ""\n', [(1, "expected a text in quotation marks, found nothing")]),
        ('mgsid "a"\nmsgstr ""\n', [(1, "unknown keyword 'mgsid'")]),
        ('msgid "a"\nmsgsrt ""\n\n# c\nmsgid "b"\nmsgstr ""\n', [(2, "unknown keyword 'msgsrt'")]),
        ('msgid "a"\nmsgstr "\\q"\n', [(2, "unknown escape \\q")]),
        ('msgid "a"\nmsgstr "\\303"\n', [(2, "the bytes \\303 are not UTF-8")]),
        ('msgid "a"\n\nmsgid "b"\nmsgstr ""\n', [(1, "msgid 'a' has no msgstr")]),
        ('msgid "a"\n', [(1, "msgid 'a' has no msgstr")]),
        ('msgstr "a"\n', [(1, "msgstr without a msgid before it")]),
        ('"a"\n', [(1, "a text without a keyword before it")]),
        ('msgid "a"\nmsgstr ""\nmsgstr "b"\n', [(3, "a second msgstr for the same message")]),
        ('msgid "a"\n# c\nmsgstr ""\n', [(2, "a comment stands inside a message")]),
        ('msgid "a"\nmsgstr[0] ""\n', [(2, "msgstr[0] without a msgid_plural before it")]),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] ""\n', [(3, "expected msgstr[0], found msgstr[1]")]),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr ""\n',
            [(3, "msgstr needs a number here, such as msgstr[0], as there is a msgid_plural")],
        ),
        ('#~ msgid "a"\nmsgstr ""\n', [(2, "only some lines of this message begin with #~")]),
        ('#| mgsid "a"\nmsgid "b"\nmsgstr ""\n', [(1, 'cannot be read: #| mgsid "a"')]),
        (
            'msgid "a"\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n',
            [(4, "the message 'a' stands at line 1 too")],
        ),
        (
            '#~ msgid "a"\n#~ msgstr "x"\n\nmsgid "a"\nmsgstr ""\n',
            [(4, "the message 'a' stands at line 1 too")],
        ),
        ('msgid ""\nmsgstr "X: y\\n"\n\nmsgid ""\nmsgstr ""\n', [(4, "the header stands at line 1 too")]),
        ('msgid ""\nmsgstr "nonsense\\n"\n', [(1, "the header line 'nonsense' is not of the form 'Name: value'")]),
        (
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n',
            [(1, "the header says charset=ISO-8859-1, expected UTF-8")],
        ),
        (
            'msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n=======\nmsgstr "c"\n>>>>>>> x\n\nmsgid "d"\nmsgstr "\n',
            [(2, "holds an unsolved merge conflict"), (9, "the text is not closed")],
        ),
        ('msgid "a"\nmsgstr "b"\n=======\n', [(3, "holds an unsolved merge conflict")]),
    ],
)
def test_syntax_errors_have_their_line(text: str, expected: list[tuple[int, str]]) -> None:
    assert _problems(text) == expected


def test_all_errors_are_told_at_once() -> None:
    text = 'msgid "a\nmsgstr ""\n\nmsgid "b"\nmsgstr "c""\n\nmsgdi "d"\nmsgstr ""\n\nmsgid "ok"\nmsgstr ""\n'
    assert [line for line, _ in _problems(text)] == [1, 5, 7]


def test_the_message_of_a_mistake_in_full() -> None:
    with pytest.raises(UserMistake) as caught:
        parse_catalog('msgid "a"\nmsgstr "b\n', name="locales/de/LC_MESSAGES/guides.po", language="de")
    assert str(caught.value) == (
        "locales/de/LC_MESSAGES/guides.po:2: [de] the text is not closed\n    → end the line with a quotation mark"
    )


def test_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "de.po"
    path.write_bytes(b'msgid "a"\nmsgstr "\xe4"\n')
    with pytest.raises(UserMistake, match=r"^de\.po:2: is not UTF-8: byte 0xe4"):
        read_catalog(path, shown_as="de.po")


@pytest.mark.parametrize("data", [b'\xef\xbb\xbfmsgid "a"\r\nmsgstr "b"\r\n', b'  msgid "a"\n\n\n\tmsgstr"b"'])
def test_editors_habits_are_tolerated(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "de.po"
    path.write_bytes(data)
    assert read_catalog(path) == Catalog(DEFAULT_HEADERS, (Entry("a", "b"),))


def test_reads_what_gettext_reads() -> None:
    text = (
        '#, fuzzy,c-format\n#, no-wrap\nmsgid "a\\303\\274\\x41b"\nmsgstr ""\n"x"\n"y"\n\n'
        '#| msgctxt "c"\n#| msgid ""\n#| "old\\n"\n#| "er"\n#~ msgid "b"\n#~ msgstr ""\n#~ "z"\n\n'
        '#: a.md  \u2068b c.md\u2069:3 d.md\n#:e.md\nmsgid "q"\nmsgstr "r"\n# trailing\n'
    )
    assert parse_catalog(text, name="x").entries == (
        Entry("aüAb", "xy", fuzzy=True, flags=("c-format", "no-wrap")),
        Entry("b", "z", obsolete=True, previous_msgctxt="c", previous_msgid="old\ner"),
        Entry("q", "r", references=("a.md", "b c.md:3", "d.md", "e.md")),
    )


def test_lines_of_entries_are_known() -> None:
    catalog = parse_catalog('# c\nmsgctxt "x"\nmsgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr ""\n', name="x")
    assert [entry.line for entry in catalog.entries] == [3, 6]


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "de.po"
    assert write_catalog(path, RICH)
    before = path.stat().st_mtime_ns
    assert not write_catalog(path, read_catalog(path))
    assert path.stat().st_mtime_ns == before


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "de").write_text("a file where a folder should be")
    with pytest.raises(UserMistake, match="cannot be written"):
        write_catalog(tmp_path / "de" / "guides.po", RICH)


_TEXT = st.text(
    st.one_of(st.sampled_from('\n\t"\\#~|, aé中\u2028'), st.characters(exclude_categories=("Cs", "Cc"))),
    max_size=30,
)
_LINE = _TEXT.map(lambda text: text.replace("\n", " "))
_OPTIONAL = st.none() | _TEXT
_REFERENCE = st.from_regex(r"docs/([a-zé]{1,9} ){0,2}[a-zé]{1,9}\.md(:[1-9][0-9]{0,3})?", fullmatch=True)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Entries as our code makes them: fuzzy only with a text, obsolete only with a text."""
    plural = draw(st.none() | _TEXT)
    forms = draw(st.lists(_TEXT, min_size=1, max_size=3)) if plural is not None else []
    text = "" if plural is not None else draw(_TEXT)
    previous = draw(_OPTIONAL)
    first = forms[0] if forms else text
    return Entry(
        msgid=draw(_TEXT),
        msgstr=text,
        msgctxt=draw(_OPTIONAL),
        fuzzy=draw(st.booleans()) and first != "",
        previous_msgid=previous,
        previous_msgctxt=None if previous is None else draw(_OPTIONAL),
        translator_comments=tuple(draw(st.lists(_LINE, max_size=2))),
        extracted_comments=tuple(draw(st.lists(_LINE, max_size=2))),
        references=tuple(draw(st.lists(_REFERENCE, max_size=6, unique=True))),
        flags=tuple(draw(st.lists(st.sampled_from(["no-wrap", "markdown-text"]), unique=True))),
        obsolete=draw(st.booleans()) and first.strip() != "",
        msgid_plural=plural,
        msgstr_plural=tuple(forms),
    )


def catalog_of(drawn: Sequence[Entry]) -> Catalog:
    unique = {entry.key: entry for entry in drawn if entry.key != (None, "")}
    return Catalog(HEADERS, tuple(sorted(unique.values(), key=lambda entry: entry.obsolete)), ("c",))


@given(st.lists(entries(), max_size=6).map(catalog_of))
@settings(max_examples=300, deadline=None)
def test_any_catalog_survives_writing_and_reading(catalog: Catalog) -> None:
    assert parse_catalog(render_catalog(catalog), name="x") == catalog


@pytest.mark.tools
@given(st.lists(entries(), min_size=5, max_size=40).map(catalog_of).filter(lambda catalog: catalog.entries))
@settings(max_examples=100, deadline=None)
def test_msgcat_agrees_on_any_catalog(catalog: Catalog) -> None:
    """Apart from flags that it does not know, and names with spaces, which 0.21 may break in two."""

    def known(entry: Entry) -> Entry:
        references = tuple(dict.fromkeys(name.replace(" ", "") for name in entry.references))
        return replace(entry, references=references, flags=tuple(set(entry.flags) - {"markdown-text"}))

    rendered = render_catalog(replace(catalog, entries=tuple(map(known, catalog.entries))))
    assert _tool("msgcat", "--no-wrap", "-", text=rendered) == rendered


@given(st.text(st.sampled_from('msgidtrcxp_ulna"#~|,:.[]0<>=\\\n \t'), max_size=80))
@settings(max_examples=500, deadline=None)
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        catalog = parse_catalog(text, name="x")
    except UserMistake as mistake:
        assert all(problem.line for problem in mistake.problems)
    else:
        assert parse_catalog(render_catalog(catalog), name="x").live() == catalog.live()


_WRITER = """
import sys
from pathlib import Path
from polyguide.catalog.po import Catalog, DEFAULT_HEADERS, Entry, write_catalog
path = Path(sys.argv[1])
versions = [Catalog(DEFAULT_HEADERS, tuple(Entry(f"m{i}", c * 2000) for i in range(500))) for c in "ab"]
while True:
    for version in versions:
        write_catalog(path, version)
        print("written", flush=True)
"""


def test_killing_a_writer_leaves_a_whole_file(tmp_path: Path) -> None:
    path, chance = tmp_path / "de.po", random.Random(0)
    for _ in range(8):
        with subprocess.Popen([sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.05))
            writer.send_signal(signal.SIGKILL)
        catalog = read_catalog(path)
        assert len(catalog.entries) == 500
        assert len({entry.msgstr for entry in catalog.entries}) == 1
