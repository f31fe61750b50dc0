# SPDX-License-Identifier: Apache-2.0
"""MkDocs tells mistakes through its log; here they become warnings to show and problems to raise."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Collected:
    """What MkDocs and its plugins logged, each text once, in order."""

    warnings: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class _Collector(logging.Handler):
    def __init__(self, collected: Collected) -> None:
        super().__init__(logging.WARNING)
        self._collected = collected

    def emit(self, record: logging.LogRecord) -> None:
        texts = self._collected.errors if record.levelno >= logging.ERROR else self._collected.warnings
        text = record.getMessage()
        if text not in texts:
            texts.append(text)


@contextmanager
def collected_log() -> Iterator[Collected]:
    """Collect what the logger ``mkdocs`` and those below it say, instead of printing it."""
    logger = logging.getLogger("mkdocs")
    collected = Collected()
    handler = _Collector(collected)
    propagates = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield collected
    finally:
        logger.propagate = propagates
        logger.removeHandler(handler)
