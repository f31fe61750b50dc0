# SPDX-License-Identifier: Apache-2.0
"""PO text → catalog, by gettext's own grammar and as strict as msgfmt, but telling all mistakes at once.

polib and Babel guess where a file is broken (an unclosed string loses its last character, ``#~|`` lines and
file names with spaces are dropped); a catalog is rewritten by us, so a wrong guess would be a lost text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from polyguide.catalog.entries import Catalog, Entry, Key
from polyguide.catalog.po_writer import FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE
from polyguide.errors import Problem, UserMistake

DEFAULT_HEADERS = (
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
)
_SPACE = " \t\r\f\v"
_STATEMENT = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?![A-Za-z_])\s*(?:\[\s*([0-9]+)\s*\]\s*)?(.*)")
_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"')
_ESCAPE = re.compile(r"((?:\\x[0-9A-Fa-f]{2}|\\[0-7]{1,3})+)|\\(.)")
_BYTE = re.compile(r"\\x([0-9A-Fa-f]{2})|\\([0-7]{1,3})")
_NAMED = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", '"': '"', "\\": "\\"}
_REFERENCE = re.compile(
    rf"{FIRST_STRONG_ISOLATE}([^{POP_DIRECTIONAL_ISOLATE}]*){POP_DIRECTIONAL_ISOLATE}(:[0-9]+)?|\S+"
)
_CONFLICT_MARKERS = ("<<<<<<<", "=======", "|||||||", ">>>>>>>")
_CHARSET = re.compile(r"charset=([^\s;]+)", re.IGNORECASE)
_UTF_8_ENOUGH = {"utf-8", "utf8", "us-ascii", "ascii", "charset"}  # "CHARSET" is xgettext's "not filled in"


def parse_catalog(text: str, *, name: str, language: str = "") -> Catalog:
    """Read the text of a PO file whose line ends are ``\\n``.

    A file without a header gets DEFAULT_HEADERS. Raises UserMistake with every syntax error, conflict
    marker and duplicate message, each with its line.
    """
    return _Reader(name, language).read(text)


@dataclass
class _Draft:
    """An entry while its lines come in."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    previous: dict[str, list[str]] = field(default_factory=dict)
    translator: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    forms: int = 0
    line: int = 0
    obsolete: bool = False
    damaged: bool = False  # a problem was told; what follows from it is not told again

    @property
    def begun(self) -> bool:
        return bool(self.texts)

    @property
    def complete(self) -> bool:
        return "msgstr" in self.texts or self.forms > 0

    def text(self, keyword: str) -> str | None:
        return "".join(self.texts[keyword]) if keyword in self.texts else None

    def previous_text(self, keyword: str) -> str | None:
        return "".join(self.previous[keyword]) if keyword in self.previous else None

    def entry(self) -> Entry:
        return Entry(
            msgid=self.text("msgid") or "",
            msgstr=self.text("msgstr") or "",
            msgctxt=self.text("msgctxt"),
            fuzzy="fuzzy" in self.flags,
            previous_msgid=self.previous_text("msgid"),
            previous_msgctxt=self.previous_text("msgctxt"),
            translator_comments=tuple(self.translator),
            extracted_comments=tuple(self.extracted),
            references=_references(self.references),
            flags=tuple(flag for flag in dict.fromkeys(self.flags) if flag != "fuzzy"),
            obsolete=self.obsolete,
            line=self.line,
            msgid_plural=self.text("msgid_plural"),
            msgstr_plural=tuple("".join(self.texts[f"msgstr[{form}]"]) for form in range(self.forms)),
            previous_msgid_plural=self.previous_text("msgid_plural"),
        )


def _comment(text: str) -> str:
    """Without the space after the marker, and the one that guards a backslash at the end."""
    text = text.removeprefix(" ")
    return text[:-1] if text.endswith(" ") and text.rstrip(" ").endswith("\\") else text


def _references(lines: Iterable[str]) -> tuple[str, ...]:
    """Of all lines together: gettext 0.21 breaks a file name with spaces over two of them."""
    found = _REFERENCE.finditer(" ".join(line.strip(_SPACE) for line in lines))
    return tuple(match[0] if match[1] is None else match[1] + (match[2] or "") for match in found)


class _Reader:
    def __init__(self, name: str, language: str) -> None:
        self._name, self._language = name, language
        self._problems: list[Problem] = []
        self._entries: list[Entry] = []
        self._lines: dict[Key, int] = {}
        self._draft = _Draft()
        self._parts: list[str] | None = None  # where a continuation line goes
        self._in_conflict = self._had_conflict = False

    def read(self, text: str) -> Catalog:
        number = 0
        for number, raw in enumerate(text.split("\n"), start=1):
            line = raw.strip(_SPACE)
            if line and not self._is_conflict(line, number):
                self._line(line, raw, number)
        self._finish(number)
        header = next((entry for entry in self._entries if entry.key == (None, "")), Entry(""))
        headers = self._headers(header)
        if self._problems:
            raise UserMistake(self._problems)
        entries = tuple(entry for entry in self._entries if entry.key != (None, ""))
        return Catalog(headers, entries, header.translator_comments)

    def _wrong(self, line: int, message: str, hint: str = "") -> None:
        """Tell a mistake, unless it only follows from one told before in the same entry."""
        if not self._draft.damaged:
            self._problems.append(Problem(self._name, line, message, hint, self._language))
        self._draft.damaged = True

    def _is_conflict(self, line: str, number: int) -> bool:
        """Whether the line is a mark that git left, or stands between two of them."""
        marker = line[:7] if line[:7] in _CONFLICT_MARKERS else ""
        was_in_conflict = self._in_conflict
        if marker and not was_in_conflict:
            self._draft.damaged = False
            self._wrong(number, "holds an unsolved merge conflict", "keep one side and remove the marks")
            self._had_conflict = True
        if marker:
            self._in_conflict = marker == "<<<<<<<" or (was_in_conflict and marker != ">>>>>>>")
        return was_in_conflict or bool(marker)

    def _line(self, line: str, raw: str, number: int) -> None:
        if line[0] != "#":
            self._statement(line, number, obsolete=False)
        elif line.startswith("#~|") or line.startswith("#|"):
            self._previous(line[line.index("|") + 1 :].strip(_SPACE), number)
        elif line.startswith("#~"):
            self._statement(line[2:].strip(_SPACE), number, obsolete=True)
        else:
            self._comment(raw.lstrip(_SPACE), number)

    def _comment(self, line: str, number: int) -> None:
        self._open(number, "a comment stands inside a message")
        mark, rest = line[1:2], line[2:]
        if mark == ":":
            self._draft.references.append(rest)
        elif mark == ",":
            self._draft.flags += [flag.strip(_SPACE) for flag in rest.split(",") if flag.strip(_SPACE)]
        elif mark == ".":
            self._draft.extracted.append(_comment(rest))
        else:
            self._draft.translator.append(_comment(line[1:]))
        self._parts = None

    def _previous(self, rest: str, number: int) -> None:
        self._open(number, "a line with the previous msgid stands inside a message")
        if rest.startswith('"'):
            self._continue(rest, number)
            return
        statement = _STATEMENT.fullmatch(rest)
        if not statement or statement[1] == "msgstr" or statement[2]:
            self._wrong(number, f"cannot be read: #| {rest}", 'after #| comes msgctxt, msgid or a "text"')
            return
        self._parts = self._draft.previous.setdefault(statement[1], [])
        self._continue(statement[3], number)

    def _statement(self, line: str, number: int, *, obsolete: bool) -> None:
        if line.startswith('"') or not line:
            self._continue(line or '""', number)
            return
        statement = _STATEMENT.fullmatch(line)
        if not statement:
            if self._draft.complete:
                self._finish(number)
            word = re.split(r'[\s"\[]', line)[0] or line
            self._wrong(number, f"unknown keyword {word!r}", "expected msgctxt, msgid, msgid_plural or msgstr")
            self._parts = None
            return
        keyword, form, string = statement.groups()
        draft = self._draft
        if keyword == "msgctxt" or (keyword == "msgid" and ("msgid" in draft.texts or draft.complete)):
            self._open(number, "")
        self._place(keyword, form, number, obsolete)
        self._continue(string, number)

    def _place(self, keyword: str, form: str | None, number: int, obsolete: bool) -> None:
        """Check that the keyword may stand here, and make its text the one that grows."""
        draft = self._draft
        if draft.begun and draft.obsolete != obsolete:
            self._wrong(number, "only some lines of this message begin with #~", "mark all of them or none")
        draft.obsolete = obsolete
        field_name = keyword if form is None else f"{keyword}[{int(form)}]"
        if keyword == "msgid":
            draft.line = number
        elif keyword == "msgid_plural" and ("msgid" not in draft.texts or draft.complete):
            self._wrong(number, "msgid_plural does not follow a msgid")
        elif keyword == "msgstr":
            self._check_msgstr(form, number)
        if field_name in draft.texts:
            self._wrong(number, f"a second {field_name} for the same message", "remove one of them")
        self._parts = draft.texts[field_name] = []

    def _check_msgstr(self, form: str | None, number: int) -> None:
        draft = self._draft
        if "msgid" not in draft.texts:
            self._wrong(number, "msgstr without a msgid before it")
        elif form is None and "msgid_plural" in draft.texts:
            self._wrong(number, "msgstr needs a number here, such as msgstr[0], as there is a msgid_plural")
        elif form is not None and "msgid_plural" not in draft.texts:
            self._wrong(number, f"msgstr[{form}] without a msgid_plural before it", "write msgstr")
        elif form is not None and int(form) != draft.forms:
            self._wrong(number, f"expected msgstr[{draft.forms}], found msgstr[{form}]")
        if form is not None:
            draft.forms += 1

    def _continue(self, string: str, number: int) -> None:
        if self._parts is None:
            self._wrong(number, "a text without a keyword before it", "write msgid or msgstr before it")
            return
        match = _STRING.fullmatch(string)
        if match:
            self._parts.append(self._unescaped(match[1], number) if "\\" in match[1] else match[1])
        elif not string.startswith('"'):
            self._wrong(number, f"expected a text in quotation marks, found {string or 'nothing'}")
        elif _STRING.match(string):
            self._wrong(number, "a quotation mark inside the text", 'write \\" for it')
        else:
            self._wrong(number, "the text is not closed", "end the line with a quotation mark")

    def _unescaped(self, text: str, number: int) -> str:
        def replace(match: re.Match[str]) -> str:
            if match[1]:
                data = bytes(int(x, 16) if x else int(o, 8) & 0xFF for x, o in _BYTE.findall(match[1]))
                try:
                    return data.decode("utf-8")
                except UnicodeDecodeError:
                    self._wrong(number, f"the bytes {match[1]} are not UTF-8", "write the character itself")
            elif match[2] not in _NAMED:
                self._wrong(number, f"unknown escape \\{match[2]}", "write \\\\ for a backslash")
            return _NAMED.get(match[2], "")

        return _ESCAPE.sub(replace, text)

    def _open(self, number: int, inside: str) -> None:
        """End the message before, if it is whole, so that the line ``number`` begins the next one."""
        draft = self._draft
        if draft.complete or (draft.begun and (draft.damaged or not inside)):
            self._finish(number)
        elif draft.begun:
            self._wrong(number, inside, "move it above msgctxt and msgid")

    def _finish(self, number: int) -> None:
        draft = self._draft
        if draft.begun and not draft.complete:
            keyword = "msgid" if "msgid" in draft.texts else "msgctxt"
            text = draft.text(keyword) or ""
            self._wrong(draft.line or number, f"{keyword} {text[:40]!r} has no msgstr", 'add msgstr ""')
        if draft.complete and not draft.damaged:
            self._add(draft.entry())
        self._draft, self._parts = _Draft(), None

    def _add(self, entry: Entry) -> None:
        if entry.key == (None, "") and entry.obsolete:
            return
        first = self._lines.setdefault(entry.key, entry.line)
        if first != entry.line and not self._had_conflict:
            what = f"the message {entry.msgid[:40]!r}" if entry.msgid else "the header"
            self._wrong(entry.line, f"{what} stands at line {first} too", "keep the better one of the two")
        self._entries.append(entry)

    def _headers(self, header: Entry) -> tuple[tuple[str, str], ...]:
        headers = []
        for line in header.msgstr.split("\n"):
            key, colon, value = line.partition(":")
            if colon:
                headers.append((key.strip(), value.strip()))
            elif line.strip():
                self._wrong(header.line, f"the header line {line!r} is not of the form 'Name: value'")
        charset = _CHARSET.search(header.msgstr)
        if charset and charset[1].lower() not in _UTF_8_ENOUGH:
            hint = "convert it: msgconv --to-code=UTF-8"
            self._wrong(header.line, f"the header says charset={charset[1]}, expected UTF-8", hint)
        return tuple(headers) or DEFAULT_HEADERS
