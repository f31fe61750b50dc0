# SPDX-License-Identifier: Apache-2.0
"""Parsing a page for its words or its anchors, without the work of colouring its code."""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

try:
    from pymdownx.highlight import Highlight
except ImportError:  # this package needs nothing but Python-Markdown
    Highlight = None


@contextmanager
def quick_highlighting() -> Iterator[None]:
    """Keep code blocks and their titles, skip Pygments: it takes most of the time and yields no message.

    Turning Pygments off by option is no way out: fences with a title would become paragraphs. Code inside
    a line is coloured as ever, for a heading's anchor may depend on it.
    """
    if Highlight is None:
        yield
        return
    in_full = Highlight.highlight

    def in_black_and_white(self: object, src: str, language: str, *arguments: Any, **options: Any) -> Any:
        if options.get("inline"):
            return in_full(self, src, language, *arguments, **options)
        # The code stays, for a block before a line of hyphens is a heading, and its words make the anchor.
        title, code = (html.escape(words, quote=False) for words in (options.get("title") or "", src))
        return f'<div><span class="filename">{title}</span><pre><code>{code}</code></pre></div>'

    with patch.object(Highlight, "highlight", in_black_and_white):
        yield
