# SPDX-License-Identifier: Apache-2.0
"""Settings: languages from wherever a MkDocs site keeps them, and all mistakes in one go."""

from __future__ import annotations

from pathlib import Path

import pytest

from polyguide.config import Publish, load_site
from polyguide.errors import UserMistake
from polyguide.languages import language

I18N = """\
site_name: x
plugins:
  - i18n:
      languages:
        - {locale: en, default: true}
        - {locale: es}
"""


def write(root: Path, settings: str, locales: str = "") -> Path:
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    if locales:
        (root / "locales").mkdir()
        (root / "locales" / "locales.yml").write_text(locales, encoding="utf-8")
    return root / "mkdocs.yml"


@pytest.mark.parametrize(
    ("settings", "source", "targets"),
    [
        (I18N, "en", ["es"]),
        ("site_name: x\nplugins:\n  polyguide:\n    languages: [zh, en, ar]\n", "zh", ["en", "ar"]),
        (
            "site_name: x\nextra:\n  alternate:\n    - {name: German, link: /de/, lang: de}\n"
            "    - {name: English, link: /, lang: en}\n",
            "en",
            ["de"],
        ),
        ("site_name: x\ntheme: {name: material, language: fr}\n", "fr", []),
    ],
    ids=["static-i18n", "our plugin", "alternates of Material", "none"],
)
def test_languages_come_from_where_the_site_keeps_them(
    tmp_path: Path, settings: str, source: str, targets: list[str]
) -> None:
    site = load_site(write(tmp_path, settings))
    assert site.source.code == source
    assert [target.code for target in site.targets] == targets


def test_languages_may_be_listed_in_locales_yml_alone(tmp_path: Path) -> None:
    site = load_site(write(tmp_path, "site_name: x\n", "languages:\n  fr: {}\n  de: {publish: drafts}\n"))
    assert [(target.code, target.publish) for target in site.targets] == [
        ("fr", Publish.REVIEWED),
        ("de", Publish.DRAFTS),
    ]


def test_defaults_hold_for_every_language_that_does_not_say_otherwise(tmp_path: Path) -> None:
    site = load_site(
        write(tmp_path, I18N, "defaults: {grace_days: 3, publish: drafts}\nlanguages:\n  es: {grace_days: 5}\n")
    )
    (spanish,) = site.targets
    assert (spanish.grace_days, spanish.publish) == (5, Publish.DRAFTS)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    settings = I18N + "        - {locale: xx}\n        - {locale: es}\n"
    locales = """\
defaults:
  publish: always
  glossary: glossary.csv
languages:
  fr: {}
  es: {engines: firefox, grace: 3, grace_days: -1}
"""
    with pytest.raises(UserMistake) as caught:
        load_site(write(tmp_path, settings, locales))
    assert [(problem.file, problem.line, problem.message) for problem in caught.value.problems] == [
        ("locales/locales.yml", 3, "the glossary locales/es/glossary.csv does not exist"),
        ("locales/locales.yml", 5, "names 'fr', which is not a language of the site"),
        ("locales/locales.yml", 6, "does not know the setting 'grace'"),
        ("locales/locales.yml", 6, "engines: expected a list of names, found 'firefox'"),
        ("locales/locales.yml", 6, "grace_days: expected a number, 0 or more, found -1"),
        ("locales/locales.yml", 6, "publish: found 'always'"),
        ("mkdocs.yml", 7, "no language is known by the code 'xx'"),
        ("mkdocs.yml", 8, "lists the language 'es' twice"),
    ]
    assert all(problem.hint for problem in caught.value.problems)


@pytest.mark.parametrize("folder", [".", "..", "docs", "locales"])
def test_a_site_dir_that_holds_what_people_wrote_is_refused(tmp_path: Path, folder: str) -> None:
    (tmp_path / "docs").mkdir()
    with pytest.raises(UserMistake, match=r"mkdocs\.yml:9: site_dir: a build would delete "):
        load_site(write(tmp_path, f"{I18N}theme: mkdocs\nnav: []\nsite_dir: {folder}\n", "defaults: {}\n"))


@pytest.mark.parametrize(
    ("base", "told"),
    [
        (b"a: 1\nb: [x\n", "base.yml:3: is not valid YAML"),
        (b"a: \xe9\n", "base.yml: holds a character that YAML forbids, or is not UTF-8"),
        (b"INHERIT: mkdocs.yml\n", "mkdocs.yml:1: inherits from itself"),
    ],
)
def test_a_mistake_in_an_inherited_file_is_told_where_it_is(tmp_path: Path, base: bytes, told: str) -> None:
    (tmp_path / "base.yml").write_bytes(base)
    with pytest.raises(UserMistake) as caught:
        load_site(write(tmp_path, f"INHERIT: base.yml\n{I18N}"))
    assert str(caught.value).startswith(told)


@pytest.mark.parametrize(
    ("settings", "locales", "told"),
    [
        (
            "plugins: [{i18n: {languages: 3}}]\n",
            "",
            "mkdocs.yml: languages: expected a list of languages, found 3",
        ),
        ("extra:\n  alternate: es\n", "", "mkdocs.yml:2: alternate: expected a list of languages, found 'es'"),
        ("markdown_extensions:\n  - toc: [1]\n", "", "mkdocs.yml:2: toc: expected options"),
        (
            "markdown_extensions:\n  - toc:\n      slugify: !!python/name:none.slug\n",
            "",
            "mkdocs.yml:3: names the Python object 'none.slug', which cannot be had",
        ),
        (I18N, "langauges: {}\n", "locales/locales.yml:1: does not know the setting 'langauges'"),
        (I18N, "languages: [es]\n", "locales/locales.yml:1: languages: expected lines such as"),
        (I18N, "front_matter: title\n", "locales/locales.yml:1: front_matter: expected a list such as"),
        (
            "site_name: x\n",
            "languages:\n  xx: {}\n",
            "locales/locales.yml:2: no language is known by the code 'xx'",
        ),
    ],
)
def test_a_setting_of_the_wrong_form_is_told(tmp_path: Path, settings: str, locales: str, told: str) -> None:
    with pytest.raises(UserMistake) as caught:
        load_site(write(tmp_path, settings, locales))
    assert str(caught.value).startswith(told)


def test_a_bare_no_is_norwegian(tmp_path: Path) -> None:
    site = load_site(write(tmp_path, I18N + "        - {locale: no}\n"))
    assert [target.code for target in site.targets] == ["es", "no"]


def test_what_only_plugins_use_need_not_be_on_this_machine(tmp_path: Path) -> None:
    plugin = "  - elsewhere:\n      make: !!python/name:none.make\n      do: !!python/object/apply:none.do [1]\n"
    site = load_site(write(tmp_path, I18N + plugin))
    assert [target.code for target in site.targets] == ["es"]


def test_folders_named_relative_to_the_site_are_found(tmp_path: Path) -> None:
    extension = "  - pymdownx.snippets:\n      base_path: [!relative '$config_dir/parts', !relative $docs_dir]\n"
    site = load_site(write(tmp_path, f"{I18N}docs_dir: texts\nmarkdown_extensions:\n{extension}"))
    paths = site.extension_configs["pymdownx.snippets"]["base_path"]
    assert [Path(path) for path in paths] == [tmp_path / "parts", tmp_path / "texts"]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("site_name: [x\n", "mkdocs.yml:2: is not valid YAML"),
        ("- a\n", "mkdocs.yml:1: holds no settings"),
        ("", "mkdocs.yml:1: holds no settings"),
        ("a: \t- b\n", "mkdocs.yml:1: is not valid YAML"),
    ],
)
def test_settings_that_cannot_be_read_are_told_with_their_line(tmp_path: Path, settings: str, told: str) -> None:
    with pytest.raises(UserMistake) as caught:
        load_site(write(tmp_path, settings))
    assert str(caught.value).startswith(told)


@pytest.mark.parametrize(
    ("code", "direction", "script", "html_lang"),
    [
        ("zh", "ltr", "Hans", "zh-Hans"),
        ("zh-Hant", "ltr", "Hant", "zh-Hant"),
        ("ja", "ltr", "Jpan", "ja"),
        ("ko", "ltr", "Kore", "ko"),
        ("ru", "ltr", "Cyrl", "ru"),
        ("ar", "rtl", "Arab", "ar"),
        ("pt-BR", "ltr", "Latn", "pt-BR"),
    ],
)
def test_facts_of_languages(code: str, direction: str, script: str, html_lang: str) -> None:
    facts = language(code)
    assert (facts.direction, facts.script, facts.html_lang) == (direction, script, html_lang)


@pytest.mark.parametrize("code", ["", "e", "xx", "es_", "../es", "español", "zh-Hant-"])
def test_unknown_codes_are_refused(code: str) -> None:
    with pytest.raises(ValueError, match="language"):
        language(code)
