# SPDX-License-Identifier: Apache-2.0
"""Adds the notice that says how far a page's translation is, and the date of its facts."""

from polyguide.site.plugin import on_page_content

__all__ = ["on_page_content"]
