# SPDX-License-Identifier: Apache-2.0
"""Numbers with parts in right-to-left text. Without isolation a browser shows "+86 10 12345" as
"12345 10 86+" (Unicode Standard Annex 9: what stands between digits follows the text's direction)."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Phone numbers, dates, times, ranges, form numbers: groups of digits joined by one sign; or a leading plus.
_NUMBER_WITH_PARTS = re.compile(r"\+?\d+(?:[ \u00a0./:–-]\d+)+|\+\d+")
_LEAVE_ALONE = frozenset({"code", "pre", "bdi", "script", "style", "svg", "textarea", "time"})


def isolate_numbers(page: LexborHTMLParser) -> None:
    """Wrap such numbers in the page's right-to-left content in ``<bdi dir="ltr">``."""
    for content in page.css("article"):
        found = [node for node in content.traverse(include_text=True) if _is_rtl_text(node)]
        for node in found:
            if _NUMBER_WITH_PARTS.search(node.text_content or ""):
                _wrap(page, node)


def _is_rtl_text(node: LexborNode) -> bool:
    if not node.is_text_node:
        return False
    parent = node.parent
    while parent is not None and parent.tag != "article":
        if parent.tag in _LEAVE_ALONE or parent.attributes.get("dir") == "ltr":
            return False
        parent = parent.parent
    return True


def _wrap(page: LexborHTMLParser, node: LexborNode) -> None:
    text, end = node.text_content or "", 0
    for match in _NUMBER_WITH_PARTS.finditer(text):
        if match.start() > end:
            node.insert_before(text[end : match.start()])
        number = page.create_node("bdi")
        number.attrs["dir"] = "ltr"
        number.insert_child(match.group())
        node.insert_before(number, move=True)
        end = match.end()
    if end < len(text):
        node.insert_before(text[end:])
    node.decompose()
