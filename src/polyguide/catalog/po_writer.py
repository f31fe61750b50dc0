# SPDX-License-Identifier: Apache-2.0
"""Catalog → PO text, byte for byte as ``msgcat --no-wrap`` (GNU gettext 0.21) would print it, so that a
pass through gettext's tools, Poedit or Weblate leaves no noise in a diff. One difference: flags that gettext
does not know, such as ``markdown-text``, are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from polyguide.catalog.entries import Catalog, Entry

FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE = "\u2068", "\u2069"
_PAGE_WIDTH = 79  # even with --no-wrap, msgcat breaks lines of references here, counted in bytes
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n"}
    | {"\r": "\\r", "\t": "\\t", "\v": "\\v"}
)
_LINE_NUMBER = re.compile(r":[0-9]+$")


def render_catalog(catalog: Catalog) -> str:
    """Return the text of the PO file: header, live entries, obsolete entries.

    An obsolete entry without any text is left out, as gettext does. A catalog without headers is
    written without a header entry.
    """
    blocks = [*_header(catalog)]
    blocks += [_block(entry) for entry in catalog.entries if not entry.obsolete]
    blocks += [_block(entry) for entry in catalog.entries if entry.obsolete and entry.has_text]
    return "\n".join(blocks)


def _header(catalog: Catalog) -> Iterator[str]:
    if catalog.headers:
        text = "".join(f"{name}: {value}\n" for name, value in catalog.headers)
        yield _block(Entry("", text, translator_comments=catalog.header_comment))


def _block(entry: Entry) -> str:
    mark = "#~ " if entry.obsolete else ""
    lines = [
        *(_comment("#", text) for text in entry.translator_comments),
        *(_comment("#.", text) for text in entry.extracted_comments),
        *_reference_lines(entry.references),
        *_flag_line(entry),
        *_strings("#~| " if entry.obsolete else "#| ", _previous(entry)),
        *_strings(mark, _current(entry)),
    ]
    return "\n".join(lines) + "\n"


def _comment(mark: str, text: str) -> str:
    """A space keeps a backslash from the line's end, where gettext would join the next line to it."""
    guard = " " if text.rstrip(" ").endswith("\\") else ""
    return f"{mark} {text}{guard}" if text else mark


def _reference_lines(references: Sequence[str]) -> Iterator[str]:
    line, width = "#:", 2
    for reference in references:
        added = len(reference.encode("utf-8")) + 1
        if width > 2 and width + added > _PAGE_WIDTH:
            yield line
            line, width = "#:", 2
        line += f" {_isolated(reference)}"
        width += added
    if references:
        yield line


def _isolated(reference: str) -> str:
    """A file name with spaces stands between U+2068 and U+2069, as in newer gettext; 0.21 keeps it so."""
    if not any(character in reference for character in " \t"):
        return reference
    number = _LINE_NUMBER.search(reference)
    cut = number.start() if number else len(reference)
    return f"{FIRST_STRONG_ISOLATE}{reference[:cut]}{POP_DIRECTIONAL_ISOLATE}{reference[cut:]}"


def _flag_line(entry: Entry) -> Iterator[str]:
    first_form = entry.msgstr_plural[0] if entry.msgstr_plural else entry.msgstr
    flags = (*(("fuzzy",) if entry.fuzzy and first_form else ()), *entry.flags)
    if flags:
        yield f"#, {', '.join(flags)}"


def _previous(entry: Entry) -> Iterator[tuple[str, str | None]]:
    if entry.has_previous:
        yield "msgctxt", entry.previous_msgctxt
        yield "msgid", entry.previous_msgid
        yield "msgid_plural", entry.previous_msgid_plural


def _current(entry: Entry) -> Iterator[tuple[str, str | None]]:
    yield "msgctxt", entry.msgctxt
    yield "msgid", entry.msgid
    yield "msgid_plural", entry.msgid_plural
    if entry.msgid_plural is None:
        yield "msgstr", entry.msgstr
    else:
        for number, form in enumerate(entry.msgstr_plural or ("",)):
            yield f"msgstr[{number}]", form


def _strings(mark: str, fields: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """``keyword "text"``, or the text on lines of its own when it holds a line end before its last place."""
    for keyword, text in fields:
        if text is None:
            continue
        if "\n" not in text[:-1]:
            yield f'{mark}{keyword} "{text.translate(_ESCAPES)}"'
            continue
        yield f'{mark}{keyword} ""'
        for portion in re.findall(r"[^\n]*\n|[^\n]+", text):
            yield f'{mark}"{portion.translate(_ESCAPES)}"'
