# SPDX-License-Identifier: Apache-2.0
"""What an engine is: sentences in, sentences out, and a fingerprint of the model that made them."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Protocol

from polyguide.errors import EngineUnavailable
from polyguide.languages import language


@dataclass(frozen=True)
class Hypothesis:
    """One translation. ``score`` is the model's mean log-probability a token, where the engine tells it."""

    text: str
    score: float | None = None


@dataclass(frozen=True)
class EngineStatus:
    """What `doctor` says about one engine of one language.

    ``pair`` is the model's own pair such as "en→pt", "" when there is none; ``advice`` says what to do
    when ``available`` is false.
    """

    language: str
    engine: str
    available: bool
    pair: str = ""
    fingerprint: str = ""
    advice: str = ""


class Engine(Protocol):
    """A translation engine. Making one is cheap; a model is loaded at the first ``translate``.

    Subclass it to get the defaults.
    ``name``          as written in locales.yml and in the provenance of drafts
    ``derives_from``  code of the language whose translations are the input; "" for the source text
    ``by_run``        true when each run of text can be translated by itself, so that markup stays put
    """

    name: str
    derives_from: str = ""
    by_run: bool = False

    def pairs(self) -> Mapping[tuple[str, str], str]:
        """(source, target) codes → fingerprint of the model files. No model is loaded."""
        ...

    def translate(self, sentences: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """One hypothesis a sentence, in order, for a pair of ``pairs()``. Raises EngineFailure."""
        ...

    def advice(self, source: str, target: str) -> str:
        """What a person can do to get this pair."""
        return f"{self.name} has no model for {source}→{target}"

    def close(self) -> None:
        """Free models and processes. The engine may be used again."""


@dataclass(frozen=True)
class Pair:
    """A pair of an engine that serves a site's languages, with the fingerprint of its model."""

    source: str
    target: str
    fingerprint: str

    def __str__(self) -> str:
        return f"{self.source}→{self.target}"


def find_pair(engine: Engine, source: str, target: str) -> Pair | None:
    """The engine's pair for two site codes: the exact one, else that of the plain languages.

    A region may be left out ("pt-BR" is served by "pt"); a script may not ("zh-Hant" is not served by "zh").
    """
    pairs = engine.pairs()
    for source_code in _broader(source):
        for target_code in _broader(target):
            fingerprint = pairs.get((source_code, target_code))
            if fingerprint is not None:
                return Pair(source_code, target_code, fingerprint)
    return None


def _broader(code: str) -> tuple[str, ...]:
    plain = code.replace("_", "-").split("-")[0]
    if plain != code and language(plain).script == language(code).script:
        return code, plain
    return (code,)


def fingerprint_of(parts: Iterable[Path | str]) -> str:
    """First 12 hex digits of the SHA-256 over file contents (paths) and texts (strings), in order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.read_bytes() if isinstance(part, Path) else part.encode())
    return digest.hexdigest()[:12]


def require(module: str, *, engine: str, command: str) -> ModuleType:
    """Import an optional package. Raises EngineUnavailable with the command that installs it."""
    try:
        return importlib.import_module(module)
    except ImportError:
        message = f"{engine}: the Python package {module!r} is not installed: run {command}"
        raise EngineUnavailable(message) from None
