# SPDX-License-Identifier: Apache-2.0
"""The genuine argostranslate API, sentence by sentence: the oracle that the direct `argos` engine is tested
against, and the way to packages that only argostranslate can read (BPE tokenizers, pivots)."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from polyguide.config import Site
from polyguide.errors import EngineFailure, EngineUnavailable
from polyguide.mt.engines.argos import NO_PACKAGE, installed_packages, packages_dir
from polyguide.mt.engines.base import Engine, Hypothesis, require

_INSTALL = "pip install argos-translate-lt"
_ARGOS_CODES = {"zh-Hant": "zt", "pt-BR": "pb"}


class ArgosClassicEngine(Engine):
    """Slow by design: one call a sentence, as argostranslate's own users make it."""

    name = "argos-classic"

    def __init__(self, site: Site, argument: str = "") -> None:
        _keep_out_of_home()
        self._translate = require("argostranslate.translate", engine=self.name, command=_INSTALL)
        self._pairs = {(package.source, package.target): package.fingerprint() for package in installed_packages()}
        if not self._pairs:
            raise EngineUnavailable(f"argos-classic: {NO_PACKAGE} {packages_dir()}")

    def pairs(self) -> Mapping[tuple[str, str], str]:
        return self._pairs

    def translate(self, sentences: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        try:
            translation: Any = self._translate.get_translation_from_codes(
                _ARGOS_CODES.get(source, source), _ARGOS_CODES.get(target, target)
            )
            return [Hypothesis(str(translation.translate(sentence)).strip()) for sentence in sentences]
        except Exception as error:  # argostranslate raises whatever its parts raise
            raise EngineFailure(f"argos-classic {source}→{target}: {error}") from error

    def advice(self, source: str, target: str) -> str:
        return f"unpack the .argosmodel file (it is a zip) for {source}→{target} into {packages_dir()}"


def _keep_out_of_home() -> None:
    """Importing argostranslate makes three folders in the home directory; point them elsewhere first."""
    os.environ.setdefault("ARGOS_PACKAGES_DIR", str(packages_dir()))
    private = Path(tempfile.gettempdir(), f"polyguide-argos-{os.getuid()}")
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        os.environ.setdefault(variable, str(private / variable.lower()))
