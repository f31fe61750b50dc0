# SPDX-License-Identifier: Apache-2.0
"""Markdown set up as a site with nearly every extension has it, for the tests of this room."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from markdown import Markdown

from polyguide.text import Message, TranslationExtension

EXTENSIONS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.betterem",
    "pymdownx.blocks.admonition",
    "pymdownx.blocks.caption",
    "pymdownx.blocks.definition",
    "pymdownx.blocks.details",
    "pymdownx.blocks.html",
    "pymdownx.blocks.tab",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.smartsymbols",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
)


def _slug(text: str, separator: str) -> str:
    return separator.join(text.lower().split())


CONFIGS: dict[str, dict[str, Any]] = {
    "toc": {"permalink": True},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.tabbed": {"alternate_style": True, "slugify": _slug},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.highlight": {"anchor_linenums": True},
}

# Foreign sites to test on; they lie beside the repository and are not part of it.
CORPORA = Path(os.environ.get("POLYGUIDE_CORPORA", Path(__file__).parents[3] / "shared" / "corpora"))


def render(text: str, lookup: Callable[[Message], str | None] | None = None) -> str:
    """Render with plain Python-Markdown or, with ``lookup``, through the translation extension."""
    ours = [TranslationExtension(lookup)] if lookup else []
    return Markdown(extensions=[*EXTENSIONS, *ours], extension_configs=CONFIGS).convert(text)
