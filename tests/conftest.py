# SPDX-License-Identifier: Apache-2.0
"""Fixtures that more than one room of tests needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_site import TODAY, make_site

from polyguide.config import Site
from polyguide.site.build import build_site


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The small site, built once by ``build_site``; tests only read it."""
    site = make_site(tmp_path_factory.mktemp("built"))
    build_site(site, as_of=TODAY)
    yield site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The small site with catalogs, not built; a test may change it."""
    return make_site(tmp_path)
