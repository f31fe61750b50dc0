# SPDX-License-Identifier: Apache-2.0
"""Adds what browsers and search engines need to know about languages to the finished pages."""

from polyguide.site.plugin import on_post_page

__all__ = ["on_post_page"]
