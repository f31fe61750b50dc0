# SPDX-License-Identifier: Apache-2.0
"""The benchmark runs, and prints what a script can read. How long anything takes is not tested."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from small_site import make_site

BENCH = Path(__file__).parents[1] / "scripts" / "bench.py"
MSGMERGE = {"merge / msgmerge", "merge / msgmerge -N"} if shutil.which("msgmerge") else set()
RATIOS = {
    "catalog": {"merge / Babel", "merge of 200 / Babel fuzzy of 200"} | MSGMERGE,
    "text": {
        f"{job} / Markdown alone" for job in ("translate, first language", "translate, next language", "extract")
    },
    "site": {"polyguide build / mkdocs build"},
}


def _bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BENCH), *arguments, "--messages", "200", "--repeat", "1"]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)


def test_json_has_seconds_and_ratios_of_every_area(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    done = _bench("--json", "--site", str(site.root))
    results = json.loads(done.stdout)
    assert {area: set(result["ratios"]) for area, result in results.items()} == RATIOS
    for result in results.values():
        for row in (*result["seconds"].values(), *result["ratios"].values()):
            assert set(row) == {"cpu", "wall"}
            assert all(isinstance(value, float) and value > 0 for value in row.values())
    assert results["catalog"]["messages"] == 200 <= results["catalog"]["extracted"]
    assert results["site"]["html_pages"]["site"] >= results["site"]["html_pages"]["stock"] > 0
    assert "1/1 merge: " in done.stderr


def test_one_area_as_a_markdown_table() -> None:
    table = _bench("text").stdout
    assert table.startswith("**text**: pages ")
    assert "| Markdown alone | " in table and "| extract / Markdown alone | ×" in table
