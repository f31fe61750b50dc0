# SPDX-License-Identifier: Apache-2.0
"""What the languages of one translation run share: settings, catalogs, and engines made at their first use."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from polyguide.catalog.po import Catalog
from polyguide.config import Site
from polyguide.errors import EngineUnavailable
from polyguide.mt.engines.base import Engine
from polyguide.mt.engines.registry import create_engine
from polyguide.progress import Reporter
from polyguide.text.fingerprint import Fingerprinter
from polyguide.text.pages import usable_extensions

Catalogs = dict[str, Catalog]  # by section


@dataclass
class Run:
    """One call of ``translate_site``.

    ``catalogs``  by language; brought up to date after each language
    ``terms``     by language, names that are not to be translated
    """

    site: Site
    today: date
    stale: bool
    progress: Reporter
    catalogs: dict[str, Catalogs]
    terms: dict[str, tuple[str, ...]]
    engines: dict[str, Engine | EngineUnavailable] = field(default_factory=dict)

    @cached_property
    def fingerprinter(self) -> Fingerprinter:
        with usable_extensions(self.site):
            return Fingerprinter(self.site.markdown_extensions, self.site.extension_configs)

    def engine(self, spec: str) -> Engine:
        """The engine, made at its first use. Raises EngineUnavailable each time."""
        if spec not in self.engines:
            try:
                self.engines[spec] = create_engine(spec, self.site)
            except EngineUnavailable as error:
                self.engines[spec] = error
        engine = self.engines[spec]
        if isinstance(engine, EngineUnavailable):
            raise engine
        return engine

    def close(self) -> None:
        for engine in self.engines.values():
            if not isinstance(engine, EngineUnavailable):
                engine.close()
