# SPDX-License-Identifier: Apache-2.0
"""Adds a sitemap that lists real translations only."""

from polyguide.site.plugin import on_post_build

__all__ = ["on_post_build"]
