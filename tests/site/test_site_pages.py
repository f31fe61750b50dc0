# SPDX-License-Identifier: Apache-2.0
"""What readers, search engines and screen readers get from the pages of a built site."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from polyguide.config import Site


def page(built: Site, address: str) -> LexborHTMLParser:
    return LexborHTMLParser((built.site_dir / address / "index.html").read_text(encoding="utf-8"))


def one(parsed: LexborHTMLParser, selector: str) -> LexborNode:
    found = parsed.css_first(selector)
    assert found is not None, selector
    return found


def text(parsed: LexborHTMLParser, selector: str) -> str:
    return " ".join(one(parsed, selector).text().split())


def alternates(parsed: LexborHTMLParser) -> dict[str | None, str | None]:
    links = parsed.css("head > link[hreflang]")
    return {link.attributes["hreflang"]: link.attributes["href"] for link in links}


@pytest.mark.parametrize(
    ("address", "lang", "direction", "state", "title"),
    [
        ("", "en", "ltr", "source", "Welcome - City services"),
        ("es", "es", "ltr", "reviewed", "Bienvenida - Servicios de la ciudad"),
        ("ar", "ar", "rtl", "fallback", "Welcome - خدمات المدينة"),
        ("guides/permit", "en", "ltr", "source", "Work permit - City services"),
        ("es/guides/permit", "es", "ltr", "reviewed", "Permiso de trabajo - Servicios de la ciudad"),
        ("ar/guides/permit", "ar", "rtl", "draft", "تصريح العمل - خدمات المدينة"),
        ("es/guides/hours", "es", "ltr", "localised", "Horario propio - Servicios de la ciudad"),
        ("es/guides/refund", "es", "ltr", "fallback", "Tax refund - Servicios de la ciudad"),
    ],
)
def test_each_address_says_its_language_and_its_state(
    built: Site, address: str, lang: str, direction: str, state: str, title: str
) -> None:
    parsed = page(built, address)
    assert one(parsed, "html").attributes["lang"] == lang
    assert one(parsed, "html").attributes["dir"] == one(parsed, "body").attributes["dir"] == direction
    assert one(parsed, 'meta[name="polyguide-state"]').attributes["content"] == state
    assert text(parsed, "title") == title


def test_a_translated_page_is_translated_all_over(built: Site) -> None:
    parsed = page(built, "es/guides/permit")
    assert one(parsed, "meta[name=description]").attributes["content"] == "Cómo obtener un permiso de trabajo."
    assert "Llame al +86 10 12345 antes de venir." in text(parsed, "article")
    assert text(parsed, ".admonition-title") == "Nota"
    assert one(parsed, ".headerlink").attributes["title"] == "Enlace permanente"
    navigation = text(parsed, ".md-nav--primary")
    assert all(word in navigation for word in ("Inicio", "Guías", "Permiso de trabajo", "Horario propio"))
    assert text(parsed, ".md-nav--secondary .md-nav__title") == "Tabla de contenidos"
    assert text(parsed, ".polyguide-date") == "Información recopilada el 20 de noviembre de 2026"


def test_deep_links_hold_in_every_language(built: Site) -> None:
    ids = [
        [heading.id for heading in page(built, f"{code}guides/permit").css("article h1, article h2")]
        for code in ("", "es/", "ar/")
    ]
    assert ids == [["work-permit", "documents"]] * 3
    link = one(page(built, "es"), "article p a")
    assert link.attributes["href"] == "guides/permit/#documents"


def test_a_fallback_page_is_honest(built: Site) -> None:
    parsed = page(built, "ar/guides/refund")
    notice = one(parsed, "article > .polyguide-notice")
    assert "أنت تقرأ النص الأصلي (الإنجليزية)" in notice.text()
    assert one(parsed, ".polyguide-notice a").attributes["href"] == "../../about/languages/"
    body = one(parsed, "article > .polyguide-original")
    assert (body.attributes["lang"], body.attributes["dir"]) == ("en", "ltr")
    assert "You can claim the refund" in body.text()
    assert one(parsed, "link[rel=canonical]").attributes["href"] == "https://example.org/guides/refund/"
    assert alternates(parsed) == {}
    assert one(parsed, "body").attributes["data-pagefind-ignore"] == "all"
    assert one(parsed, "title").attributes["lang"] == "en"
    entries = [node for node in parsed.css(".md-nav .md-ellipsis") if node.text().strip() == "Tax refund"]
    assert entries and all(node.attributes.get("lang") == "en" for node in entries)


def test_a_draft_says_that_no_person_reviewed_it(built: Site) -> None:
    parsed = page(built, "ar/guides/permit")
    assert text(parsed, ".polyguide-notice p").startswith("مسودة ترجمة (آلية أو مكتوبة كنموذج) لم يراجعها إنسان.")
    original, about = parsed.css(".polyguide-notice a")
    assert (original.attributes["href"], original.attributes["hreflang"]) == ("../../../guides/permit/", "en")
    assert about.attributes["href"] == "../../about/languages/"


@pytest.mark.parametrize("address", ["", "es", "es/guides/permit", "es/guides/hours", "guides/refund"])
def test_no_notice_where_nothing_is_to_be_said(built: Site, address: str) -> None:
    assert page(built, address).css_first(".polyguide-notice") is None


def test_only_real_translations_are_offered_to_search_engines(built: Site) -> None:
    permit = {
        "en": "https://example.org/guides/permit/",
        "es": "https://example.org/es/guides/permit/",
        "ar": "https://example.org/ar/guides/permit/",
        "x-default": "https://example.org/guides/permit/",
    }
    for code in ("", "es/", "ar/"):
        parsed = page(built, f"{code}guides/permit")
        assert alternates(parsed) == permit
        assert one(parsed, "link[rel=canonical]").attributes["href"] == f"https://example.org/{code}guides/permit/"
    assert list(alternates(page(built, "guides/refund"))) == ["en", "x-default"]
    assert list(alternates(page(built, "guides/hours"))) == ["en", "es", "x-default"]


def test_the_sitemap_lists_what_the_pages_say(built: Site) -> None:
    sitemap = (built.site_dir / "sitemap.xml").read_text(encoding="utf-8")
    addresses = [line.split("<loc>")[1].split("<")[0] for line in sitemap.splitlines() if "<loc>" in line]
    assert addresses == sorted(
        f"https://example.org/{path}"
        for path in [
            *("", "about/languages/", "guides/hours/", "guides/permit/", "guides/refund/"),
            *("es/", "es/about/languages/", "es/guides/hours/", "es/guides/permit/"),
            *("ar/about/languages/", "ar/guides/permit/"),
        ]
    )
    assert sitemap.count('hreflang="x-default"') == len(addresses)
    assert not (built.site_dir / "sitemap.xml.gz").exists()


def test_a_text_without_translation_is_marked_as_english(built: Site) -> None:
    parsed = page(built, "es/guides/permit")
    marked = one(parsed, "article .admonition span[lang]")
    assert (marked.text(), marked.attributes["lang"], marked.attributes["dir"]) == (
        "Bring the original.",
        "en",
        "ltr",
    )


def test_a_title_without_translation_is_marked_as_english(built: Site) -> None:
    parsed = page(built, "es/guides/permit")
    titles = {
        node.text().strip(): node.attributes.get("lang") for node in parsed.css(".md-nav__item .md-ellipsis")
    }
    assert titles["Tax refund"] == "en"
    assert titles["Permiso de trabajo"] is None


def test_phone_numbers_keep_their_order_in_arabic(built: Site) -> None:
    number = one(page(built, "ar/guides/permit"), "article bdi")
    assert (number.text(), number.attributes["dir"]) == ("+86 10 12345", "ltr")
    assert page(built, "ar/guides/permit").css_first("code bdi") is None
    assert page(built, "es/guides/permit").css_first("bdi") is None


@pytest.mark.parametrize(
    ("code", "lang", "heading", "home"),
    [
        ("", "en", "Page not found", "/"),
        ("es", "es", "Página no encontrada", "/es/"),
        ("ar", "ar", "الصفحة غير", "/ar/"),
    ],
)
def test_each_language_has_its_own_404_page(built: Site, code: str, lang: str, heading: str, home: str) -> None:
    parsed = LexborHTMLParser((built.site_dir / code / "404.html").read_text(encoding="utf-8"))
    assert one(parsed, "html").attributes["lang"] == lang
    assert text(parsed, "article h1").startswith(heading)
    assert one(parsed, "article p a").attributes["href"] == home


def test_the_language_menu_keeps_the_page_and_speaks_each_language(built: Site) -> None:
    links = page(built, "ar/guides/refund").css(".md-select__link")
    menu = [
        (link.attributes["lang"], link.attributes["href"], link.attributes.get("aria-current")) for link in links
    ]
    assert menu == [
        ("en", "../../../guides/refund/", None),
        ("es", "../../../es/guides/refund/", None),
        ("ar", "./", "true"),
    ]
