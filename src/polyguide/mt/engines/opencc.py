# SPDX-License-Identifier: Apache-2.0
"""Traditional Chinese derived from the reviewed Simplified catalog by OpenCC's phrase tables (s2twp: Taiwan's
script and words), so that no second translation and no second full review is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from polyguide.config import Site
from polyguide.errors import EngineFailure
from polyguide.languages import language
from polyguide.mt.engines.base import Engine, Hypothesis, fingerprint_of, require

_INSTALL = "pip install OpenCC"
_CONFIGURATION = "s2twp"


class OpenccEngine(Engine):
    """Input is the translation in ``derives_from``. Text only: code and markup are kept out by the caller."""

    by_run = True

    def __init__(self, site: Site, argument: str) -> None:
        self.name = f"opencc:{argument}"
        self.derives_from = argument
        module = require("opencc", engine=self.name, command=_INSTALL)
        self._module = module
        self._converter: Any = None
        # The phrase tables are part of the package, so its version stands for them.
        fingerprint = fingerprint_of([_CONFIGURATION, str(module.__version__)])
        self._pairs = {
            (argument, target.code): fingerprint
            for target in site.targets
            if target.language.script == "Hant" and language(argument).script == "Hans"
        }

    def pairs(self) -> Mapping[tuple[str, str], str]:
        return self._pairs

    def translate(self, sentences: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        try:
            self._converter = self._converter or self._module.OpenCC(_CONFIGURATION)
            return [Hypothesis(self._converter.convert(sentence)) for sentence in sentences]
        except Exception as error:  # the C++ library raises bare RuntimeError and its own types
            raise EngineFailure(f"{self.name}: {error}") from error

    def advice(self, source: str, target: str) -> str:
        return f"{self.name} converts Simplified into Traditional Chinese only, not {source}→{target}"

    def close(self) -> None:
        self._converter = None
