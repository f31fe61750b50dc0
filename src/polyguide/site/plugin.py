# SPDX-License-Identifier: Apache-2.0
"""MkDocs events that make a site multilingual. ``hooks/*.py`` of a site import the ones they want; other
sites name the plugin ``polyguide`` instead. Each event is a few lines around another module of this room."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urljoin

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from polyguide.errors import Problem, UserMistake
from polyguide.files import write_atomic
from polyguide.languages import Language, language
from polyguide.site import notices
from polyguide.site.postprocess import PageFacts, finish_page
from polyguide.site.run import Run, Standing, Texts, i18n_plugin, language_of_build, run_of, shown_text
from polyguide.site.sitemap import Entry, render_sitemap
from polyguide.site.theme import choose_theme_language, install_theme
from polyguide.text import TranslationExtension, front_matter

_log = get_plugin_logger("polyguide")
_SETTINGS = ("site_name", "site_description", "copyright")
_LANGUAGES_PAGE = "about/languages.md"
_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


def _told_to_user(event: Callable[_Arguments, _Result]) -> Callable[_Arguments, _Result]:
    """MkDocs shows a PluginError as a message; anything else as a traceback."""

    @wraps(event)
    def wrapper(*arguments: _Arguments.args, **options: _Arguments.kwargs) -> _Result:
        try:
            return event(*arguments, **options)
        except UserMistake as mistake:
            raise PluginError(str(mistake)) from mistake

    return wrapper


@event_priority(-200)  # after static-i18n, which chooses the language and resets settings at -100
@_told_to_user
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the catalogs once, hook into the Markdown parser once, and translate the site's own settings."""
    run = run_of(config)
    run.language = language_of_build(config)
    if not run.originals:
        _refuse_doubles(config)
        config.markdown_extensions.append(TranslationExtension(run.lookup))  # type: ignore[arg-type]
        run.originals.update({key: config[key] for key in _SETTINGS})
        config.watch.append(str(run.site.locales_dir))
    install_theme(config)
    choose_theme_language(config)
    _translate_settings(config, run)
    return config


@_told_to_user
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Translate the titles that the navigation gives to sections, pages and links."""
    run = run_of(config)
    texts = run.site_texts(run.language.code)

    def translate(items: list[Any]) -> None:
        for item in items:
            if "title" in vars(item) and item.title:
                item.title = _shown(run, texts, item.title)
            if isinstance(item, Section):
                translate(item.children)

    translate(nav.items)
    return nav


@_told_to_user
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Translate the front matter, and let the Markdown parser see this page's translations."""
    run = run_of(config)
    texts = run.texts(page.file, run.language.code)
    run.turn_to(texts)
    for key, source in front_matter.texts(dict(page.meta), run.site.front_matter_keys):
        *above, last = key.split(".")
        holder: Any = page.meta
        for part in above:
            holder = holder[part]
        holder[last] = _shown(run, texts, source)


@_told_to_user
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the notice about the page's translation above its content, the date of its facts below."""
    run = run_of(config)
    run.turn_to({})
    standing = run.standing(page.file, run.language.code)
    _guard(run, page, standing, html)
    if standing is Standing.FALLBACK:
        run.remember_source_title(page.title)
        page.meta["search"] = {"exclude": True}  # Material's search; the original is found at its own address
    original = page.file.alternates.get(run.site.source.code)  # type: ignore[attr-defined]
    languages_page = files.get_file_from_path(_LANGUAGES_PAGE)
    if languages_page is page.file:
        languages_page = None
    notice = notices.Notice(
        standing,
        run.language,
        run.site.source,
        get_relative_url(original.url, page.url) if original else "",
        get_relative_url(languages_page.url, page.url) if languages_page else "",
        has_drafts=run.shows_drafts(page.file, run.language.code),
    )
    return notices.with_notice(html, notice) + notices.date_line(page.meta.get("collected"), run.language)


def _guard(run: Run, page: Page, standing: Standing, html: str) -> None:
    """Compare a translated page with its source: stop at what could harm a visitor, warn of the rest."""
    name = run.page_name(page.file)
    if standing is Standing.SOURCE:
        run.guard.remember(name, html)
    elif standing in (Standing.REVIEWED, Standing.DRAFT, Standing.UPDATING):
        code = run.language.code
        verdict = run.guard.judge(name, html, allowed_links=run.site.target(code).allowed_links)
        if verdict.dangers:
            hint = "find the translation or the plugin that brings it; no translation may"
            raise UserMistake(Problem(name, 0, text, hint, code) for text in verdict.dangers)
        for text in verdict.differences:
            _log.warning("%s [%s]: the translated page differs from its source. %s", name, code, text)


@_told_to_user
def on_template_context(context: TemplateContext, template_name: str, config: MkDocsConfig) -> TemplateContext:
    """Give our templates our words (``polyguide``) in the language of the build."""
    run = run_of(config)
    home = "" if run.language == run.site.source else f"{run.language.code}/"
    words = {**notices.texts(run.language), "home_path": home}
    context["polyguide"] = words  # type: ignore[typeddict-unknown-key]
    return context


@_told_to_user
def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Keep one 404 page a language: static-i18n would leave the last language's at the root for all."""
    if template_name != "404.html":
        return output
    run = run_of(config)
    standing = Standing.SOURCE if run.language == run.site.source else Standing.LOCALISED
    finished = finish_page(output, _facts(run, run.language, standing))
    if standing is Standing.SOURCE:
        return finished
    write_atomic(Path(config.site_dir, run.language.code, template_name), finished)
    return ""


@_told_to_user
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Make the finished HTML true about languages."""
    run = run_of(config)
    return finish_page(output, page_facts(run, page.file, config))


@event_priority(-200)  # after static-i18n, which builds the other languages in this event
@_told_to_user
def on_post_build(config: MkDocsConfig) -> None:
    """Write the sitemap when the last language is built."""
    plugin = i18n_plugin(config)
    if plugin.building or not config.site_url:
        return
    run = run_of(config)
    entries = []
    for code, files in plugin.i18n_files_per_language.items():
        for file in files:
            if run.standing(file, code).is_in_page_language:
                facts = page_facts(run, file, config, code)
                entries.append(Entry(facts.canonical, facts.translations, facts.default_url))
    write_atomic(Path(config.site_dir, "sitemap.xml"), render_sitemap(entries))


def page_facts(run: Run, file: File, config: MkDocsConfig, code: str = "") -> PageFacts:
    """What the site knows about the page of this file in the language ``code`` (default: being built)."""
    lang = language(code) if code else run.language
    source_code = run.site.source.code
    urls: dict[str, str] = {}
    alternates = {lang.code: file, **file.alternates}  # type: ignore[attr-defined]
    for other, alternate in alternates.items():
        if config.site_url and run.standing(alternate, other).is_in_page_language:
            urls[other] = urljoin(config.site_url, _address(alternate.url))
    standing = run.standing(file, lang.code)
    canonical = urls.get(lang.code if standing.is_in_page_language else source_code, "")
    return _facts(run, lang, standing, canonical, urls)


def _facts(
    run: Run, lang: Language, standing: Standing, canonical: str = "", urls: dict[str, str] | None = None
) -> PageFacts:
    urls = urls or {}
    codes = [run.site.source.code, *(target.code for target in run.site.targets)]
    return PageFacts(
        language=lang,
        source=run.site.source,
        standing=standing,
        canonical=canonical,
        translations={language(code).html_lang: urls[code] for code in codes if code in urls},
        default_url=urls.get(run.site.source.code, ""),
        source_titles=frozenset(run.source_titles.get(lang.code, ())),
        languages={code: language(code) for code in codes},
    )


def _address(url: str) -> str:
    return "" if posixpath.normpath(url) == "." else url


def _translate_settings(config: MkDocsConfig, run: Run) -> None:
    """Site name, description, copyright; what ``mkdocs.yml`` gives for this language by hand stays."""
    own = i18n_plugin(config).get_language_config(run.language.code)
    texts = run.site_texts(run.language.code)
    for key, original in run.originals.items():
        if original and not own.get(key):
            config[key] = _shown(run, texts, original)


def _refuse_doubles(config: MkDocsConfig) -> None:
    if config.plugins.events["page_content"].count(on_page_content) > 1:
        message = "polyguide is set up twice: by hooks and by the plugin 'polyguide'"
        hint = "take the plugin or the hooks out of mkdocs.yml"
        raise UserMistake(Problem(Path(config.config_file_path).name, 0, message, hint))


def _shown(run: Run, texts: Texts, source: str) -> str:
    shown = shown_text(texts, source)
    if shown == source:
        run.remember_source_title(source)
    return shown


class _Options(Config):  # type: ignore[no-untyped-call]
    """Options of the plugin in ``mkdocs.yml``; ``polyguide.config`` reads the same ones for every command."""

    locales_dir = config_options.Type(str, default="locales")
    languages = config_options.Optional(config_options.Type(list))


class PolyguidePlugin(BasePlugin[_Options]):  # type: ignore[no-untyped-call]
    """The same events for sites that have no ``hooks/``."""

    on_config = staticmethod(on_config)
    on_nav = staticmethod(on_nav)
    on_page_markdown = staticmethod(on_page_markdown)
    on_page_content = staticmethod(on_page_content)
    on_template_context = staticmethod(on_template_context)
    on_post_template = staticmethod(on_post_template)
    on_post_page = staticmethod(on_post_page)
    on_post_build = staticmethod(on_post_build)
