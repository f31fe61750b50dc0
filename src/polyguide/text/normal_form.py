# SPDX-License-Identifier: Apache-2.0
"""The normal form of a message: what a translator sees of a block's raw inline source, and the way back.

A change to these rules changes msgids: raise ``EXTRACTION_RULES`` and write a migration with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass

from markdown import Markdown
from markdown.extensions.attr_list import get_attrs_and_remainder

EXTRACTION_RULES = 1

# Python-Markdown's place-holders: STX … ETX (markdown/util.py).
PLACEHOLDER = re.compile("\x02[^\x03]*\x03")
STASHED = re.compile("\x02wzxhzdk:([0-9]+)\x03")
_EDGE = re.compile("^(?:\\s|\x02[^\x03]*\x03)+|(?:\\s|\x02[^\x03]*\x03)+$")
# The same expressions as in markdown/extensions/attr_list.py, with the braces' inside as group 1.
_ATTRIBUTES = r"\{\:?[ ]*([^\}\n ][^\n]*)\}[ ]*$"
_INLINE_BLOCK_ATTRIBUTES = re.compile(r"[ ]+" + _ATTRIBUTES)
_BLOCK_ATTRIBUTES = re.compile(r"\n[ ]*" + _ATTRIBUTES)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HEADER_LIKE = HEADINGS | {"dt", "td", "th"}

_WRAP = re.compile(r"(\\?)([ \t]*)\n[ \t]*")

_CODE_SPAN = r"(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)"
# What has letters but no words: code, addresses, attribute lists, comments, emoji codes, empty links.
_WORDLESS = re.compile(
    rf"{_CODE_SPAN}|<!--.*?-->|<(?:https?|ftp|mailto):[^>]*>|\b(?:https?|ftp)://\S+|[\w.+-]+@[\w-]+\.[\w.]+"
    r"|\{[:#.%][^}\n]*\}|\{\{.*?\}\}|(?<!\w):[a-z0-9_+-]+:(?!\w)|\[\^[^\]]*\]|&(?:#?\w+);",
    re.DOTALL,
)
# As in pymdownx/arithmatex.py with smart_dollar.
_FORMULA = re.compile(r"(?<![\\$])\$(?![\s$]).+?(?<![\s\\$])\$(?![\d$])|\\\(.+?\\\)", re.DOTALL)
_EMPTY_LINK = re.compile(r"!?\[[^\w\]]*\](?:\([^)\"']*\)|\[[^\]]*\])")
_BRACKETS = re.compile(
    rf"{_CODE_SPAN}"
    r"|!?\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\([^)]*\)|[ ]?\[[^\]]+\])"  # inline links and full references
    r"|(!?)\[([^\[\]^][^\[\]]*)\](?:\[\])?(?![\[(:])",  # shortcut and collapsed references
    re.DOTALL,
)


@dataclass(frozen=True)
class Segment:
    """A piece of raw inline source: ``before + text + after`` is the raw source when ``msgid`` is not used."""

    before: str
    raw: str
    after: str
    msgid: str

    def with_translation(self, msgstr: str) -> str:
        """The raw source with ``msgstr`` in place of the text; the source itself when nothing changed."""
        return self.before + (self.raw if msgstr == self.msgid else msgstr) + self.after


@dataclass(frozen=True)
class Rules:
    """What a page's Markdown extensions make of inline source.

    ``attribute_lists``  attr_list is on: a block may end in ``{ #id .class }``
    ``keep_lines``       nl2br is on: a line end is a line break
    ``mathematics``      pymdownx.arithmatex is on: ``$x$`` is a formula
    """

    attribute_lists: bool = False
    keep_lines: bool = False
    mathematics: bool = False

    @classmethod
    def of(cls, md: Markdown) -> Rules:
        """The rules of a Markdown object, by what its extensions have registered."""
        return cls(
            attribute_lists="attr_list" in md.treeprocessors,
            keep_lines="nl" in md.inlinePatterns,
            mathematics="arithmatex-inline" in md.inlinePatterns,
        )


def tree_processor(md: Markdown, name: str) -> object | None:
    """The tree processor that an extension has registered by this name; None when it is not on."""
    return md.treeprocessors[name] if name in md.treeprocessors else None


def has_words(text: str, *, mathematics: bool = False) -> bool:
    """Whether anything is left to translate when code, addresses and place-holders are taken away.

    >>> has_words("`JW201`"), has_words("Form `JW201`"), has_words("2026-03-01"), has_words("[](x.md)")
    (False, True, False, False)
    """
    if not any(character.isalpha() for character in text):
        return False
    bare = _EMPTY_LINK.sub(" ", _WORDLESS.sub(" ", PLACEHOLDER.sub(" ", text)))
    if mathematics:
        bare = _FORMULA.sub(" ", bare)
    return any(character.isalpha() for character in bare)


def segments(raw: str, tag: str, *, references: Container[str], rules: Rules) -> list[Segment]:
    """Split a block's raw inline source at place-holders and bring each piece with words into normal form.

    ``tag`` is the block's HTML tag, ``references`` the ids of the page's reference definitions (lower
    case). The pieces joined by ``before + raw + after`` give back ``raw`` exactly.
    """
    found: list[Segment] = []
    start = 0
    for border in [*PLACEHOLDER.finditer(raw), None]:
        end = border.start() if border else len(raw)
        piece = raw[start:end]
        after = border.group() if border else ""
        start = border.end() if border else end
        if piece or after:
            is_last = border is None or _EDGE.fullmatch(raw[end:]) is not None
            found.append(_segment(piece, after, tag if is_last else "", references, rules))
    return found


def _segment(piece: str, after: str, tag: str, references: Container[str], rules: Rules) -> Segment:
    """``tag`` is "" for a piece that does not end its block and so cannot end in an attribute list."""
    if not has_words(piece, mathematics=rules.mathematics):
        return Segment(piece, "", after, "")
    body = piece.lstrip()
    before = piece[: len(piece) - len(body)]
    if rules.attribute_lists and tag:
        cut = _attributes_start(body, tag)
        body, after = body[:cut], body[cut:] + after
    text = body.rstrip()
    after = body[len(text) :] + after
    return Segment(before, text, after, msgid_of(text, references=references, keep_lines=rules.keep_lines))


def _attributes_start(text: str, tag: str) -> int:
    """Where a block's own attribute list, such as ``{ #fees }``, begins; the end when there is none."""
    expression = _INLINE_BLOCK_ATTRIBUTES if tag in _HEADER_LIKE else _BLOCK_ATTRIBUTES
    found = expression.search(text)
    if found and not get_attrs_and_remainder(found.group(1))[1]:
        return found.start()
    return len(text)


def msgid_of(text: str, *, references: Container[str] = (), keep_lines: bool = False) -> str:
    """Bring raw inline source into normal form: NFC, soft wraps joined, shortcut references spelt out.

    A shortcut reference takes its id from its visible text, so translating the text would break the
    link; ``[Fees]`` becomes ``[Fees][Fees]``, whose first part can be translated.

    >>> msgid_of("Pay the\\n  [Fees].", references={"fees"})
    'Pay the [Fees][Fees].'
    """
    if not keep_lines:
        text = _WRAP.sub(_join, text)
    if "[" in text:
        text = _BRACKETS.sub(lambda found: _spell_out(found, references), text)
    return unicodedata.normalize("NFC", text)


def _join(found: re.Match[str]) -> str:
    """A hard break (two spaces or a backslash before the line end) stays, any other line end is a space."""
    backslash, spaces = found.groups()
    if spaces.endswith("  "):
        return backslash + "  \n"
    return "\\\n" if backslash and not spaces else backslash + " "


def _spell_out(found: re.Match[str], references: Container[str]) -> str:
    label = found.group(3)
    if label is None or " ".join(label.split()).lower() not in references:
        return found.group()
    return f"{found.group(2)}[{label}][{label}]"
