# SPDX-License-Identifier: Apache-2.0
"""Installed Argos Translate packages, read directly and run by CTranslate2 over all sentences at once: the
same output as argostranslate for a third of the CPU time, and without its dependencies."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from polyguide.config import Site
from polyguide.errors import EngineFailure, EngineUnavailable
from polyguide.mt.engines.base import Engine, Hypothesis, fingerprint_of, require

_INSTALL = "pip install ctranslate2 sentencepiece"
# Argos' code → ours, where they differ (argospm-index, "code").
_CODES = {"zt": "zh-Hant", "pb": "pt-BR"}
NO_PACKAGE = "no package is installed: unpack a .argosmodel file (it is a zip) for your languages into"
# Sentences of like length share a batch, so that one limit can stop a looping decoder early.
_LENGTH_BUCKETS = (8, 16, 32, 64)
_MAX_BATCH_TOKENS = 1024


@dataclass(frozen=True)
class Package:
    """One installed package: a folder with metadata.json, sentencepiece.model and model/."""

    directory: Path
    source: str
    target: str
    target_prefix: str

    @property
    def tokenizer(self) -> Path:
        return self.directory / "sentencepiece.model"

    def fingerprint(self) -> str:
        model = sorted(path for path in (self.directory / "model").glob("*") if path.is_file())
        return fingerprint_of([*model, self.tokenizer, self.directory / "metadata.json"])


@dataclass(frozen=True)
class _Decoded:
    """A sentence's pieces, their mean log-probability, and whether the length limit cut it off."""

    pieces: list[str]
    score: float
    cut_off: bool


class ArgosEngine(Engine):
    """Engine over the packages in $ARGOS_PACKAGES_DIR or Argos' own folder."""

    name = "argos"

    def __init__(self, site: Site, argument: str = "", *, beam_size: int = 4) -> None:
        self._ctranslate2 = require("ctranslate2", engine=self.name, command=_INSTALL)
        self._sentencepiece = require("sentencepiece", engine=self.name, command=_INSTALL)
        self._beam_size = beam_size
        self._packages = {(package.source, package.target): package for package in installed_packages()}
        self._fingerprints: dict[tuple[str, str], str] = {}
        self._models: dict[tuple[str, str], tuple[Any, Any]] = {}
        if not self._packages:
            raise EngineUnavailable(f"argos: {NO_PACKAGE} {packages_dir()}")

    def pairs(self) -> Mapping[tuple[str, str], str]:
        if not self._fingerprints:
            self._fingerprints = {pair: package.fingerprint() for pair, package in self._packages.items()}
        return self._fingerprints

    def translate(self, sentences: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        package = self._packages[source, target]
        try:
            translator, tokenizer = self._model(package)
            tokens = [tokenizer.encode(sentence, out_type=str) for sentence in sentences]
            decoded = self._decode(translator, tokens, package)
            looping = [index for index, one in enumerate(decoded) if one.cut_off]
            # A decoder that ran into its limit is usually in a loop: once more, with repetition forbidden.
            once_more = [tokens[index] for index in looping]
            again = self._decode(translator, once_more, package, no_repeat_ngram_size=3, repetition_penalty=1.2)
            for index, result in zip(looping, again, strict=True):
                decoded[index] = result
            return [Hypothesis(_text(tokenizer, one.pieces, package), one.score) for one in decoded]
        except (EngineFailure, RuntimeError, ValueError, OSError) as error:
            raise EngineFailure(f"argos {source}→{target}: {error}") from error

    def advice(self, source: str, target: str) -> str:
        return f"unpack the .argosmodel file (it is a zip) for {source}→{target} into {packages_dir()}"

    def close(self) -> None:
        self._models.clear()

    def _model(self, package: Package) -> tuple[Any, Any]:
        pair = (package.source, package.target)
        if pair not in self._models:
            # "default" runs the file as it was quantized; "auto" and "int8" make some models babble
            # (https://github.com/argosopentech/argos-translate/pull/511).
            translator = self._ctranslate2.Translator(
                str(package.directory / "model"), device="cpu", compute_type="default", intra_threads=1
            )
            tokenizer = self._sentencepiece.SentencePieceProcessor(model_file=str(package.tokenizer))
            self._models[pair] = (translator, tokenizer)
        return self._models[pair]

    def _decode(
        self, translator: Any, tokens: list[list[str]], package: Package, **guards: float
    ) -> list[_Decoded]:
        """One result a sentence, in order.

        A sentence longer than the model's positions makes CTranslate2 refuse the batch it is in; the others
        of that batch are done again one by one, the long one gets an empty result.
        """
        decoded: dict[int, _Decoded] = {}
        for indices in _buckets(tokens):
            waiting = self._start(translator, [tokens[index] for index in indices], package, guards)
            for index, (future, limit) in zip(indices, waiting, strict=True):
                try:
                    decoded[index] = _result(future, limit)
                except RuntimeError:
                    decoded[index] = self._alone(translator, tokens[index], package, guards)
        if tokens and not any(one.pieces for one in decoded.values()):
            raise EngineFailure("the model refused every sentence")
        return [decoded[index] for index in range(len(tokens))]

    def _alone(
        self, translator: Any, tokens: list[str], package: Package, guards: Mapping[str, float]
    ) -> _Decoded:
        try:
            return _result(*self._start(translator, [tokens], package, guards)[0])
        except RuntimeError:
            return _Decoded([], 0.0, False)

    def _start(
        self, translator: Any, batch: list[list[str]], package: Package, guards: Mapping[str, float]
    ) -> list[tuple[Any, int]]:
        """Begin to decode; a future a sentence, with the length at which it is cut off."""
        limit = 2 * max(len(tokens) for tokens in batch) + 12
        futures = translator.translate_batch(
            batch,
            target_prefix=[[package.target_prefix]] * len(batch) if package.target_prefix else None,
            max_batch_size=_MAX_BATCH_TOKENS,
            batch_type="tokens",
            beam_size=self._beam_size,
            length_penalty=0.2,
            replace_unknowns=True,
            return_scores=True,
            max_decoding_length=limit,
            asynchronous=True,
            **guards,
        )
        return [(future, limit) for future in futures]


def packages_dir() -> Path:
    """Where Argos Translate keeps its packages (argostranslate/settings.py)."""
    named = os.environ.get("ARGOS_PACKAGES_DIR")
    if named:
        return Path(named)
    data_home = os.environ.get("XDG_DATA_HOME")
    return (Path(data_home) if data_home else Path.home() / ".local/share") / "argos-translate" / "packages"


def installed_packages() -> Iterator[Package]:
    """Packages that this engine can run; folders without metadata or with another tokenizer are skipped."""
    directory = packages_dir()
    for folder in sorted(directory.iterdir()) if directory.is_dir() else []:
        try:
            metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
            source, target = str(metadata["from_code"]), str(metadata["to_code"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if (folder / "sentencepiece.model").is_file() and (folder / "model").is_dir():
            prefix = str(metadata.get("target_prefix", ""))
            yield Package(folder, _CODES.get(source, source), _CODES.get(target, target), prefix)


def _result(future: Any, limit: int) -> _Decoded:
    result = future.result()
    pieces = result.hypotheses[0]
    return _Decoded(pieces, result.scores[0] / max(1, len(pieces)), len(pieces) >= limit)


def _buckets(tokens: list[list[str]]) -> Iterator[list[int]]:
    bounds = (0, *_LENGTH_BUCKETS, max([len(pieces) for pieces in tokens], default=0) + 1)
    for low, high in pairwise(bounds):
        indices = [index for index, pieces in enumerate(tokens) if low <= len(pieces) < high]
        if indices:
            yield indices


def _text(tokenizer: Any, pieces: list[str], package: Package) -> str:
    text = str(tokenizer.decode_pieces(pieces)).replace("▁", " ")
    return text.removeprefix(package.target_prefix).strip()
