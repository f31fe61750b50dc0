# SPDX-License-Identifier: Apache-2.0
"""The one exception tree.

PolyguideError              anything polyguide raises on purpose; ``exit_code`` says how a command ends
├── UserMistake             something a person can mend: one or many ``Problem``s, all told at once
├── EngineUnavailable       a translation engine or its model is not on this machine
└── EngineFailure           an engine that was there died, hung or gave back the wrong number of sentences
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake, told so that a person can mend it.

    ``file`` and ``line`` say where (line counts from 1; 0 means the whole file), ``message`` what was
    found and what was expected, ``hint`` what to do next, ``language`` the locale code it concerns.
    """

    file: str
    line: int
    message: str
    hint: str = ""
    language: str = ""

    def __str__(self) -> str:
        """Render as ``file:line: [language] message`` with the hint on a line of its own.

        >>> print(Problem("docs/a.md", 3, "front matter is not closed", "add a line ---"))
        docs/a.md:3: front matter is not closed
            → add a line ---
        """
        place = f"{self.file}:{self.line}" if self.line else self.file
        language = f"[{self.language}] " if self.language else ""
        hint = f"\n    → {self.hint}" if self.hint else ""
        return f"{place}: {language}{self.message}{hint}"


class PolyguideError(Exception):
    """Anything polyguide raises on purpose."""

    exit_code = 2


class UserMistake(PolyguideError):
    """Mistakes in files that a person wrote. Holds all of them, sorted by place."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        found = [problems] if isinstance(problems, Problem) else list(problems)
        self.problems: tuple[Problem, ...] = tuple(sorted(set(found)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@contextmanager
def noted(problems: list[Problem]) -> Iterator[None]:
    """Go on after a mistake: its problems join ``problems``, so that all can be told at once.

    >>> problems: list[Problem] = []
    >>> with noted(problems):
    ...     raise UserMistake(Problem("a.md", 1, "is empty"))
    >>> str(problems[0])
    'a.md:1: is empty'
    """
    try:
        yield
    except UserMistake as mistake:
        problems += mistake.problems


class EngineUnavailable(PolyguideError):
    """A translation engine, or a model it needs, is not on this machine. The text says how to get it."""


class EngineFailure(PolyguideError):
    """An engine that was available failed while translating. Nothing of its batch may be written."""
