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

from polyguide.errors import Problem, UserMistake
from polyguide.files import read_text
from polyguide.languages import Language, language
from polyguide.yaml_settings import line_of, load_mkdocs_yaml, load_plain_yaml, mapping

# What MkDocs itself adds to every site (mkdocs/config/defaults.py).
_MKDOCS_EXTENSIONS = ("toc", "tables", "fenced_code")
_FRONT_MATTER_KEYS = ("title", "description")


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
    """A MkDocs site as polyguide sees it. Paths are absolute."""

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
    interface_texts: tuple[str, ...] = ()  # site name, description, copyright: translated with the nav
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        return self.config_file.parent

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


def load_site(config_file: Path) -> Site:
    """Read ``mkdocs.yml`` and ``locales/locales.yml`` beside it.

    Raises UserMistake with every mistake found in either file.
    """
    config_file = config_file.resolve()
    problems: list[Problem] = []
    text = read_text(config_file, shown_as=config_file.name)
    settings = load_mkdocs_yaml(text, config_file)
    source, codes = _languages(settings, text, config_file.name, problems)
    locales_dir = config_file.parent / str(_plugin(settings, "polyguide").get("locales_dir", "locales"))
    locales_file = locales_dir / "locales.yml"
    shown_as = f"{locales_dir.name}/locales.yml"
    policy_text, policy = "", {}
    if locales_file.exists():
        try:
            policy_text = read_text(locales_file, shown_as=shown_as)
            policy = load_plain_yaml(policy_text, shown_as)
        except UserMistake as mistake:
            problems.extend(mistake.problems)
    if not codes:
        codes = [code for code in mapping(policy.get("languages")) if code != source.code]
    targets = _targets(codes, policy, _Source(policy_text, shown_as, locales_dir), problems)
    extensions, extension_configs = _extensions(settings)
    if problems:
        raise UserMistake(problems)
    return Site(
        config_file=config_file,
        docs_dir=config_file.parent / str(settings.get("docs_dir", "docs")),
        site_dir=config_file.parent / str(settings.get("site_dir", "site")),
        locales_dir=locales_dir,
        name=str(settings.get("site_name", "")),
        source=source,
        targets=targets,
        markdown_extensions=extensions,
        extension_configs=extension_configs,
        front_matter_keys=tuple(map(str, policy.get("front_matter") or _FRONT_MATTER_KEYS)),
        nav=settings.get("nav"),
        interface_texts=tuple(
            str(settings[key]) for key in ("site_name", "site_description", "copyright") if settings.get(key)
        ),
        extra=mapping(settings.get("extra")),
    )


def _plugin(settings: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The options of a plugin, whether ``plugins`` is written as a list or as a mapping."""
    plugins = settings.get("plugins") or []
    entries = plugins if isinstance(plugins, list) else [{key: value} for key, value in plugins.items()]
    for entry in entries:
        if isinstance(entry, dict) and name in entry:
            return mapping(entry[name])
    return {}


def _languages(
    settings: Mapping[str, Any], text: str, name: str, problems: list[Problem]
) -> tuple[Language, list[str]]:
    """The source language and the target codes, from static-i18n, our plugin or Material's alternates."""
    listed = _plugin(settings, "i18n").get("languages") or _plugin(settings, "polyguide").get("languages")
    if not listed:
        listed = [
            {"locale": item.get("lang"), "default": item.get("link") in ("/", "./", ".")}
            for item in mapping(settings.get("extra")).get("alternate") or []
            if isinstance(item, dict)
        ]
    entries = [{"locale": item} if isinstance(item, str) else mapping(item) for item in listed]
    codes: list[str] = []
    source_code = str(mapping(settings.get("theme")).get("language", "en")) if not entries else ""
    for entry in entries:
        code = str(entry.get("locale", ""))
        if code == "null":
            continue
        try:
            language(code)
        except ValueError as error:
            line = line_of(text, _language_entry(code))
            problems.append(Problem(name, line, str(error), "use a code such as 'es', 'pt-BR' or 'zh-Hant'"))
            continue
        if entry.get("default") and not source_code:
            source_code = code
        elif code in codes or code == source_code:
            line = line_of(text, _language_entry(code), last=True)
            problems.append(Problem(name, line, f"lists the language {code!r} twice", "remove one"))
        else:
            codes.append(code)
    if not source_code and codes:
        source_code = codes.pop(0)
    try:
        return language(source_code or "en"), codes
    except ValueError as error:
        problems.append(Problem(name, line_of(text, r"language:"), str(error)))
        return language("en"), codes


@dataclass(frozen=True)
class _Source:
    """The text of locales.yml, its name as people see it, and the folder it stands in."""

    text: str
    name: str
    folder: Path


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


def _extensions(settings: Mapping[str, Any]) -> tuple[tuple[str, ...], dict[str, dict[str, Any]]]:
    """Extension names in MkDocs' order, and their options."""
    listed = settings.get("markdown_extensions") or []
    entries = listed if isinstance(listed, list) else [{key: value} for key, value in listed.items()]
    names = list(_MKDOCS_EXTENSIONS)
    configs: dict[str, dict[str, Any]] = {}
    for entry in entries:
        pairs = entry.items() if isinstance(entry, dict) else [(entry, None)]
        for name, options in pairs:
            names.append(str(name))
            if options:
                configs[str(name)] = dict(options)
    return tuple(dict.fromkeys(names)), configs


def _language_entry(code: str) -> str:
    """Matches an entry of a list of languages, such as ``locale: es`` or ``{lang: es}``."""
    return rf"(locale|lang):\s*[\"']?{re.escape(code)}[\"']?\s*([,}}]|$)"
