# SPDX-License-Identifier: Apache-2.0
"""Findings and status as people and programs read them, and the speed of a check of a whole catalog."""

from __future__ import annotations

import json
from pathlib import Path

from entries import check
from small_site import TODAY, make_site

from polyguide.catalog.po import Catalog, Entry
from polyguide.catalog.sections import load_catalogs
from polyguide.config import load_site
from polyguide.review.checks import check_catalogs
from polyguide.review.report import as_json, as_text
from polyguide.review.status import site_status

FINDINGS = [
    *check("The fee is CNY 800.", "La tasa es de 900 CNY."),
    *check("Pay here.", "Pague aquí<script>."),
    *check("Bring 3 photos.", "Traiga 2 fotos."),
]


def test_findings_for_people() -> None:
    assert as_text(FINDINGS) == (
        "locales/es/LC_MESSAGES/guides.po\n"
        "      7  error    [es] figures  The source says 800 (amount of money), the translation says 900.\n"
        "         “The fee is CNY 800.”\n"
        "         → write the same numbers as the source, in the language's own format\n"
        "      7  warning  [es] figures  The source says 3, the translation says 2.\n"
        "         “Bring 3 photos.”\n"
        "         → write the same numbers as the source, in the language's own format\n"
        "      7  error    [es] structure.shape  The translation has HTML that the source has not: <script>.\n"
        "         Security: stops the build.\n"
        "         “Pay here.”\n"
        "         → remove the HTML\n"
        "\n"
        "2 errors, 1 warning in 1 file"
    )
    assert as_text([]) == "No findings."
    assert "\x1b[1;31m" in as_text(FINDINGS, colour=True)


def test_findings_for_programs() -> None:
    first = json.loads(as_json(FINDINGS))[0]
    assert first == {
        "check": "figures",
        "severity": "error",
        "file": "locales/es/LC_MESSAGES/guides.po",
        "line": 7,
        "language": "es",
        "msgid": "The fee is CNY 800.",
        "message": "The source says 800 (amount of money), the translation says 900.",
        "hint": "write the same numbers as the source, in the language's own format",
        "security": False,
    }
    assert json.loads(as_json([])) == []


def test_status_counts_texts_and_pages_and_says_why(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    status = site_status(site, as_of=TODAY)
    text = status.as_text()
    assert text.startswith("Translations on 2026-11-24\n")
    assert "  fallback  docs/guides/refund.md: 2 of 3 messages are not translated (30 %" in text
    data = json.loads(status.as_json())
    assert [language["language"] for language in data["languages"]] == ["es", "ar"]
    assert data["languages"][0]["pages"] == {"reviewed": 3, "draft": 0, "updating": 0, "fallback": 2}
    assert {"page", "language", "outcome", "reason", "messages"} == set(data["pages"][0])


def test_findings_name_the_file_and_the_line_of_the_entry(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    path = tmp_path / "locales/es/LC_MESSAGES/guides.po"
    text = path.read_text(encoding="utf-8").replace('`FP-12-3`"\n\n', '`FP-12-4`"\n\n')
    path.write_text(text, encoding="utf-8")
    found, _ = check_catalogs(site, "es", load_catalogs(site, "es"))
    assert (found.file, found.check) == ("locales/es/LC_MESSAGES/guides.po", "structure.code")
    assert text.split("\n")[found.line - 1] == 'msgid "Form `FP-12-3`"'


def test_many_good_messages_give_no_finding() -> None:
    site = load_site(Path(__file__).parents[2] / "mkdocs.yml")
    entries = tuple(
        Entry(
            f"Apply **within {number} days** at [the office](a.md), with form `JW{number}` and CNY {number}.",
            f"Pida **en {number} días** en [la oficina](a.md), con el formulario `JW{number}` y {number} CNY.",
            line=number,
        )
        for number in range(20, 1020)
    )
    assert check_catalogs(site, "es", {"guides": Catalog((), entries)}) == []
