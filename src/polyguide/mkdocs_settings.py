# SPDX-License-Identifier: Apache-2.0
"""What ``mkdocs.yml`` says about plugins, languages and Markdown extensions, in all the ways MkDocs allows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from polyguide.errors import Problem
from polyguide.languages import Language, language
from polyguide.yaml_settings import Unavailable, line_of, mapping

# What MkDocs itself adds to every site (mkdocs/config/defaults.py).
_MKDOCS_EXTENSIONS = ("toc", "tables", "fenced_code")


def plugin_options(settings: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The options of a plugin, whether ``plugins`` is written as a list or as a mapping."""
    for entry in _entries(settings.get("plugins")):
        if isinstance(entry, dict) and name in entry:
            return mapping(entry[name])
    return {}


def _entries(value: Any) -> list[Any]:
    """A list that YAML lets people write as a mapping too."""
    if isinstance(value, dict):
        return [{key: item} for key, item in value.items()]
    return value if isinstance(value, list) else []


def site_languages(
    settings: Mapping[str, Any], text: str, name: str, problems: list[Problem]
) -> tuple[Language, list[str]]:
    """The source language and the target codes, from static-i18n, our plugin or Material's alternates.

    ``text`` is the file ``name``, for the lines of ``problems``.
    """
    entries = list(_language_entries(settings, text, name, problems))
    codes: list[str] = []
    source_code = str(mapping(settings.get("theme")).get("language", "en")) if not entries else ""
    for entry in entries:
        code = _code(entry.get("locale", ""))
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


def _language_entries(
    settings: Mapping[str, Any], text: str, name: str, problems: list[Problem]
) -> Iterator[Mapping[str, Any]]:
    listed = plugin_options(settings, "i18n").get("languages") or plugin_options(settings, "polyguide").get(
        "languages"
    )
    alternates = None if listed else mapping(settings.get("extra")).get("alternate")
    for key, value in (("languages", listed), ("alternate", alternates)):
        if value and not isinstance(value, list):
            message = f"{key}: expected a list of languages, found {value!r}"
            problems.append(Problem(name, line_of(text, f"{key}:"), message, "begin each language with '- '"))
        for item in value if isinstance(value, list) else ():
            if key == "languages":
                yield {"locale": item} if isinstance(item, str | bool) else mapping(item)
            elif isinstance(item, dict):
                yield {"locale": item.get("lang"), "default": item.get("link") in ("/", "./", ".")}


def _code(value: Any) -> str:
    """The code as people wrote it: YAML takes a bare Norwegian ``no`` for a truth value."""
    return "no" if value is False else str(value)


def _language_entry(code: str) -> str:
    """Matches an entry of a list of languages, such as ``locale: es`` or ``{lang: es}``."""
    return rf"(locale|lang):\s*[\"']?{re.escape(code)}[\"']?\s*([,}}]|$)"


def markdown_extensions(
    settings: Mapping[str, Any], text: str, name: str, problems: list[Problem]
) -> tuple[tuple[str, ...], dict[str, dict[str, Any]]]:
    """Extension names in MkDocs' order, and their options."""
    names = list(_MKDOCS_EXTENSIONS)
    configs: dict[str, dict[str, Any]] = {}
    for entry in _entries(settings.get("markdown_extensions")):
        for extension, options in entry.items() if isinstance(entry, dict) else [(entry, None)]:
            names.append(str(extension))
            if isinstance(options, dict):
                configs[str(extension)] = dict(options)
            elif options:
                line = line_of(text, rf"{re.escape(str(extension))}\s*:")
                message = f"{extension}: expected options such as 'name: value', found {options!r}"
                problems.append(Problem(name, line, message, "mend the options under markdown_extensions"))
    problems += [missing.problem for missing in _unavailable(list(configs.values()))]
    return tuple(dict.fromkeys(names)), configs


def _unavailable(value: Any) -> Iterator[Unavailable]:
    if isinstance(value, Unavailable):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _unavailable(item)
