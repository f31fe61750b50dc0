# SPDX-License-Identifier: Apache-2.0
"""One page's content as HTML, in any language, without building the site: for translators and for the curious."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from markdown import Markdown

from polyguide.catalog.po import Catalog, Key
from polyguide.catalog.state import State, state_of
from polyguide.config import Site, Target
from polyguide.errors import Problem, UserMistake
from polyguide.files import read_text
from polyguide.languages import language
from polyguide.review.checks import SiteChecks
from polyguide.review.finding import Finding, Severity
from polyguide.text import Message, TranslationExtension, front_matter
from polyguide.text.pages import readable_page, usable_extensions


@dataclass(frozen=True)
class RenderedPage:
    """``html`` of the content, and the findings for which a translation was not used."""

    html: str
    refused: tuple[Finding, ...] = ()


def render_source(site: Site, path: Path) -> RenderedPage:
    """The page in the source language, exactly as Python-Markdown renders it."""
    return RenderedPage(_render(site, path, {}))


def render_translation(
    site: Site, path: Path, code: str, catalog: Catalog, *, shown_as: str, drafts: bool = False
) -> RenderedPage:
    """The page with the catalog's texts: the reviewed ones, and with ``drafts`` the drafts too.

    A text that is more than other words (see ``polyguide.text.fingerprint``) is not used; the source stands
    in its place and the finding tells why. ``code`` may be a language that the site does not have.
    """
    target = next((target for target in site.targets if target.code == code), None) or _foreign_target(code)
    found = SiteChecks(site).catalog(target, Path(shown_as).stem, catalog)
    refused = tuple(one for one in found if one.severity is Severity.ERROR and one.check.startswith("structure"))
    broken = {(one.line, one.msgid) for one in refused}
    wanted = {State.REVIEWED, State.DRAFT} if drafts else {State.REVIEWED}
    texts = {
        entry.key: entry.msgstr
        for entry in catalog.live()
        if state_of(entry) in wanted and (entry.line, entry.msgid) not in broken
    }
    told = tuple(replace(finding, file=shown_as) for finding in refused)
    return RenderedPage(_render(site, path, texts), told)


def _foreign_target(code: str) -> Target:
    try:
        return Target(language(code))
    except ValueError as error:
        raise UserMistake(Problem("--language", 0, str(error), "use a code such as 'es' or 'zh-Hant'")) from None


def _render(site: Site, path: Path, texts: Mapping[Key, str]) -> str:
    def lookup(message: Message) -> str | None:
        return texts.get((message.context, message.msgid))

    name = site.relative(path)
    matter = front_matter.split(read_text(path, shown_as=name), name=name)
    with usable_extensions(site):
        md = Markdown(
            extensions=[*site.markdown_extensions, *([TranslationExtension(lookup)] if texts else [])],
            extension_configs={name: dict(options) for name, options in site.extension_configs.items()},
        )
    with readable_page(name):
        return md.convert(matter.body)
