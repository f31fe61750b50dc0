# SPDX-License-Identifier: Apache-2.0
"""Inline Markdown as a small tree of text, atoms and pairs.

The tree needs not be the renderer's: what a translation does to the page is judged afterwards by the site's
own Markdown (verify.py). Joined again, the nodes are the source text, character by character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from polyguide.mt.masking import HARD_ATOMS

# While the tree is built, each atom is one character of this private area, so that no pattern sees into it.
STASH_START, STASH_END = 0xF0000, 0xFFFFD
STASHED = f"[{chr(STASH_START)}-{chr(STASH_END)}]"


@dataclass(frozen=True)
class Text:
    """Words to translate."""

    text: str


@dataclass(frozen=True)
class Atom:
    """Source that stays as it is."""

    text: str


@dataclass(frozen=True)
class Pair:
    """Markup around ``children``. ``closing`` holds the words of a link's title as Text.

    ``kind`` is "link", "image", "html" or the delimiter itself, such as "**".
    """

    kind: str
    opening: str
    children: tuple[Node, ...]
    closing: tuple[Node, ...]


Node = Text | Atom | Pair


class Syntax(Enum):
    """What is special in a text."""

    MARKDOWN = "inline Markdown with inline HTML"
    HTML = "inline HTML"
    PLAIN = "nothing but HARD_ATOMS"


_MARKDOWN_LITERAL = r"""
      \\[\\`*_{}\[\]()\#+.!|<>~^=:"'-]                           # escapes
    | (?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)                 # code
    | \$\$.+?\$\$ | (?<!\$)\$(?![\s$])[^$\n]+?(?<!\s)\$(?![\d$])       # math
    | \\\(.+?\\\) | \\\[.+?\\\]
    | <(?:https?|ftp|mailto):[^\s>]*> | <[^\s<>@]+@[^\s<>@]+>
    | \[\^[^\]\s]+\]                                            # footnote references
    | \+\+(?!\s)[a-z0-9"][^\n]*?\+\+(?!\+)                        # keys
    | (?<![\w/.@])@(?:[a-z]+:)?[A-Za-z0-9][\w.-]*(?:/[\w.-]*\w)?(?<![.-])  # mentions of people and repositories
    | (?<![\w/])[0-9a-f]{40}(?:\.\.\.[0-9a-f]{40})?(?!\w)        # commits
    | (?<![\w:]):[a-zA-Z][\w+-]*:(?![\w:])                       # emoji and icons
"""
_HTML_LITERAL = r"""<!--.*?--> | <(?P<raw>code|kbd|samp|var|script|style|svg|math)\b[^>]*>.*?</(?P=raw)>"""
_LITERALS = {
    Syntax.MARKDOWN: re.compile(
        f"{_MARKDOWN_LITERAL} | {_HTML_LITERAL} | {HARD_ATOMS.pattern}", re.VERBOSE | re.DOTALL
    ),
    Syntax.HTML: re.compile(f"{_HTML_LITERAL} | {HARD_ATOMS.pattern}", re.VERBOSE | re.DOTALL),
    Syntax.PLAIN: HARD_ATOMS,
}
_DESTINATION = r"""(?:<[^<>]*>|(?:[^()\s]|\([^()\s]*\))*)"""
_TITLE = r"""(?:\s+(?P<quote>["'])(?P<title>.*?)(?P=quote)\s*)?"""
_TAG = r"""<(?P<tag>[A-Za-z][\w-]*)(?:\s[^<>]*)?(?<!/)>"""
_HTML_STRUCTURE = rf"""
      (?P<open>{_TAG})(?P<html>.*?)(?P<close></(?P=tag)\s*>)
    | (?P<void></?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>)
"""
_MARKDOWN_STRUCTURE = rf"""
      (?P<image>!?)\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\])*)\]
        (?P<target>\(\s*(?P<destination>{_DESTINATION}){_TITLE}\)|[ ]?\[[^\[\]]*\])
    | (?P<mark>\*\*\*|\*\*|==|~~|\^\^)(?=\S)(?P<marked>.+?)(?<=\S)(?P=mark)(?![*=~^])
    | (?<!\*)(?P<star>\*)(?=[^\s*])(?P<starred>.+?)(?<![\s*])\*(?!\*)
    | (?<!\w)(?P<score>___|__|_)(?=\S)(?P<scored>.+?)(?<=\S)(?P=score)(?!\w)
    | (?P<small>[~^])(?=\S)(?P<raised>[^\s~^]+)(?P=small)
"""
_STRUCTURE = {
    Syntax.MARKDOWN: re.compile(f"{_HTML_STRUCTURE} | {_MARKDOWN_STRUCTURE}", re.VERBOSE | re.DOTALL),
    Syntax.HTML: re.compile(_HTML_STRUCTURE, re.VERBOSE | re.DOTALL),
}


def parse(text: str, syntax: Syntax = Syntax.MARKDOWN) -> tuple[Node, ...]:
    """Parse a text.

    Raises ValueError when the text uses the private characters that the parser needs, or is nested too deeply.
    """
    stash: list[str] = []

    def put_away(found: re.Match[str]) -> str:
        stash.append(found[0])
        return chr(STASH_START + len(stash) - 1)

    if re.search(f"{STASHED}|[\x00-\x08\x0e-\x1f]", text):
        raise ValueError("the text contains control characters or characters of the private use area")
    stashed = _LITERALS[syntax].sub(put_away, text)

    def restore(part: str) -> str:
        return re.sub(STASHED, lambda found: stash[ord(found[0]) - STASH_START], part)

    structure = _STRUCTURE.get(syntax)
    try:
        return tuple(_parse(stashed, structure, restore) if structure else _leaves(stashed, restore))
    except RecursionError:
        raise ValueError("the markup is nested too deeply") from None


def source(nodes: Iterable[Node]) -> str:
    """The nodes as source text."""
    return "".join(_source(node) for node in nodes)


def words(nodes: Iterable[Node]) -> str:
    """The text to translate in the nodes, without atoms and markup."""
    return "".join(
        node.text if isinstance(node, Text) else words(node.children) if isinstance(node, Pair) else " "
        for node in nodes
    )


def map_text(nodes: Iterable[Node], change: Callable[[str], str]) -> tuple[Node, ...]:
    """The same tree with every run of words, also in titles and image texts, changed."""
    changed: list[Node] = []
    for node in nodes:
        if isinstance(node, Text):
            changed.append(Text(change(node.text)))
        elif isinstance(node, Pair):
            children, closing = map_text(node.children, change), map_text(node.closing, change)
            changed.append(Pair(node.kind, node.opening, children, closing))
        else:
            changed.append(node)
    return tuple(changed)


def runs(nodes: Iterable[Node]) -> list[str]:
    """Every run of words that ``map_text`` would change."""
    found: list[str] = []
    map_text(nodes, lambda text: found.append(text) or text)  # type: ignore[func-returns-value]
    return found


def _source(node: Node) -> str:
    if isinstance(node, Pair):
        return node.opening + source(node.children) + source(node.closing)
    return node.text


def _parse(text: str, structure: re.Pattern[str], restore: Callable[[str], str]) -> list[Node]:
    nodes: list[Node] = []
    position = 0
    while found := structure.search(text, position):
        nodes += _leaves(text[position : found.start()], restore)
        node, position = _pair(found, text, restore)
        nodes.append(node)
    return nodes + _leaves(text[position:], restore)


def _pair(found: re.Match[str], text: str, restore: Callable[[str], str]) -> tuple[Node, int]:
    """The node for a match of a structure, and where it ends: an attribute list that follows belongs to it."""
    end = found.end()
    tail = re.compile(STASHED).match(text, end)
    attributes = restore(tail[0]) if tail and restore(tail[0]).startswith("{") else ""
    end += 1 if attributes else 0

    def pair(kind: str, opening: str, inner: str, closing: Iterable[Node]) -> Node:
        rest = (*closing, Atom(attributes)) if attributes else tuple(closing)
        return Pair(kind, restore(opening), tuple(_parse(inner, found.re, restore)), rest)

    if found["void"]:
        return Atom(restore(found["void"]) + attributes), end
    if found["open"]:
        return pair("html", found["open"], found["html"], [Atom(restore(found["close"]))]), end
    if found["target"]:
        kind = "image" if found["image"] else "link"
        return pair(kind, found["image"] + "[", found["label"], _link_end(found, restore)), end
    mark = found["mark"] or found["star"] or found["score"] or found["small"]
    inner = found["marked"] or found["starred"] or found["scored"] or found["raised"]
    return pair(mark, mark, inner, [Atom(mark)]), end


def _link_end(found: re.Match[str], restore: Callable[[str], str]) -> list[Node]:
    if not found["title"]:
        return [Atom("]" + restore(found["target"]))]
    target, offset = found["target"], found.start("target")
    before, after = found.start("title") - offset, found.end("title") - offset
    title = _leaves(found["title"], restore)
    return [Atom("]" + restore(target[:before])), *title, Atom(restore(target[after:]))]


def _leaves(text: str, restore: Callable[[str], str]) -> list[Node]:
    """Text and atoms of a stretch without pairs."""
    return [
        Atom(restore(part)) if re.fullmatch(STASHED, part) else Text(part)
        for part in re.split(f"({STASHED})", text)
        if part
    ]
