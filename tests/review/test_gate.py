# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501
"""What is published, and the sentence that says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from entries import check, target

from polyguide.catalog.po import Catalog, Entry, read_catalog, write_catalog
from polyguide.catalog.sections import catalog_path
from polyguide.catalog.state import Provenance, State, digest, format_provenance
from polyguide.catalog.update import update_catalogs
from polyguide.config import Publish, Site, load_site
from polyguide.errors import UserMistake
from polyguide.review.gate import Decision, Outcome, decide_page, decide_site, review_site
from polyguide.text.messages import Message
from polyguide.text.pages import SITE_TEXTS

TODAY = date(2026, 11, 24)
PAGE = "docs/guides/permit.md"
SETTINGS = """\
site_name: City services
plugins:
  - i18n:
      languages:
        - {locale: en, default: true}
        - {locale: es}
        - {locale: ar}
markdown_extensions: [attr_list]
nav: [{Home: index.md}, {Guides: [guides/permit.md, guides/refund.md]}]
"""
PAGES = {
    "index.md": "# Welcome\n",
    "guides/permit.md": "# Work permit\n\nThe fee is CNY 800.\n\nBring your passport.\n",
    "guides/refund.md": "# Tax refund\n\nClaim it at the airport.\n",
}
SPANISH = {
    "City services": "Servicios",
    "Home": "Inicio",
    "Guides": "Guías",
    "Welcome": "Bienvenida",
    "Work permit": "Permiso de trabajo",
    "The fee is CNY 800.": "La tasa es de 800 CNY.",
    "Bring your passport.": "Traiga su pasaporte.",
    "Tax refund": "Devolución de impuestos",
    "Claim it at the airport.": "Solicítela en el aeropuerto.",
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with Spanish reviewed in full and Arabic untouched; reviewed texts alone are published."""
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "locales").mkdir()
    for name, text in PAGES.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    site = load_site(tmp_path / "mkdocs.yml")
    update_catalogs(site, today=TODAY)
    for section in ("site", "guides"):
        change(site, section, lambda entry: replace(entry, msgstr=SPANISH[entry.msgid]))
    return site


def change(site: Site, section: str, edit, code: str = "es") -> None:  # type: ignore[no-untyped-def]
    """Edit every live entry of a catalog, as a translator would."""
    path = catalog_path(site, code, section)
    catalog = read_catalog(path)
    write_catalog(path, replace(catalog, entries=tuple(map(edit, catalog.entries))))


def set_text(site: Site, msgid: str, msgstr: str, **fields: object) -> None:
    def edit(entry: Entry) -> Entry:
        return replace(entry, msgstr=msgstr, **fields) if entry.msgid == msgid else entry  # type: ignore[arg-type]

    for section in ("site", "guides"):
        change(site, section, edit)


def edit_page(site: Site, old: str, new: str, today: date = TODAY) -> None:
    path = site.root / PAGE
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    update_catalogs(site, today=today)


def spanish(site: Site, page: str = PAGE, as_of: date = TODAY) -> Decision:
    return decide_site(site, as_of=as_of)[page, "es"]


def publish(site: Site, **settings: object) -> Site:
    """The same site with other settings for all languages."""
    return replace(site, targets=tuple(replace(item, **settings) for item in site.targets))  # type: ignore[arg-type]


def test_a_reviewed_page_is_published(site: Site) -> None:
    decision = spanish(site)
    assert (decision.outcome, decision.reason) == (Outcome.REVIEWED, "All 3 messages are reviewed.")
    assert decision.texts[None, "The fee is CNY 800."] == "La tasa es de 800 CNY."
    assert (decision.states, decision.unreviewed) == ({State.REVIEWED: 3}, 0)


def test_a_language_without_texts_falls_back(site: Site) -> None:
    decision = decide_site(site, as_of=TODAY)[PAGE, "ar"]
    assert (decision.outcome, decision.reason, decision.texts) == (Outcome.FALLBACK, "Not translated yet.", {})


def test_a_language_without_catalogs_falls_back(site: Site) -> None:
    catalog_path(site, "es", "guides").unlink()
    assert spanish(site).reason == "Not translated yet."


def test_drafts_are_published_only_where_the_site_allows_them(site: Site) -> None:
    change(site, "guides", lambda entry: replace(entry, fuzzy=True))
    hidden, shown = spanish(site), spanish(publish(site, publish=Publish.DRAFTS))
    assert (hidden.outcome, hidden.reason) == (Outcome.FALLBACK, "3 of 3 messages are not reviewed.")
    assert (shown.outcome, shown.reason) == (Outcome.DRAFT, "3 of 3 messages are drafts that nobody reviewed.")
    assert (len(hidden.texts), len(shown.texts), shown.unreviewed) == (0, 3, 3)


@pytest.mark.parametrize(
    ("allowed", "outcome", "reason"),
    [
        (0, Outcome.FALLBACK, "1 of 3 messages are not translated."),
        (
            33,
            Outcome.FALLBACK,
            "1 of 3 messages are not translated (33 % may stay in the source language).",
        ),
        (34, Outcome.REVIEWED, "2 of 3 messages are reviewed; 1 stays in English."),
    ],
)
def test_a_page_may_leave_some_texts_untranslated(site: Site, allowed: int, outcome: Outcome, reason: str) -> None:
    set_text(site, "Bring your passport.", "")
    decision = spanish(publish(site, max_untranslated=allowed))
    assert (decision.outcome, decision.reason) == (outcome, reason)
    assert (None, "Bring your passport.") not in decision.texts


def test_a_rejected_text_is_never_shown(site: Site) -> None:
    set_text(
        site,
        "Bring your passport.",
        "Trae pasaporte",
        fuzzy=True,
        translator_comments=("rejected: ana 2026-11-01 tone",),
    )
    decision = spanish(publish(site, publish=Publish.DRAFTS))
    assert decision.reason == "1 of 3 messages were rejected."
    assert "Trae pasaporte" not in spanish(publish(site, max_untranslated=50)).texts.values()


def test_one_bad_page_never_holds_back_another(site: Site) -> None:
    set_text(site, "The fee is CNY 800.", "La tasa es de 900 CNY.")
    decision = spanish(site)
    assert decision.outcome is Outcome.FALLBACK
    assert decision.reason == (
        "Figures finds an error in “The fee is CNY 800.”: "
        "The source says 800 (amount of money), the translation says 900."
    )
    assert spanish(site, "docs/guides/refund.md").outcome is Outcome.REVIEWED


def test_a_changed_fact_falls_back_at_once(site: Site) -> None:
    edit_page(site, "CNY 800", "CNY 900")
    decision = spanish(site)
    assert decision.outcome is Outcome.FALLBACK
    assert decision.reason == "The source of “The fee is CNY 900.” changed: number 800 became 900."
    assert decision.states == {State.REVIEWED: 2, State.STALE: 1}
    assert spanish(site, "docs/guides/refund.md").outcome is Outcome.REVIEWED


@pytest.mark.parametrize(
    ("days", "outcome", "reason"),
    [
        (0, Outcome.UPDATING, "1 of 3 messages changed in words only, the old text stands until 2026-12-08."),
        (14, Outcome.UPDATING, "1 of 3 messages changed in words only, the old text stands until 2026-12-08."),
        (
            15,
            Outcome.FALLBACK,
            "The source of “Please bring your passport.” changed on 2026-11-24, more than 14 days ago.",
        ),
    ],
)
def test_changed_prose_keeps_the_old_text_for_a_while(
    site: Site, days: int, outcome: Outcome, reason: str
) -> None:
    edit_page(site, "Bring your", "Please bring your")
    decision = spanish(site, as_of=TODAY + timedelta(days=days))
    assert (decision.outcome, decision.reason) == (outcome, reason)
    shown = decision.texts.get((None, "Please bring your passport."))
    assert shown == (None if outcome is Outcome.FALLBACK else "Traiga su pasaporte.")


MACHINE = (format_provenance(Provenance("argos", "0a1b2c", TODAY, "0" * 12, digest("Traiga su pasaporte."))),)
STALE = Entry(
    "Please bring your passport.",
    "Traiga su pasaporte.",
    fuzzy=True,
    previous_msgid="Bring your passport.",
    translator_comments=("stale: 2026-11-20 reviewed",),
)
UNREVIEWED = ("stale: 2026-11-20", *MACHINE)


@pytest.mark.parametrize(
    ("entry", "publish", "outcome", "reason"),
    [
        (STALE, Publish.REVIEWED, Outcome.UPDATING, "1 of 1 messages changed in words only, the old text stands until 2026-12-04."),
        (replace(STALE, translator_comments=()), Publish.DRAFTS, Outcome.FALLBACK, "The source of “Please bring your passport.” changed on a day that is not known."),
        (replace(STALE, translator_comments=UNREVIEWED), Publish.REVIEWED, Outcome.FALLBACK, "1 of 1 messages are out of date and were not reviewed."),
        (replace(STALE, translator_comments=UNREVIEWED), Publish.DRAFTS, Outcome.UPDATING, "1 of 1 messages changed in words only, the old text stands until 2026-12-04; 1 of 1 messages are drafts that nobody reviewed."),
        (replace(STALE, previous_msgid=None, translator_comments=MACHINE), Publish.DRAFTS, Outcome.FALLBACK, "The source of “Please bring your passport.” changed and its earlier text is not known."),
        (replace(STALE, msgid="Feed", previous_msgid="Fees"), Publish.DRAFTS, Outcome.FALLBACK, "The source of “Feed” changed and is too short to tell how much."),
        (replace(STALE, fuzzy=False, translator_comments=MACHINE), Publish.DRAFTS, Outcome.FALLBACK, "The source of “Please bring your passport.” changed before a machine text was accepted; edit the text, or delete its '# mt:' comment to say that it still holds."),
        (replace(STALE, previous_msgid="Bring no passport."), Publish.DRAFTS, Outcome.FALLBACK, "The source of “Please bring your passport.” changed: word no was removed."),
    ],
)  # fmt: skip
def test_a_stale_text(site: Site, entry: Entry, publish: Publish, outcome: Outcome, reason: str) -> None:
    catalog = Catalog((), (entry,))
    decision = decide_page(site, target("es", publish), PAGE, [Message(entry.msgid)], catalog, [], as_of=TODAY)
    assert (decision.outcome, decision.reason) == (outcome, reason)


def test_an_old_text_is_checked_against_the_source_it_was_made_from() -> None:
    entry = {"fuzzy": True, "previous_msgid": "The fee is CNY 800."}
    assert not check("The fee is CNY 900.", "La tasa es de 800 CNY.", **entry)
    assert check("The fee is CNY 900.", "La tasa es de 700 CNY.", **entry)


def test_messages_without_letters_are_neutral(site: Site) -> None:
    messages = [Message("Work permit"), Message("12345"), Message("Work permit")]
    catalog = Catalog((), (Entry("Work permit", "Permiso de trabajo"),))
    decision = decide_page(site, target("es"), PAGE, messages, catalog, [], as_of=TODAY)
    assert (decision.outcome, decision.states) == (Outcome.REVIEWED, {State.REVIEWED: 1})


@pytest.mark.parametrize("catalog", [None, Catalog((), ())])
def test_a_page_without_words_is_the_same_in_every_language(site: Site, catalog: Catalog | None) -> None:
    decision = decide_page(site, target("es"), PAGE, [Message("12345")], catalog, [], as_of=TODAY)
    assert (decision.outcome, decision.reason) == (Outcome.REVIEWED, "There is nothing to translate.")


def test_navigation_is_decided_text_by_text(site: Site) -> None:
    set_text(site, "Guides", "Guías", fuzzy=True)
    set_text(site, "Home", "Inicio[x](a.md)")
    decision = review_site(site, as_of=TODAY).decisions[SITE_TEXTS, "es"]
    assert decision.outcome is Outcome.REVIEWED
    assert decision.texts == {(None, "City services"): "Servicios"}
    assert decision.reason == "1 of 3 messages are reviewed; 2 stay in English."


def test_a_navigation_without_a_text_to_show_stays_in_the_source_language(site: Site) -> None:
    decision = decide_site(site, as_of=TODAY)[SITE_TEXTS, "ar"]
    assert (decision.outcome, decision.texts) == (Outcome.FALLBACK, {})


def test_a_harmful_text_stops_everything(site: Site) -> None:
    set_text(site, "Claim it at the airport.", "Solicítela <img src=x onerror=alert(1)> ya.")
    review = review_site(site, as_of=TODAY)
    assert [finding.security for finding in review.security_findings] == [True]
    assert review.decisions["docs/guides/refund.md", "es"].outcome is Outcome.FALLBACK
    with pytest.raises(UserMistake) as mistake:
        decide_site(site, as_of=TODAY)
    line = next(
        entry.line
        for entry in read_catalog(catalog_path(site, "es", "guides")).live()
        if entry.msgid == "Claim it at the airport."
    )
    assert str(mistake.value) == (
        f"locales/es/LC_MESSAGES/guides.po:{line}: [es] structure.shape: "
        "The translation has an event handler, the source does not.\n"
        "    → remove it; translate the words only"
    )


def test_a_harmful_draft_that_nobody_sees_stops_nothing(site: Site) -> None:
    set_text(site, "Claim it at the airport.", "<script>alert(1)</script>", fuzzy=True)
    assert spanish(site, "docs/guides/refund.md").outcome is Outcome.FALLBACK
    assert spanish(site).outcome is Outcome.REVIEWED
    with pytest.raises(UserMistake):
        decide_site(publish(site, publish=Publish.DRAFTS), as_of=TODAY)


def test_all_that_cannot_be_read_is_told_at_once(site: Site) -> None:
    (site.docs_dir / "index.md").write_bytes(b"# Caf\xe9\n")
    (site.docs_dir / "guides/refund.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    catalog_path(site, "ar", "guides").write_text('msgid "a\n', encoding="utf-8")
    with pytest.raises(UserMistake) as mistake:
        decide_site(site, as_of=TODAY)
    files = [problem.file for problem in mistake.value.problems]
    assert sorted(set(files)) == ["docs/guides/refund.md", "docs/index.md", "locales/ar/LC_MESSAGES/guides.po"]


def test_only_the_wanted_languages_are_decided(site: Site) -> None:
    assert {code for _, code in decide_site(site, as_of=TODAY, languages=["ar"])} == {"ar"}
    with pytest.raises(UserMistake, match="no language 'xx'"):
        decide_site(site, as_of=TODAY, languages=["xx"])
