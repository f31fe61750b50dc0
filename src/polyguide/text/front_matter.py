# SPDX-License-Identifier: Apache-2.0
"""Front matter: the YAML block at the head of a page. Strict, because MkDocs shows a broken one as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from polyguide.errors import Problem, UserMistake

_OPENING = re.compile(r"\A---[ \t]*\n")
_CLOSING = re.compile(r"^(---|\.\.\.)[ \t]*(\n|\Z)", re.MULTILINE)


@dataclass(frozen=True)
class FrontMatter:
    """A page's metadata, its Markdown body and the number of lines that stand before the body."""

    data: dict[str, Any]
    body: str
    offset: int = 0


def split(text: str, *, name: str) -> FrontMatter:
    """Split a page into front matter and body. ``name`` is the file as people see it.

    A page that does not begin with ``---`` has none, nor does one whose first block between ``---`` is
    prose. Raises UserMistake for a block that is not closed or is not a YAML mapping.
    """
    opening = _OPENING.match(text)
    if not opening:
        return FrontMatter({}, text)
    closing = _CLOSING.search(text, opening.end())
    looks_like_settings = re.match(r"[\w.-]+[ \t]*:|#", text[opening.end() :])
    if not closing:
        if not looks_like_settings:  # a thematic break at the head of the page
            return FrontMatter({}, text)
        hint = "add a line of three hyphens, ---, after the last setting"
        raise UserMistake(Problem(name, 1, "the front matter that begins here is not closed", hint))
    source = text[opening.end() : closing.start()]
    data = _load(source, name)
    if data is None:
        if looks_like_settings or not source.strip():
            return FrontMatter({}, text[closing.end() :], text.count("\n", 0, closing.end()))
        return FrontMatter({}, text)
    return FrontMatter(data, text[closing.end() :], text.count("\n", 0, closing.end()))


def _load(source: str, name: str) -> dict[str, Any] | None:
    try:
        loaded = yaml.safe_load(source)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        message = f"the front matter is not valid YAML: {error.problem or error.context}"
        raise UserMistake(
            Problem(name, line, message, "quote texts that hold ': ' or begin with a sign")
        ) from None
    except (yaml.YAMLError, ValueError) as error:
        raise UserMistake(Problem(name, 1, f"the front matter cannot be read: {error}")) from None
    return loaded if isinstance(loaded, dict) else None


def texts(data: dict[str, Any], keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The (key, text) pairs of the declared keys; a dotted key, such as "hero.title", reaches inside."""
    for key in keys:
        value: Any = data
        for part in key.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if isinstance(value, str) and value.strip():
            yield key, " ".join(value.split())
