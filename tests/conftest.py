# SPDX-License-Identifier: Apache-2.0
"""Fixtures that more than one room of tests needs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from small_site import TODAY, make_site

from polyguide.config import Site
from polyguide.site.build import build_site

# New examples are for people at work; what lands is judged by the same ones each time, at any machine's pace.
hypothesis.settings.register_profile("polyguide", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("polyguide")

# Doctests are collected from every module; two files named conftest.py would be taken for the same module.
collect_ignore_glob = ["conftest.py", "*/conftest.py"]


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
