# SPDX-License-Identifier: Apache-2.0
"""How fast we are beside other tools, in one run on the same data. Times are told, never asserted.

    python scripts/bench.py [catalog|text|site] [--messages 10000] [--repeat 3] [--site FOLDER] [--json]

catalog  our merge beside gettext's msgmerge and Babel's update; the whole of ``polyguide extract``
text     Python-Markdown with our extension, and extraction, beside Python-Markdown alone
site     ``polyguide build`` of a site beside ``mkdocs build`` of the same pages with static-i18n alone
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po, write_po
from bench_clock import Job, measured, run, table, tell
from bench_data import copy_site, make_catalogs, make_site
from markdown import Markdown

from polyguide.catalog.merge import merge
from polyguide.catalog.po import read_catalog, write_catalog
from polyguide.config import load_site
from polyguide.languages import language
from polyguide.text import Extractor, TranslationExtension
from polyguide.text.front_matter import split
from polyguide.text.pages import source_pages

_DAY = date(2026, 11, 24)
_POLYGUIDE = (sys.executable, "-m", "polyguide")
_BABEL_FUZZY = 1000  # messages; Babel compares each new text with all others, 10,000 take minutes


def main() -> None:
    areas = {"catalog": bench_catalog, "text": bench_text, "site": bench_site}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("area", nargs="?", choices=areas, help="default: all of them")
    parser.add_argument("--messages", type=int, default=10_000, help="how much data (default: 10000)")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each; the quickest counts (default: 3)")
    parser.add_argument("--site", type=Path, default=Path(__file__).parents[1], help="the site to build")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    options = parser.parse_args()
    results = {}
    for area in [options.area] if options.area else areas:
        with tempfile.TemporaryDirectory(prefix="polyguide-bench-") as folder:
            results[area] = areas[area](Path(folder), options)
    print(json.dumps(results) if options.json else "\n\n".join(map(table, results, results.values())))


def bench_catalog(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    po, pot = make_catalogs(folder, options.messages)
    few = min(_BABEL_FUZZY, options.messages)
    few_po, few_pot = make_catalogs(folder, few)
    make_site(folder, options.messages)
    msgmerge = partial(run, "msgmerge", "--quiet", "--previous", "--no-wrap", str(po), str(pot), "--output-file")
    mergers: dict[str, Callable[[Path], object]] = {
        "merge": partial(_merge, po, pot),
        "msgmerge": lambda out: msgmerge(str(out)),
        "msgmerge -N": lambda out: msgmerge(str(out), "-N"),
        "Babel": partial(_babel, po, pot, fuzzy=False),
        f"merge of {few}": partial(_merge, few_po, few_pot),
        f"Babel fuzzy of {few}": partial(_babel, few_po, few_pot, fuzzy=True),
    }
    jobs: dict[str, Job] = {name: partial(merger, folder / f"{name}.out") for name, merger in mergers.items()}
    jobs |= {"extract": partial(_extract, folder, True), "extract unchanged": partial(_extract, folder, False)}
    if not shutil.which("msgmerge"):
        tell("msgmerge is left out: it is not installed (apt-get install gettext)")
        jobs = {name: job for name, job in jobs.items() if not name.startswith("msgmerge")}
    peers = (
        ("merge", "msgmerge"),
        ("merge", "msgmerge -N"),
        ("merge", "Babel"),
        (f"merge of {few}", f"Babel fuzzy of {few}"),
    )
    result = measured(jobs, peers, options.repeat)
    found = {out.stem: sum(entry.fuzzy for entry in read_catalog(out).entries) for out in folder.glob("*.out")}
    extracted = sum(len(read_catalog(path).entries) for path in folder.glob("locales/*.pot"))
    return {"messages": options.messages, "extracted": extracted, "similar_texts_found": found, **result}


def bench_text(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    make_site(folder, options.messages)
    site = load_site(folder / "mkdocs.yml")
    names = site.markdown_extensions
    configs = {name: dict(settings) for name, settings in site.extension_configs.items()}
    pages = [split(page.path.read_text(encoding="utf-8"), name=page.name).body for page in source_pages(site)]
    extractor = Extractor(names, configs)
    catalog = {message.msgid: message.msgid for page in pages for message in extractor.extract(page)}

    def identity() -> TranslationExtension:
        return TranslationExtension(lambda message: catalog.get(message.msgid))

    def convert(*ours: TranslationExtension) -> None:
        for page in pages:  # MkDocs, too, makes a Markdown object for each page
            Markdown(extensions=[*names, *ours], extension_configs=configs).convert(page)

    jobs: dict[str, Job] = {
        "Markdown alone": convert,
        "translate, first language": lambda: convert(identity()),
        "translate, next language": lambda: convert(extension),
        "extract": lambda: [extractor.extract(page) for page in pages],
    }
    extension = identity()
    convert(extension)  # so that it knows the pages' anchors, as it does after the first language
    result = measured(jobs, [(job, "Markdown alone") for job in list(jobs)[1:]], options.repeat)
    megabytes = sum(len(page.encode()) for page in pages) / 1e6
    speed = {job: round(megabytes / seconds["cpu"], 3) for job, seconds in result["seconds"].items()}
    return {"pages": len(pages), "megabytes": round(megabytes, 3), "megabytes_per_cpu_second": speed, **result}


def bench_site(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    copy_site(options.site, folder)
    stock = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file=stock.yml", "--site-dir=stock")
    jobs: dict[str, Job] = {
        "polyguide build": partial(run, *_POLYGUIDE, "build", f"--as-of={_DAY}", folder=folder),
        "mkdocs build": partial(run, *stock, folder=folder),
    }
    result = measured(jobs, [("polyguide build", "mkdocs build")], options.repeat)
    places = load_site(folder / "mkdocs.yml").site_dir, folder / "stock"
    return {"html_pages": {place.name: len(list(place.rglob("*.html"))) for place in places}, **result}


def _merge(po: Path, pot: Path, out: Path) -> None:
    out.unlink(missing_ok=True)
    write_catalog(out, merge(read_catalog(po), read_catalog(pot), language=language("es"), today=_DAY))


def _babel(po: Path, pot: Path, out: Path, *, fuzzy: bool) -> None:
    with po.open("rb") as old, pot.open("rb") as new, out.open("wb") as file:
        catalog = read_po(old)
        catalog.update(read_po(new), no_fuzzy_matching=not fuzzy)
        write_po(file, catalog, width=0)


def _extract(folder: Path, anew: bool) -> None:
    if anew:
        shutil.rmtree(folder / "locales", ignore_errors=True)
    run(*_POLYGUIDE, "extract", f"--as-of={_DAY}", folder=folder)


if __name__ == "__main__":
    main()
