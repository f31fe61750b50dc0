# SPDX-License-Identifier: Apache-2.0
"""Someone who looks at the site."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page


@dataclass
class Visitor:
    """A browser tab on the small site, and what it asked for in vain."""

    page: Page
    base: str
    foreign: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def go(self, address: str) -> None:
        self.page.goto(f"{self.base}{address}", wait_until="networkidle")
