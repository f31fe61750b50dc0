# SPDX-License-Identifier: Apache-2.0
"""Settings of a site: ``mkdocs.yml`` is the truth for languages and Markdown extensions,
``locales/locales.yml`` for engines and the publishing gate. All mistakes in both are told at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from polyguide.errors import Problem, UserMistake, noted
from polyguide.files import read_text
from polyguide.languages import Language, language
from polyguide.mkdocs_settings import markdown_extensions, plugin_options, site_languages
from polyguide.yaml_settings import line_of, load_mkdocs_yaml, load_plain_yaml, mapping

_FRONT_MATTER_KEYS = ("title", "description")
_POLICY = {"defaults": dict, "languages": dict, "front_matter": list}


class Publish(StrEnum):
    """What a language's pages must be before they are published."""

    REVIEWED = "reviewed"  # every message reviewed by a person
    DRAFTS = "drafts"  # machine drafts too, with a notice on the page


@dataclass(frozen=True)
class Target:
    """One target language and how it is translated and published.

    ``engines``               names to try in order, such as ("firefox", "argos"); "opencc:zh" derives
                              from the catalogs of another language
    ``publish``               see Publish
    ``max_untranslated``      per cent of a page's messages that may stay in the source language
    ``grace_days``            days an outdated text may stand when only its prose changed
    ``allowed_links``         URLs that translations may use in place of the source's
    ``glossary``              the language's terminology, <code>/glossary.csv unless another file is named;
                              None when there is none, which is a mistake only where one is named
    """

    language: Language
    engines: tuple[str, ...] = ()
    publish: Publish = Publish.REVIEWED
    max_untranslated: float = 0.0
    grace_days: int = 14
    allowed_links: tuple[str, ...] = ()
    glossary: Path | None = None

    @property
    def code(self) -> str:
        return self.language.code


@dataclass(frozen=True)
class Site:
    """A MkDocs site as polyguide sees it. Paths are absolute.

    ``exclude_docs``       MkDocs' setting: patterns, in the manner of .gitignore, of files that are no pages
    ``folder_a_language``  static-i18n's ``docs_structure: folder``: source pages lie in docs/<source>
    ``interface_texts``    site name, description, copyright: translated with the nav
    """

    config_file: Path
    docs_dir: Path
    site_dir: Path
    locales_dir: Path
    name: str
    source: Language
    targets: tuple[Target, ...]
    markdown_extensions: tuple[str, ...]
    extension_configs: Mapping[str, Mapping[str, Any]]
    front_matter_keys: tuple[str, ...] = _FRONT_MATTER_KEYS
    nav: Any = None
    interface_texts: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    exclude_docs: str = ""
    folder_a_language: bool = False

    @property
    def root(self) -> Path:
        return self.config_file.parent

    @property
    def pages_dir(self) -> Path:
        """The folder that the paths of source pages begin at, in the navigation and in addresses."""
        return self.docs_dir / self.source.code if self.folder_a_language else self.docs_dir

    def target(self, code: str) -> Target:
        """The target with this code. Raises UserMistake naming the languages there are."""
        for target in self.targets:
            if target.code == code:
                return target
        known = ", ".join(target.code for target in self.targets)
        message = f"there is no language {code!r} among this site's targets"
        raise UserMistake(Problem(self.config_file.name, 0, message, f"use one of: {known}"))

    def relative(self, path: Path) -> str:
        """The path as people see it: from the folder of mkdocs.yml, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def load_site(config_file: Path, problems: list[Problem] | None = None) -> Site:
    """Read ``mkdocs.yml`` and ``locales/locales.yml`` beside it.

    Raises UserMistake with every mistake found in either file. With a list of ``problems`` they are added to it
    instead and the site comes back as far as it could be read, so that a caller can look for more mistakes.
    """
    config_file = config_file.resolve()
    found: list[Problem] = []
    text = read_text(config_file, shown_as=config_file.name)
    settings = load_mkdocs_yaml(text, config_file)
    source, codes = site_languages(settings, text, config_file.name, found)
    locales_dir = config_file.parent / str(plugin_options(settings, "polyguide").get("locales_dir", "locales"))
    policy, policy_source = _policy(locales_dir, found)
    if not codes:
        codes = _codes_of_policy(policy, source, policy_source, found)
    extensions, extension_configs = markdown_extensions(settings, text, config_file.name, found)
    site = Site(
        config_file=config_file,
        docs_dir=config_file.parent / str(settings.get("docs_dir", "docs")),
        site_dir=config_file.parent / str(settings.get("site_dir", "site")),
        locales_dir=locales_dir,
        name=str(settings.get("site_name", "")),
        source=source,
        targets=_targets(codes, policy, policy_source, found),
        markdown_extensions=extensions,
        extension_configs=extension_configs,
        front_matter_keys=tuple(map(str, policy.get("front_matter") or _FRONT_MATTER_KEYS)),
        nav=settings.get("nav"),
        interface_texts=tuple(
            str(settings[key]) for key in ("site_name", "site_description", "copyright") if settings.get(key)
        ),
        extra=mapping(settings.get("extra")),
        exclude_docs=str(settings.get("exclude_docs") or ""),
        folder_a_language=plugin_options(settings, "i18n").get("docs_structure") == "folder",
    )
    found += _overwritten(site, text)
    if found and problems is None:
        raise UserMistake(found)
    if problems is not None:
        problems += found
    return site


def _overwritten(site: Site, text: str) -> list[Problem]:
    """A build replaces ``site_dir`` as a whole, so nothing that people wrote may lie in it."""
    target = site.site_dir.resolve()
    for kept in (site.config_file, site.docs_dir, site.locales_dir):
        if kept.resolve().is_relative_to(target):
            message = f"site_dir: a build would delete {site.relative(kept)}, which lies in {target}"
            line = line_of(text, "site_dir:")
            return [Problem(site.config_file.name, line, message, "name a folder of its own, such as 'site'")]
    return []


@dataclass(frozen=True)
class _Source:
    """The text of locales.yml, its name as people see it, and the folder it stands in."""

    text: str
    name: str
    folder: Path


def _policy(locales_dir: Path, problems: list[Problem]) -> tuple[dict[str, Any], _Source]:
    """The settings in locales.yml that have the expected form, and where they come from."""
    path, name = locales_dir / "locales.yml", f"{locales_dir.name}/locales.yml"
    if not path.exists():
        return {}, _Source("", name, locales_dir)
    text, policy = "", {}
    with noted(problems):
        text = read_text(path, shown_as=name)
        policy = load_plain_yaml(text, name)
    for key, value in list(policy.items()):
        expected = _POLICY.get(str(key))
        line = line_of(text, rf"{re.escape(str(key))}\s*:")
        if expected is None:
            hint = f"the settings are: {', '.join(_POLICY)}"
            problems.append(Problem(name, line, f"does not know the setting {key!r}", hint))
        elif value is not None and not isinstance(value, expected):
            kind = "a list such as [title]" if expected is list else "lines such as 'key: value'"
            problems.append(Problem(name, line, f"{key}: expected {kind}, found {value!r}", "mend this setting"))
            del policy[key]
    return policy, _Source(text, name, locales_dir)


def _codes_of_policy(
    policy: Mapping[str, Any], site_language: Language, source: _Source, problems: list[Problem]
) -> list[str]:
    """The languages of a site that lists them in locales.yml alone."""
    codes = []
    per_language = mapping(policy.get("languages"))
    for key in list(per_language):
        code = str(key)
        try:
            language(code)
        except ValueError as error:
            del per_language[key]
            line = line_of(source.text, rf"[\"']?{re.escape(code)}[\"']?\s*:")
            problems.append(Problem(source.name, line, str(error), "use a code such as 'es' or 'zh-Hant'"))
            continue
        if code != site_language.code:
            codes.append(code)
    return codes


def _targets(
    codes: list[str], policy: Mapping[str, Any], source: _Source, problems: list[Problem]
) -> tuple[Target, ...]:
    per_language = mapping(policy.get("languages"))
    for code in per_language:
        if code not in codes:
            line = line_of(source.text, rf"[\"']?{re.escape(str(code))}[\"']?\s*:")
            hint = "add it to the languages in mkdocs.yml, or remove it here"
            message = f"names {code!r}, which is not a language of the site"
            problems.append(Problem(source.name, line, message, hint))
    return tuple(
        _target(code, {**mapping(policy.get("defaults")), **mapping(per_language.get(code))}, source, problems)
        for code in codes
    )


def _target(code: str, settings: Mapping[str, Any], source: _Source, problems: list[Problem]) -> Target:
    def wrong(message: str, hint: str, at: str = "") -> None:
        line = line_of(source.text, at) if at else 0
        line = line or line_of(source.text, rf"[\"']?{re.escape(code)}[\"']?\s*:")
        problems.append(Problem(source.name, line, message, hint, code))

    known = {"engines", "publish", "max_untranslated", "grace_days", "allowed_links", "glossary"}
    for key in sorted(set(map(str, settings)) - known):
        wrong(f"does not know the setting {key!r}", f"the settings are: {', '.join(sorted(known))}")
    engines = settings.get("engines", ())
    if not isinstance(engines, (list, tuple)):
        wrong(f"engines: expected a list of names, found {engines!r}", "write engines: [firefox, argos]")
        engines = ()
    publish = str(settings.get("publish", Publish.REVIEWED))
    if publish not in set(Publish):
        wrong(f"publish: found {publish!r}", f"use one of: {', '.join(Publish)}")
        publish = Publish.REVIEWED
    numbers = {}
    for key, default in (("max_untranslated", 0), ("grace_days", 14)):
        value = settings.get(key, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
            wrong(f"{key}: expected a number, 0 or more, found {value!r}", f"write {key}: {default}")
            value = default
        numbers[key] = value
    glossary = source.folder / code / str(settings.get("glossary") or "glossary.csv")
    if settings.get("glossary") and not glossary.is_file():
        shown = f"{source.folder.name}/{code}/{glossary.name}"
        hint = "make it, with the header term,translation,variants,part,note,forbidden,do_not_translate"
        wrong(f"the glossary {shown} does not exist", hint, at=r"glossary\s*:")
    return Target(
        language=language(code),
        engines=tuple(map(str, engines)),
        publish=Publish(publish),
        max_untranslated=float(numbers["max_untranslated"]),
        grace_days=int(numbers["grace_days"]),
        allowed_links=tuple(map(str, settings.get("allowed_links") or ())),
        glossary=glossary if glossary.is_file() else None,
    )
