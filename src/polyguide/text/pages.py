# SPDX-License-Identifier: Apache-2.0
"""The pages of a site and their messages, with front matter, navigation and site names.

Nothing is written here; all mistakes in a page are raised as UserMistake with its file and line.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.utils import is_markdown_file
from pathspec.gitignore import GitIgnoreSpec

from polyguide.config import Site
from polyguide.errors import Problem, UserMistake
from polyguide.files import read_text
from polyguide.text import front_matter
from polyguide.text.extract import Extractor
from polyguide.text.messages import Kind, Message
from polyguide.text.normal_form import has_words

SITE_SECTION = "site"
SITE_TEXTS = "mkdocs.yml"  # stands for the navigation and the site's names where a page name is asked for
_NO_PAGES = (".*", "/templates/")  # as in mkdocs/structure/files.py


@dataclass(frozen=True)
class Page:
    """A source page. ``name`` is how catalogs refer to it, such as "docs/guides/x.md"."""

    path: Path
    name: str


def source_pages(site: Site) -> tuple[Page, ...]:
    """All Markdown pages that MkDocs would build, sorted by name, without localised twins such as x.fr.md.

    Raises UserMistake when the folder of pages does not exist.
    """
    if not site.pages_dir.is_dir():
        message = f"the folder of pages, {site.relative(site.pages_dir)}, does not exist"
        raise UserMistake(Problem(site.config_file.name, 0, message, "make it, or set docs_dir"))
    codes = {site.source.code, *(target.code for target in site.targets)}
    excluded = GitIgnoreSpec.from_lines([*_NO_PAGES, *site.exclude_docs.splitlines()])
    pages = []
    for path in site.pages_dir.rglob("*"):
        localised = not site.folder_a_language and PurePosixPath(path.stem).suffix.lstrip(".") in codes
        if localised or not is_markdown_file(path.name) or not path.is_file():
            continue
        if not excluded.match_file(path.relative_to(site.docs_dir).as_posix()):
            pages.append(Page(path, site.relative(path)))
    return tuple(sorted(pages, key=lambda page: page.name))


def section_of(site: Site, page_name: str) -> str:
    """The catalog that holds a page: its top folder below ``pages_dir``, or "site" for all else."""
    path = site.root / page_name
    if not path.is_relative_to(site.pages_dir):
        return SITE_SECTION
    parts = path.relative_to(site.pages_dir).parts
    return parts[0] if len(parts) > 1 else SITE_SECTION


def page_messages(site: Site, page: Page) -> list[Message]:
    """The messages of a page: declared front-matter keys first, then the body in document order."""
    text = read_text(page.path, shown_as=page.name)
    matter = front_matter.split(text, name=page.name)
    messages = [
        Message(value, kind=Kind.FRONT_MATTER, line=_line_of_key(text, key, matter.offset), notes=(f"key: {key}",))
        for key, value in front_matter.texts(matter.data, site.front_matter_keys)
        if has_words(value)
    ]
    for message in _body_messages(site, page, matter.body):
        line = message.line + matter.offset if message.line else None
        messages.append(replace(message, line=line))
    return messages


def _body_messages(site: Site, page: Page, body: str) -> list[Message]:
    extractor = _extractor(_Options(site))
    with readable_page(page.name):
        return extractor.extract(body)


def site_messages(site: Site) -> list[Message]:
    """Navigation titles, the site's name, description and copyright, in that order.

    Raises UserMistake when the navigation holds itself (a YAML alias inside its own anchor).
    """
    titles = dict.fromkeys(_navigation_titles(site, site.nav, ()))
    texts = [*titles, *site.interface_texts]
    return [Message(text, kind=Kind.NAVIGATION) for text in dict.fromkeys(texts) if has_words(text)]


def _navigation_titles(site: Site, item: Any, above: tuple[int, ...]) -> Iterator[str]:
    if id(item) in above:
        message = "the navigation is cyclic: an entry of nav holds itself through a YAML alias (*)"
        line = _line_of_text(read_text(site.config_file, shown_as=site.config_file.name), "nav:")
        raise UserMistake(Problem(site.config_file.name, line, message, "write the entries out"))
    if isinstance(item, list):
        for entry in item:
            yield from _navigation_titles(site, entry, (*above, id(item)))
    elif isinstance(item, dict):
        for title, entry in item.items():
            if title is not None:
                yield str(title)
            yield from _navigation_titles(site, entry, (*above, id(item)))


class _Options:
    """A site's Markdown options as a cache key: one Extractor serves all pages of a site."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Options) and (
            self.site.markdown_extensions == other.site.markdown_extensions
            and self.site.extension_configs == other.site.extension_configs
        )

    def __hash__(self) -> int:
        return hash(self.site.markdown_extensions)


@lru_cache(maxsize=4)
def _extractor(options: _Options) -> Extractor:
    with usable_extensions(options.site):
        return Extractor(options.site.markdown_extensions, options.site.extension_configs)


@contextmanager
def usable_extensions(site: Site) -> Iterator[None]:
    """Tell as a mistake in ``mkdocs.yml`` that the site's Markdown extensions cannot be set up."""
    try:
        yield
    except (ImportError, AttributeError, KeyError, TypeError, ValueError) as error:
        reason = f"there is no option {error}" if isinstance(error, KeyError) else error
        message = f"a Markdown extension cannot be set up: {reason}"
        hint = "install it, or mend its name and options under markdown_extensions"
        line = _line_of_text(read_text(site.config_file), "markdown_extensions:")
        raise UserMistake(Problem(site.config_file.name, line, message, hint)) from None


@contextmanager
def readable_page(name: str) -> Iterator[None]:
    """Tell as a mistake in a page that the Markdown parser or one of its extensions gave up on it."""
    try:
        yield
    except RecursionError:
        message = "lists, quotes or brackets are nested too deeply for the Markdown parser"
        raise UserMistake(Problem(name, 0, message, "make the nesting flatter")) from None
    except Exception as error:  # whatever an extension may raise, such as a snippet that is not there
        message = f"Markdown cannot read this page: {type(error).__name__}: {error}"
        raise UserMistake(Problem(name, 0, message, "mend the place that the error names")) from None


def _line_of_key(text: str, key: str, offset: int) -> int | None:
    head = "\n".join(text.split("\n")[:offset])
    return _line_of_text(head, key.rsplit(".", 1)[-1] + ":") or None


def _line_of_text(text: str, start: str) -> int:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.lstrip().startswith(start):
            return number
    return 0
