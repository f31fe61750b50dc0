# SPDX-License-Identifier: Apache-2.0
"""The finished page is compared with its source page: what brings code or addresses is found here at the last."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_site import TODAY, make_site

from polyguide.config import load_site
from polyguide.errors import UserMistake
from polyguide.site.build import build_site
from polyguide.site.page_guard import PageGuard

SOURCE = """<h1 id="fee">Fee<a class="headerlink" href="#fee" title="Permanent link">¶</a></h1>
<p>Pay <strong>now</strong> <a href="../permit/">here</a> or <a href="https://pay.example.org/">there</a>:
<code>JW201</code><img alt="A clerk" src="../../assets/clerk.svg"></p>"""


def judged(html: str, **options: tuple[str, ...]) -> tuple[bool, bool]:
    """Whether the page is dangerous, and whether it differs harmlessly."""
    guard = PageGuard()
    guard.remember("docs/fee.md", SOURCE)
    verdict = guard.judge("docs/fee.md", html, **options)
    return bool(verdict.dangers), bool(verdict.differences)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Pay", "Pague"),
        ("Permanent link", "Enlace permanente"),
        ("../../assets", "../../../assets"),
        ("<strong>now</strong>", "<em>ahora</em>"),
        ("Pay", '<span lang="en" dir="ltr">Pay</span>'),
        ("JW201</code>", 'JW201</code> <bdi>12345</bdi> <span dir="ltr">1-2</span>'),
    ],
)
def test_other_words_are_fine(old: str, new: str) -> None:
    assert judged(SOURCE.replace(old, new)) == (False, False)


@pytest.mark.parametrize(
    "extra",
    [
        "<script>alert(1)</script>",
        '<a href="https://evil.example/">x</a>',
        '<a href="//evil.example/">x</a>',
        '<a href="java\nscript:alert(1)">x</a>',
        '<img src="x.svg" onerror="alert(1)">',
        '<p style="position:fixed">x</p>',
        '<iframe src="../permit/"></iframe>',
        '<form action="../permit/"><button>x</button></form>',
        '<meta http-equiv="refresh" content="0;url=../permit/">',
    ],
)
def test_code_and_foreign_addresses_are_dangers(extra: str) -> None:
    assert judged(SOURCE + extra)[0]


@pytest.mark.parametrize("html", [SOURCE + "<p>more</p>", SOURCE.replace("<code>JW201</code>", "")])
def test_other_differences_are_for_people_to_look_at(html: str) -> None:
    assert judged(html) == (False, True)


def test_an_allowed_link_may_be_exchanged() -> None:
    html = SOURCE.replace("https://pay.example.org/", "https://pay.example.org/es/")
    assert judged(html)[0]
    assert not judged(html, allowed_links=("https://pay.example.org/es/",))[0]


def test_another_hook_that_brings_a_script_into_a_translation_stops_the_build(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    build_site(site, as_of=TODAY)
    before = (site.site_dir / "es" / "guides" / "permit" / "index.html").read_bytes()
    hook = tmp_path / "tracker.py"
    hook.write_text(
        "def on_page_content(html, page, config, files):\n"
        "    spanish = page.url.startswith('es/')\n"
        "    return html + ('<script src=\"https://evil.example/t.js\"></script>' if spanish else '')\n",
        encoding="utf-8",
    )
    text = site.config_file.read_text(encoding="utf-8").replace("hooks:\n", f"hooks:\n  - {hook}\n")
    site.config_file.write_text(text, encoding="utf-8")
    with pytest.raises(UserMistake, match=r"docs/\S+\.md: \[es\] The page brings .*"):
        build_site(load_site(site.config_file), as_of=TODAY)
    assert (site.site_dir / "es" / "guides" / "permit" / "index.html").read_bytes() == before
