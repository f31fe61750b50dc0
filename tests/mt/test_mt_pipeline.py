# SPDX-License-Identifier: Apache-2.0
"""What a translation run leaves in the catalogs, with real engines on real files."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from guide_site import GUIDE, TODAY, edit, entries, files_of, make_site

from polyguide.catalog.po import write_catalog
from polyguide.catalog.sections import catalog_path, load_catalogs
from polyguide.catalog.state import State, digest, provenance_of, state_of
from polyguide.config import Site
from polyguide.errors import UserMistake
from polyguide.mt.drafts import failures_of
from polyguide.mt.pipeline import translate_site
from polyguide.mt.summary import TranslationSummary

FEE = "Apply within [30 days](visa.md) of entry. The fee is **CNY 800**."
NAMES = "Li Wei Zhang Min Wang Fang"


def translate(site: Site, *languages: str, today: date = TODAY, stale: bool = False) -> TranslationSummary:
    return translate_site(site, today=today, languages=languages or None, stale=stale)


def by_hand(site: Site, code: str, msgid: str, text: str) -> None:
    """A reviewed translation."""
    edit(site, code, msgid, msgstr=text, fuzzy=False, translator_comments=())


def test_missing_texts_become_drafts_that_say_where_they_come_from(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"pt": "[firefox]"})
    summary = translate(site)
    assert summary.lines() == ["pt: 1 by copy, 9 by firefox, complete"]
    entry = entries(site, "pt")[FEE]
    text = "Aplicar no prazo de [30 dias](visa.md) a contar da entrada. A taxa é **CNY 800**."
    assert (entry.msgstr, entry.fuzzy, state_of(entry)) == (text, True, State.DRAFT)
    assert entry.translator_comments == (
        f"mt: firefox@1038c94ba70c 2026-11-24 src={digest(FEE)} out={digest(text)}",
    )
    copied = provenance_of(entries(site, "pt")["CNY 400"])
    assert copied is not None and copied.engine == "copy"


def test_without_catalogs_the_way_to_them_is_told(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"pt": "[pseudo]"})
    shutil.rmtree(site.locales_dir / "pt")
    assert translate(site).lines() == ["pt: there are no messages yet; run 'polyguide extract' first"]


def test_a_second_run_makes_no_engine_and_touches_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(tmp_path, {"pt": "[firefox]", "de": "[pseudo]"})
    translate(site)
    before = files_of(site)

    def refuse(*arguments: object) -> None:
        raise AssertionError("an engine was made although nothing is missing")

    monkeypatch.setattr("polyguide.mt.run.create_engine", refuse)
    monkeypatch.setattr("polyguide.mt.run.Fingerprinter", refuse)
    assert translate(site, today=date(2027, 1, 1)).lines() == [
        "pt: nothing new, complete",
        "de: nothing new, complete",
    ]
    assert files_of(site) == before


def test_a_failed_message_stays_empty_and_is_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(tmp_path, {"pt": "[firefox]"}, GUIDE + f"\n{NAMES}\n")
    lines = ["pt: 1 by copy, 9 by firefox, 1 still missing", "  firefox: 1 × the text came back untranslated"]
    assert translate(site).lines() == lines
    entry = entries(site, "pt")[NAMES]
    assert (entry.msgstr, entry.fuzzy) == ("", False)
    assert entry.translator_comments == (
        f"mt-failed: firefox@1038c94ba70c src={digest(NAMES)} the text came back untranslated",
    )
    before = files_of(site)
    monkeypatch.setattr("polyguide.mt.engines.firefox.FirefoxEngine.translate", None)
    assert translate(site).lines() == ["pt: nothing new, 1 still missing", lines[1]]
    assert files_of(site) == before


@pytest.mark.parametrize("chain", ["[firefox, pseudo]", "[argos, pseudo]"])
def test_the_next_engine_gets_what_is_left(tmp_path: Path, chain: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "none"))
    site = make_site(tmp_path, {"pt": chain}, GUIDE + f"\n{NAMES}\n")
    summary = translate(site).languages[0]
    assert summary.missing == 0
    provenance = provenance_of(entries(site, "pt")[NAMES])
    assert provenance is not None and provenance.engine == "pseudo"
    assert not failures_of(entries(site, "pt")[NAMES])


def test_failures_of_an_engine_that_is_not_here_today_stay_on_record(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"ja": "[firefox]"})
    known = f"mt-failed: argos@0123456789ab src={digest('Fee')} why"
    edit(site, "ja", "Fee", translator_comments=(known,))
    translate(site)
    assert entries(site, "ja")["Fee"].translator_comments == (known,)


def test_an_engine_that_is_missing_is_a_line_and_not_a_failure(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"ja": "[firefox]", "pt": "[firefox]"})
    assert translate(site).lines() == [
        "ja: 1 by copy, 9 still missing",
        "pt: 1 by copy, 9 by firefox, complete",
        "missing engine for ja: firefox: put Mozilla's files for en→ja (model.*.bin, vocab.*.spm, lex.*.bin)"
        " into models/en-ja/",
    ]


def test_an_engine_that_breaks_down_costs_its_own_language_only(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"es": "[pseudo, firefox]", "fr": "[firefox]", "pt": "[firefox]"})
    folder = site.root / "models" / "en-fr"
    folder.mkdir(parents=True)
    for name in ("model.enfr.intgemm.alphas.bin", "vocab.enfr.spm"):
        (folder / name).write_bytes(b"broken")
    before = (site.locales_dir / "fr" / "LC_MESSAGES" / "guides.po").read_bytes()
    spanish, french, portuguese = translate(site).languages
    assert "cannot be loaded" in french.abandoned and french.missing == 10
    assert french.lines()[0].startswith("fr: nothing was written: firefox: the model ")
    assert (site.locales_dir / "fr" / "LC_MESSAGES" / "guides.po").read_bytes() == before
    assert (spanish.missing, portuguese.missing) == (0, 0)


def test_reviewed_text_is_used_again_before_any_engine(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Residence permit\n", encoding="utf-8")
    site = make_site(tmp_path, {"pt": "[firefox]"})
    catalogs = load_catalogs(site, "pt")
    guides = catalogs["guides"]
    reviewed = tuple(
        replace(entry, msgstr="Autorização de residência") if entry.msgid == "Residence permit" else entry
        for entry in guides.entries
    )
    write_catalog(catalog_path(site, "pt", "guides"), replace(guides, entries=reviewed))
    assert translate(site).languages[0].drafts["memory"] == 1
    entry = load_catalogs(site, "pt")["site"].by_key()[None, "Residence permit"]
    assert (entry.msgstr, state_of(entry)) == ("Autorização de residência", State.DRAFT)
    provenance = provenance_of(entry)
    assert provenance is not None and provenance.engine == "memory"


def test_only_machine_drafts_that_nobody_edited_are_made_anew(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"pt": "[firefox]"})
    translate(site)
    edit(site, "pt", "How to get a residence permit.", msgstr="Como obter a autorização.")
    changed = GUIDE.replace("Bring form", "Take form").replace("How to get a", "How to obtain a")
    make_site(tmp_path, {"pt": "[firefox]"}, changed)
    states = {msgid: state_of(entry) for msgid, entry in entries(site, "pt").items()}
    assert states["Take form `JW201`."] is states["How to obtain a residence permit."] is State.STALE
    assert translate(site).lines() == ["pt: nothing new, complete"]
    translate(site, stale=True)
    found = entries(site, "pt")
    assert state_of(found["Take form `JW201`."]) is State.DRAFT
    assert found["Take form `JW201`."].previous_msgid is None
    assert found["How to obtain a residence permit."].msgstr == "Como obter a autorização."


def test_what_a_reviewer_rejected_is_not_proposed_again(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"pt": "[firefox]"})
    translate(site)
    entry = entries(site, "pt")["Fee"]
    rejected = (*entry.translator_comments, "rejected: Ana 2026-11-25 wrong word")
    edit(site, "pt", "Fee", translator_comments=rejected)
    translate(site, stale=True)
    assert state_of(entries(site, "pt")["Fee"]) is State.REJECTED
    edit(site, "pt", "Fee", msgstr="", fuzzy=False)
    assert translate(site).lines()[1:] == ["  firefox: 1 × a reviewer has rejected this very translation"]
    after = entries(site, "pt")["Fee"]
    assert after.msgstr == "" and set(rejected) < set(after.translator_comments)


def test_traditional_chinese_follows_simplified(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"zh-Hant": '["opencc:zh"]', "zh": "[]"})
    by_hand(site, "zh", "Bring form `JW201`.", "请打印`JW201`软件。")
    edit(site, "zh", "Fee", msgstr="费用信息", fuzzy=True, translator_comments=("rejected: Li 2026-11-24 no",))
    summary = translate(site)
    assert [one.language for one in summary.languages] == ["zh", "zh-Hant"]
    assert summary.lines()[1] == "zh-Hant: 1 by opencc:zh, 9 still missing"
    entry = entries(site, "zh-Hant")["Bring form `JW201`."]
    assert (entry.msgstr, state_of(entry)) == ("請列印`JW201`軟體。", State.DRAFT)
    assert entry.translator_comments[1] == f"mt-from: zh {digest('请打印`JW201`软件。')}"
    assert entries(site, "zh-Hant")["Fee"].msgstr == ""

    by_hand(site, "zh", "Bring form `JW201`.", "请携带`JW201`。")
    translate(site, "zh-Hant")
    assert entries(site, "zh-Hant")["Bring form `JW201`."].msgstr == "請攜帶`JW201`。"

    edit(site, "zh", "Bring form `JW201`.", fuzzy=True, translator_comments=("rejected: Li 2026-11-24 no",))
    assert translate(site).lines()[1].endswith("1 withdrawn because their source was rejected")
    assert state_of(entries(site, "zh-Hant")["Bring form `JW201`."]) is State.MISSING
    before = files_of(site)
    translate(site)
    assert files_of(site) == before


def test_mistakes_are_told_before_anything_is_written(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"pt": "[firefox]", "es": "[pseudo]"})
    (site.locales_dir / "es" / "LC_MESSAGES" / "guides.po").write_text('msgid "a"\nmsgstr "b\n', encoding="utf-8")
    before = files_of(site)
    with pytest.raises(UserMistake, match=r"locales/es/LC_MESSAGES/guides\.po:2"):
        translate(site)
    assert files_of(site) == before
    with pytest.raises(UserMistake, match="there is no language 'xx'"):
        translate(site, "xx")


@pytest.mark.tools
@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
def test_gettext_reads_what_was_written(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"pt": "[firefox]"})
    translate(site)
    for path in site.locales_dir.rglob("*.po"):
        subprocess.run(["msgfmt", "--check-format", "-o", "/dev/null", str(path)], check=True)
