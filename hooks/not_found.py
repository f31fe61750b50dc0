# SPDX-License-Identifier: Apache-2.0
"""Adds a page for mistyped addresses in each language."""

from polyguide.site.plugin import on_post_template, on_template_context

__all__ = ["on_post_template", "on_template_context"]
