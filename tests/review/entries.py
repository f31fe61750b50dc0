# SPDX-License-Identifier: Apache-2.0
"""Targets, contexts and entries that the review tests share. Real objects, no stand-ins."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from polyguide.catalog.glossary import Term
from polyguide.catalog.po import Entry
from polyguide.config import Publish, Target
from polyguide.languages import language
from polyguide.review.checks import check_entry
from polyguide.review.checks.base import Context
from polyguide.review.finding import Finding, Severity
from polyguide.text.fingerprint import Fingerprinter

# Material's full set, the hardest to keep safe: every extension is one more way to say something else.
EXTENSIONS = (
    "toc tables fenced_code abbr admonition attr_list def_list footnotes md_in_html pymdownx.arithmatex"
    " pymdownx.betterem pymdownx.caret pymdownx.details pymdownx.emoji pymdownx.highlight pymdownx.inlinehilite"
    " pymdownx.keys pymdownx.magiclink pymdownx.mark pymdownx.smartsymbols pymdownx.snippets"
    " pymdownx.superfences pymdownx.tabbed pymdownx.tilde"
).split()
CONFIGS: dict[str, dict[str, Any]] = {
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.snippets": {"check_paths": False},
    "pymdownx.tabbed": {"alternate_style": True},
}


@cache
def _fingerprinter() -> Fingerprinter:
    return Fingerprinter(EXTENSIONS, CONFIGS)


def target(code: str = "es", publish: Publish = Publish.REVIEWED, **settings: Any) -> Target:
    return Target(language(code), publish=publish, **settings)


def context(terms: Sequence[Term] = ()) -> Context:
    inline = _fingerprinter().inline
    return Context("locales/es/LC_MESSAGES/guides.po", language("en"), inline, inline, tuple(terms))


def check(msgid: str, msgstr: str, code: str = "es", terms: Sequence[Term] = (), **fields: Any) -> list[Finding]:
    """Findings about a reviewed translation, or what ``fields`` make of it."""
    allowed = fields.pop("allowed_links", ())
    entry = Entry(msgid, msgstr, line=7, **fields)
    return check_entry(entry, target=target(code, allowed_links=allowed), context=context(terms))


def errors(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]
