# SPDX-License-Identifier: Apache-2.0
"""The commands as a person or a script runs them: real processes, real files, exit codes, no tracebacks."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown import Markdown
from small_site import PAGES, make_site, tree

from polyguide.catalog.po import read_catalog
from polyguide.config import Site

DAY = ("--as-of", "2026-11-24")


def polyguide(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "polyguide", *arguments]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


def test_the_whole_way_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    shutil.rmtree(site.locales_dir / "es")
    for command in (["extract", *DAY], ["translate", *DAY], ["build", *DAY]):
        assert polyguide(tmp_path, *command).returncode == 0
    before = tree(tmp_path)
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "locales").rglob("*") if path.is_file()}
    for command in (["extract", *DAY], ["translate", *DAY], ["build", *DAY]):
        assert polyguide(tmp_path, *command).returncode == 0
    assert tree(tmp_path) == before
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps


def test_a_changed_fee_is_stale_in_every_language_and_takes_its_page_back(tmp_path: Path) -> None:
    """The promise of the whole tool: an old fee is never shown as current."""
    pages = {"guides/permit.md": PAGES["guides/permit.md"].replace("12345", "800")}
    site = make_site(tmp_path)
    before = {code: _states(site, code) for code in ("es", "ar")}
    (site.docs_dir / "guides/permit.md").write_text(pages["guides/permit.md"], encoding="utf-8")
    assert polyguide(tmp_path, "extract", *DAY).returncode == 0
    for code in ("es", "ar"):
        after = _states(site, code)
        assert after.pop("Call +86 10 800 before you come.") == "stale"
        before[code].pop("Call +86 10 12345 before you come.")
        assert after == before[code]
    status = json.loads(polyguide(tmp_path, "status", "--format", "json", *DAY).stdout)
    outcomes = {
        (page["page"], page["language"]): page["outcome"] for page in status["pages"] if "permit" in page["page"]
    }
    assert set(outcomes.values()) == {"fallback"}


def _states(site: Site, code: str) -> dict[str, str]:
    from polyguide.catalog.sections import load_catalogs
    from polyguide.catalog.state import state_of

    catalogs = load_catalogs(site, code).values()
    return {entry.msgid: state_of(entry).value for catalog in catalogs for entry in catalog.live()}


def test_a_translators_edit_shows_after_the_next_build(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    assert polyguide(tmp_path, "build", *DAY).returncode == 0
    path = site.locales_dir / "es/LC_MESSAGES/guides.po"
    text = path.read_text(encoding="utf-8")
    # What Poedit writes: its own headers, wrapped lines, the fuzzy flag gone.
    text = text.replace('"Language: es\\n"', '"Language: es\\n"\n"X-Generator: Poedit 3.4\\n"')
    path.write_text(text.replace('msgstr "Pasaporte"', 'msgstr ""\n"Pasaporte "\n"vigente"'), encoding="utf-8")
    assert polyguide(tmp_path, "extract", *DAY).returncode == 0
    assert polyguide(tmp_path, "build", *DAY).returncode == 0
    assert "Pasaporte vigente" in (site.site_dir / "es/guides/permit/index.html").read_text(encoding="utf-8")


def test_extract_prints_the_template_of_one_page_and_writes_nothing(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    before = tree(tmp_path)
    result = polyguide(site.docs_dir, "extract", "--stdout", "guides/permit.md", *DAY)
    (tmp_path / "permit.pot").write_text(result.stdout, encoding="utf-8")
    catalog = read_catalog(tmp_path / "permit.pot")
    (tmp_path / "permit.pot").unlink()
    assert "Call +86 10 12345 before you come." in {entry.msgid for entry in catalog.entries}
    assert tree(tmp_path) == before


def test_render_prints_plain_markdown_html_and_translations(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    page = str(site.docs_dir / "guides/permit.md")
    body = PAGES["guides/permit.md"].split("---\n", 2)[2]
    plain = Markdown(
        extensions=list(site.markdown_extensions),
        extension_configs={name: dict(options) for name, options in site.extension_configs.items()},
    ).convert(body)
    assert polyguide(tmp_path, "render", page, "--language", "en").stdout == plain + "\n"
    assert '<h2 id="documents">Documentos' in polyguide(tmp_path, "render", page, "--language", "es").stdout
    catalog = str(site.locales_dir / "es/LC_MESSAGES/guides.po")
    html = polyguide(tmp_path, "render", page, "--language", "es", "--catalog", catalog).stdout
    assert '<h2 id="documents">Documentos' in html


def test_render_refuses_a_translation_that_brings_a_script(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    path = site.locales_dir / "es/LC_MESSAGES/guides.po"
    path.write_text(path.read_text(encoding="utf-8").replace("Pasaporte", "<script>x</script>"), encoding="utf-8")
    page = str(site.docs_dir / "guides/permit.md")
    result = polyguide(tmp_path, "render", page, "--language", "es", "--catalog", str(path))
    assert "<script>" not in result.stdout and "Passport" in result.stdout
    assert "structure" in result.stderr and "guides.po" in result.stderr


def test_check_tells_what_differs_and_ends_with_1(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    assert polyguide(tmp_path, "check").returncode == 0
    path = site.locales_dir / "es/LC_MESSAGES/guides.po"
    path.write_text(path.read_text(encoding="utf-8").replace("10 12345 antes", "10 12354 antes"), encoding="utf-8")
    result = polyguide(tmp_path, "check", "--format", "json", str(path))
    (finding,) = json.loads(result.stdout)
    assert result.returncode == 1
    assert {"check", "severity", "file", "line", "language", "msgid", "message"} <= finding.keys()
    assert (finding["severity"], finding["language"]) == ("error", "es")
    assert finding["file"] == "locales/es/LC_MESSAGES/guides.po"
    line = path.read_text(encoding="utf-8").split("\n")[finding["line"] - 1]
    assert "Call +86" in line or line.startswith("#")


def test_doctor_names_what_is_missing(tmp_path: Path) -> None:
    make_site(tmp_path)
    (tmp_path / "locales/locales.yml").write_text("languages:\n  es: {engines: [argos]}\n", encoding="utf-8")
    environment = {**os.environ, "ARGOS_PACKAGES_DIR": str(tmp_path / "none")}
    command = [sys.executable, "-m", "polyguide", "doctor"]
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0
    assert result.stdout.startswith("es       argos      missing: ")


def _po_without_end(site: Site) -> None:
    path = site.locales_dir / "es/LC_MESSAGES/guides.po"
    path.write_text(path.read_text(encoding="utf-8") + '\nmsgid "open\n', encoding="utf-8")


def _front_matter_not_closed(site: Site) -> None:
    (site.docs_dir / "index.md").write_text("---\ntitle: x\n# x\n", encoding="utf-8")


def _page_not_utf_8(site: Site) -> None:
    (site.docs_dir / "guides/refund.md").write_bytes(b"# Caf\xe9\n")


def _unknown_language(site: Site) -> None:
    text = site.config_file.read_text(encoding="utf-8").replace("{locale: es", "{locale: xx")
    site.config_file.write_text(text, encoding="utf-8")


def _missing_glossary(site: Site) -> None:
    (site.locales_dir / "locales.yml").write_text("languages:\n  es: {glossary: terms.csv}\n", encoding="utf-8")


def _cyclic_navigation(site: Site) -> None:
    text = site.config_file.read_text(encoding="utf-8").replace("nav:\n", "nav: &all\n")
    site.config_file.write_text(text.replace("  - Home:", "  - More: *all\n  - Home:"), encoding="utf-8")


def _unknown_engine(site: Site) -> None:
    (site.locales_dir / "locales.yml").write_text("languages:\n  es: {engines: [babelfish]}\n", encoding="utf-8")


def _unknown_extension(site: Site) -> None:
    text = site.config_file.read_text(encoding="utf-8").replace("- attr_list\n", "- none\n")
    site.config_file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "commands", "told"),
    [
        (
            _po_without_end,
            ["extract", "translate", "build", "check", "status"],
            "locales/es/LC_MESSAGES/guides.po:",
        ),
        (_front_matter_not_closed, ["extract", "build"], "docs/index.md:1: the front matter"),
        (_page_not_utf_8, ["extract", "build"], "docs/guides/refund.md:1: is not UTF-8"),
        (_unknown_language, ["extract", "translate", "build", "check"], "mkdocs.yml:14: no language"),
        (
            _missing_glossary,
            ["extract", "translate", "build", "check"],
            "locales/locales.yml:2: [es] the glossary",
        ),
        (_cyclic_navigation, ["extract", "build"], "mkdocs.yml:21: the navigation is cyclic"),
        (_unknown_engine, ["translate", "doctor"], "locales/locales.yml:"),
        (
            _unknown_extension,
            ["extract", "check", "status", "build"],
            "mkdocs.yml:16: a Markdown extension cannot be set up: No module named 'none'",
        ),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else "",
)
def test_a_mistake_is_told_once_and_nothing_is_touched(
    tmp_path: Path, spoil: Callable[[Site], None], commands: list[str], told: str
) -> None:
    site = make_site(tmp_path)
    (site.site_dir / "es").mkdir(parents=True)
    (site.site_dir / "es/index.html").write_text("the last good site", encoding="utf-8")
    spoil(site)
    before = tree(tmp_path)
    for command in commands:
        result = polyguide(tmp_path, command)
        assert (result.returncode, result.stdout) == (2, ""), command
        assert told in result.stderr and "Traceback" not in result.stderr, result.stderr
    assert tree(tmp_path) == before


@pytest.mark.parametrize("command", ["extract", "translate", "check", "status", "build"])
def test_all_mistakes_are_told_in_one_run(tmp_path: Path, command: str) -> None:
    site = make_site(tmp_path)
    (site.locales_dir / "ar/glossary.csv").write_text("a;b\n", encoding="utf-8")
    for spoil in (
        _po_without_end,
        _front_matter_not_closed,
        _page_not_utf_8,
        _missing_glossary,
        _cyclic_navigation,
    ):
        spoil(site)
    text = site.config_file.read_text(encoding="utf-8").replace("{locale: ar", "{locale: xx")
    site.config_file.write_text(text.replace("{locale: xx", "{locale: ar, name: x}\n        - {locale: xx"))
    told = polyguide(tmp_path, command).stderr
    for place in (
        "docs/guides/refund.md:1: is not UTF-8",
        "docs/index.md:1: the front matter",
        "locales/ar/glossary.csv:1: [ar] found the columns",
        "locales/es/LC_MESSAGES/guides.po:",
        "locales/locales.yml:2: [es] the glossary",
        "mkdocs.yml:16: no language is known by the code 'xx'",
        "mkdocs.yml:22: the navigation is cyclic",
    ):
        assert told.count(place) == 1, (place, told)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["extract", "--config", "none.yml"], "none.yml: there is no such file"),
        (["extract", "--language", "fr"], "there is no language 'fr'"),
        (["check", "none.po"], "none.po: there is no such file"),
        (["render", "none.md", "--language", "es"], "none.md: there is no such file"),
        (["render", "docs/index.md", "--language", "fr"], "there is no language 'fr'"),
        (["render", "docs/index.md", "--language", "xx", "--catalog", "locales/site.pot"], "no language is known"),
        (["fly"], "No such command 'fly'"),
        (["build", "--as-of", "soon"], "Invalid value for '--as-of'"),
    ],
)
def test_a_wrong_argument_ends_with_2_and_says_why(tmp_path: Path, arguments: list[str], told: str) -> None:
    make_site(tmp_path)
    result = polyguide(tmp_path, *arguments)
    assert result.returncode == 2
    assert told in result.stderr and "Traceback" not in result.stderr


def test_outside_a_site_the_way_in_is_told(tmp_path: Path) -> None:
    result = polyguide(tmp_path, "status")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("mkdocs.yml: there is no such file here or in a folder above")


def test_an_interrupted_command_ends_with_130(tmp_path: Path) -> None:
    make_site(tmp_path)
    command = [sys.executable, "-m", "polyguide", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "Serving on" in line:
                break
        process.send_signal(signal.SIGINT)
        process.stdout.read()
    assert process.returncode in (0, 130)  # MkDocs' server takes an interrupt for a regular end


def test_a_killed_extract_leaves_whole_catalogs(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    for wait in (0.3, 0.5, 0.6, 0.7, 0.8):
        shutil.rmtree(site.locales_dir / "es")
        process = subprocess.Popen(
            [sys.executable, "-m", "polyguide", "extract"], cwd=tmp_path, stdout=subprocess.DEVNULL
        )
        time.sleep(wait)
        process.kill()
        process.wait()
        for path in site.locales_dir.rglob("*.po"):
            read_catalog(path)
        assert polyguide(tmp_path, "extract").returncode == 0
