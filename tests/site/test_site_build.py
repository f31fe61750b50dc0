# SPDX-License-Identifier: Apache-2.0
"""The build: the same from hooks alone, the same twice, whole or not at all, and clear about mistakes."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from small_site import PAGES, SETTINGS, TODAY, make_site, tree

from polyguide.catalog.update import update_catalogs
from polyguide.config import Site, load_site
from polyguide.errors import UserMistake
from polyguide.site.build import build_site
from polyguide.site.dates import build_date

_EPOCH = str(int(datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC).timestamp()))
_MIDNIGHT = {**os.environ, "SOURCE_DATE_EPOCH": _EPOCH, "NO_MKDOCS_2_WARNING": "1"}


def mkdocs(site: Site, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(command, cwd=site.root, env=_MIDNIGHT, capture_output=True, text=True, timeout=120)


def test_mkdocs_with_the_hooks_alone_gives_the_same_site(built: Site, tmp_path: Path) -> None:
    result = mkdocs(built, "build", "--quiet", "--site-dir", str(tmp_path / "by_mkdocs"))
    assert (result.returncode, result.stderr) == (0, "")
    assert tree(tmp_path / "by_mkdocs") == tree(built.site_dir)


def test_the_plugin_gives_the_same_site_without_hooks(built: Site, tmp_path: Path) -> None:
    with_plugin = SETTINGS.replace("plugins:\n", "plugins:\n  - polyguide\n")
    site = make_site(tmp_path, settings=with_plugin, hooks=False)
    build_site(site, as_of=TODAY)
    assert tree(site.site_dir) == tree(built.site_dir)


def test_a_site_that_names_neither_hooks_nor_plugin_is_built_all_the_same(built: Site, tmp_path: Path) -> None:
    site = make_site(tmp_path, hooks=False)
    build_site(site, as_of=TODAY)
    assert tree(site.site_dir) == tree(built.site_dir)


def test_a_second_build_changes_no_byte(site: Site, built: Site) -> None:
    build_site(site, as_of=TODAY)
    build_site(site, as_of=TODAY)
    assert tree(site.site_dir) == tree(built.site_dir)
    assert sorted(path.name for path in site.root.iterdir()) == ["docs", "locales", "mkdocs.yml", "site"]


def test_a_site_dir_that_is_a_link_stays_one(site: Site, tmp_path: Path) -> None:
    served = tmp_path / "served"
    served.mkdir()
    site.site_dir.symlink_to(served)
    build_site(site, as_of=TODAY)
    assert site.site_dir.is_symlink() and (served / "index.html").is_file()


def test_a_page_in_the_source_language_is_not_found_under_the_translations(site: Site) -> None:
    text = site.config_file.read_text(encoding="utf-8").replace("plugins:\n", "plugins:\n  - search\n")
    site.config_file.write_text(text, encoding="utf-8")
    build_site(load_site(site.config_file), as_of=TODAY)
    index = json.loads((site.site_dir / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"].split("#")[0] for entry in index["docs"]}
    assert {"guides/refund/", "es/guides/permit/"} <= found
    assert "es/guides/refund/" not in found


def test_a_title_may_be_a_date(site: Site) -> None:
    (site.docs_dir / "guides" / "refund.md").write_text("---\ntitle: 2026-11-24\n---\n# x\n", encoding="utf-8")
    build_site(site, as_of=TODAY)
    assert "2026-11-24" in (site.site_dir / "es/guides/refund/index.html").read_text(encoding="utf-8")


def test_the_summary_counts_pages_and_names_the_engines(site: Site) -> None:
    summary = build_site(site, as_of=TODAY)
    assert summary.as_text().splitlines() == [
        "5 pages in 3 languages",
        "    reviewed  drafts  updating  in source language  machine drafts by",
        "es  3         0       0         2",
        "ar  0         2       0         3                   sample (17)",
        f"The site is in {site.site_dir}",
    ]


@pytest.mark.parametrize(
    ("old", "new", "state", "notice"),
    [
        ("before you come", "before you visit us", "updating", "La página original (inglés) ha cambiado."),
        ("12345", "54321", "fallback", "Está leyendo el original (inglés)."),
    ],
    ids=["words", "number"],
)
def test_a_changed_source_shows_in_the_translation(
    site: Site, old: str, new: str, state: str, notice: str
) -> None:
    text = PAGES["guides/permit.md"].replace(old, new)
    (site.docs_dir / "guides" / "permit.md").write_text(text, encoding="utf-8")
    update_catalogs(site, today=TODAY)
    build_site(site, as_of=TODAY)
    page = (site.site_dir / "es" / "guides" / "permit" / "index.html").read_text(encoding="utf-8")
    assert f'content="{state}"' in page
    assert notice in page


def _nav_names_a_missing_page(site: Site) -> None:
    text = site.config_file.read_text(encoding="utf-8")
    site.config_file.write_text(text.replace("guides/refund.md", "guides/gone.md"), encoding="utf-8")


def _nav_holds_itself(site: Site) -> None:
    text = site.config_file.read_text(encoding="utf-8")
    text = text.replace("nav:\n", "nav: &all\n").replace(
        "  - Home: index.md\n", "  - Home: index.md\n  - More: *all\n"
    )
    site.config_file.write_text(text, encoding="utf-8")


def _no_i18n_plugin(site: Site) -> None:
    alternate = "[{name: English, link: /, lang: en}, {name: Español, link: /es/, lang: es}]"
    head, tail = SETTINGS.split("plugins:\n")
    settings = f"{head}plugins: []\nmarkdown_extensions:{tail.split('markdown_extensions:')[1]}"
    site.config_file.write_text(
        settings.replace("extra:\n", f"extra:\n  alternate: {alternate}\n"), encoding="utf-8"
    )
    (site.locales_dir / "locales.yml").unlink()


def _hooks_and_plugin(site: Site) -> None:
    text = site.config_file.read_text(encoding="utf-8").replace("plugins:\n", "plugins:\n  - polyguide\n")
    site.config_file.write_text(text, encoding="utf-8")


def _po_is_broken(site: Site) -> None:
    path = site.locales_dir / "es" / "LC_MESSAGES" / "guides.po"
    path.write_text(path.read_text(encoding="utf-8") + '\nmsgid "open\n', encoding="utf-8")


def _front_matter_is_broken(site: Site) -> None:
    (site.docs_dir / "guides" / "hours.md").write_text("---\ntitle: a: b\n---\n# Hours\n", encoding="utf-8")


def _theme_option_is_wrong(site: Site) -> None:
    text = site.config_file.read_text(encoding="utf-8").replace("site_url: https://example.org/", "site_url: [1]")
    site.config_file.write_text(text, encoding="utf-8")


def _translation_brings_a_script(site: Site) -> None:
    path = site.locales_dir / "es" / "LC_MESSAGES" / "guides.po"
    text = path.read_text(encoding="utf-8").replace('"Pasaporte"', '"<script>alert(1)</script>"')
    path.write_text(text, encoding="utf-8")


def _hook_gives_up(site: Site) -> None:
    (site.root / "docs" / "hook.py").write_text(
        "def on_page_markdown(markdown, **more):\n    raise RuntimeError('boom')\n", encoding="utf-8"
    )
    text = site.config_file.read_text(encoding="utf-8")
    text = (
        text.replace("hooks:\n", "hooks:\n  - docs/hook.py\n")
        if "hooks:\n" in text
        else (f"{text}hooks:\n  - docs/hook.py\n")
    )
    site.config_file.write_text(text, encoding="utf-8")


def _template_is_missing(site: Site) -> None:
    (site.docs_dir / "guides" / "hours.md").write_text("---\ntemplate: none.html\n---\n# x\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_hook_gives_up, "docs/hook.py:2: a plugin, hook or template gave up: Error reading page"),
        (
            _template_is_missing,
            "mkdocs.yml: a plugin, hook or template gave up: Error building page 'guides/hours.md': 'none.html'",
        ),
        (_nav_names_a_missing_page, "mkdocs.yml:25: the navigation names 'guides/gone.md', which does not exist"),
        (_nav_holds_itself, "mkdocs.yml:21: the navigation is cyclic"),
        (_no_i18n_plugin, "mkdocs.yml: polyguide needs the plugin 'i18n'"),
        (_hooks_and_plugin, "mkdocs.yml: polyguide is set up twice"),
        (_po_is_broken, "locales/es/LC_MESSAGES/guides.po:"),
        (_front_matter_is_broken, "docs/guides/hours.md:2: the front matter is not valid YAML"),
        (_theme_option_is_wrong, "mkdocs.yml: Config value 'site_url'"),
        (_translation_brings_a_script, "locales/es/LC_MESSAGES/guides.po:"),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else "",
)
def test_a_mistake_is_told_and_leaves_the_last_site(site: Site, spoil: Callable[[Site], None], told: str) -> None:
    (site.site_dir).mkdir()
    (site.site_dir / "index.html").write_text("the last good site", encoding="utf-8")
    spoil(site)
    with pytest.raises(UserMistake) as caught:
        build_site(load_site(site.config_file), as_of=TODAY)
    assert str(caught.value).startswith(told)
    assert tree(site.site_dir) == {"index.html": b"the last good site"}
    assert sorted(path.name for path in site.root.iterdir()) == ["docs", "locales", "mkdocs.yml", "site"]


def test_mkdocs_tells_a_mistake_of_ours_without_a_traceback(site: Site) -> None:
    _po_is_broken(site)
    result = mkdocs(site, "build", "--quiet")
    assert result.returncode == 1
    assert "locales/es/LC_MESSAGES/guides.po:" in result.stderr
    assert "Traceback" not in result.stderr


def test_warnings_are_shown_and_strict_makes_them_mistakes(site: Site) -> None:
    (site.docs_dir / "index.md").write_text("# Welcome\n\n[Gone](gone.md)\n", encoding="utf-8")
    summary = build_site(site, as_of=TODAY)
    warning = (
        "Doc file 'index.md' contains a link 'gone.md', but the target is not found among documentation files."
    )
    assert summary.warnings == (warning,)
    before = tree(site.site_dir)
    with pytest.raises(UserMistake, match=r"gone\.md"):
        build_site(site, as_of=TODAY, strict=True)
    assert tree(site.site_dir) == before


def test_a_build_killed_at_any_moment_leaves_a_whole_site(site: Site, built: Site) -> None:
    build_site(site, as_of=TODAY)
    whole = tree(site.site_dir)
    program = (
        "import sys, pathlib, datetime; from polyguide.config import load_site;"
        "from polyguide.site.build import build_site; print('ready', flush=True)\n"
        f"while True: build_site(load_site(pathlib.Path(sys.argv[1])), as_of=datetime.date({TODAY:%Y, %-m, %-d}))"
    )
    moments = random.Random(7)
    for _ in range(3):
        command = [sys.executable, "-c", program, str(site.config_file)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=_MIDNIGHT) as process:
            assert process.stdout is not None and process.stdout.readline() == b"ready\n"
            time.sleep(moments.uniform(0.2, 1.6))
            process.send_signal(signal.SIGKILL)
        assert tree(site.site_dir) == whole
    build_site(site, as_of=TODAY)
    assert sorted(path.name for path in site.root.iterdir()) == ["docs", "locales", "mkdocs.yml", "site"]


def test_a_folder_that_another_build_works_in_is_left_alone(site: Site) -> None:
    from polyguide.site.workspace import workspace

    with workspace(site.site_dir) as other:
        other.mkdir()
        build_site(site, as_of=TODAY)
        assert other.is_dir()
    assert not other.exists()


def test_the_build_date(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", _EPOCH)
    assert build_date(site) == TODAY
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    with pytest.raises(UserMistake, match="SOURCE_DATE_EPOCH: is 'tomorrow', expected whole seconds"):
        build_date(site)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert build_date(replace(site, extra={"time_zone": "Asia/Shanghai"}))
    with pytest.raises(UserMistake, match="there is no time zone 'Mars/Base'"):
        build_date(replace(site, extra={"time_zone": "Mars/Base"}))
