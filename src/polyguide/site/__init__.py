# SPDX-License-Identifier: Apache-2.0
"""The MkDocs side: translated pages, notices, page heads, sitemap; and the whole-or-nothing build.

``plugin``       MkDocs events, used by ``hooks/*.py`` and by the plugin entry point
``run``          what one build knows: decisions, the page at hand, where a page stands
``notices``      words at the top of a page about its translation
``postprocess``  the finished HTML of a page: its language, its translations, its parts, its direction
``sitemap``      sitemap.xml
``build``        ``polyguide build``
``serve``        ``polyguide serve``
"""
