# SPDX-License-Identifier: Apache-2.0
"""Adds the languages: pages, titles, descriptions, navigation and site name, from ``locales/``."""

from polyguide.site.plugin import on_config, on_nav, on_page_markdown

__all__ = ["on_config", "on_nav", "on_page_markdown"]
