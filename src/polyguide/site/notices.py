# SPDX-License-Identifier: Apache-2.0
"""The words on a page that say honestly how far its translation is, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from importlib.resources import files

import yaml
from babel.dates import format_date

from polyguide.languages import Language, language
from polyguide.site.run import Standing

_WORDS_FOR = {Standing.DRAFT: "draft", Standing.UPDATING: "updating", Standing.FALLBACK: "fallback"}


@dataclass(frozen=True)
class Notice:
    """What a notice needs to know about its page. URLs are relative to it; "" when there is no such page.

    ``original_url``   the page in the source language
    ``languages_url``  the page about the site's languages, in the language of this page
    ``has_drafts``     whether the page shows texts that no person has reviewed
    """

    standing: Standing
    language: Language
    source: Language
    original_url: str = ""
    languages_url: str = ""
    has_drafts: bool = False


def texts(lang: Language) -> Mapping[str, str]:
    """Our words in this language; the English ones where we have none (see ``speaks``)."""
    known = _all_texts()
    return known.get(lang.code) or known.get(lang.code.split("-")[0]) or known["en"]


def speaks(lang: Language) -> Language:
    """The language that ``texts(lang)`` is really in."""
    return lang if texts(lang) is not _all_texts()["en"] else language("en")


def with_notice(content: str, notice: Notice) -> str:
    """Put the notice above a page's content, and wrap source text on a fallback page in its own language.

    >>> from polyguide.languages import language
    >>> es = Notice(Standing.FALLBACK, language("es"), language("en"))
    >>> print(with_notice("<h1>Tax</h1>", es)) # doctest: +ELLIPSIS
    <aside class="polyguide-notice polyguide-notice--fallback" role="note" data-pagefind-ignore="all">
    <p>Esta página todavía no está disponible ... (inglés).</p>
    </aside>
    <div class="polyguide-original" lang="en" dir="ltr" data-pagefind-ignore="all">
    <h1>Tax</h1>
    </div>
    """
    if notice.standing not in _WORDS_FOR:
        return content
    if notice.standing is Standing.FALLBACK:
        source = notice.source
        content = (
            f'<div class="polyguide-original" lang="{source.html_lang}" dir="{source.direction}"'
            f' data-pagefind-ignore="all">\n{content}\n</div>'
        )
    return f"{_notice_html(notice)}\n{content}"


def date_line(collected: object, lang: Language) -> str:
    """A paragraph with the date on which a page's facts were collected, written out in this language; "" for
    anything that is not a date.

    >>> from polyguide.languages import language
    >>> print(date_line("2026-11-24", language("de")).strip())  # doctest: +ELLIPSIS
    <p class="polyguide-date">Angaben ... am <time datetime="2026-11-24">24. November 2026</time></p>
    """
    try:
        day = collected if isinstance(collected, date) else date.fromisoformat(str(collected))
    except ValueError:
        return ""
    spoken = speaks(lang)
    attributes = "" if spoken == lang else f' lang="{spoken.html_lang}" dir="{spoken.direction}"'
    written = f'<time datetime="{day:%Y-%m-%d}">{escape(format_date(day, "long", locale=spoken.locale))}</time>'
    sentence = escape(texts(lang)["collected"]).format(date=written)
    return f'\n<p class="polyguide-date"{attributes}>{sentence}</p>'


def _notice_html(notice: Notice) -> str:
    words, spoken = texts(notice.language), speaks(notice.language)
    source_name = notice.source.locale.get_display_name(spoken.locale) or notice.source.english
    attributes = "" if spoken == notice.language else f' lang="{spoken.html_lang}" dir="{spoken.direction}"'
    lines = [
        f'<aside class="polyguide-notice polyguide-notice--{notice.standing}" role="note"'
        f' data-pagefind-ignore="all"{attributes}>',
        *(f"<p>{escape(words[key].format(source=source_name))}</p>" for key in _keys(notice)),
    ]
    links = []
    if notice.original_url and notice.standing is not Standing.FALLBACK:
        label = escape(words["original"].format(source=source_name))
        links.append(f'<a href="{escape(notice.original_url)}" hreflang="{notice.source.html_lang}">{label}</a>')
    if notice.languages_url:
        links.append(f'<a href="{escape(notice.languages_url)}">{escape(words["languages"])}</a>')
    if links:
        lines.append(f"<p>{' '.join(links)}</p>")
    return "\n".join([*lines, "</aside>"])


def _keys(notice: Notice) -> tuple[str, ...]:
    """The sentences of a notice: an outdated page that shows drafts says both."""
    if notice.standing is Standing.UPDATING and notice.has_drafts:
        return ("updating", "draft")
    return (_WORDS_FOR[notice.standing],)


@cache
def _all_texts() -> dict[str, dict[str, str]]:
    loaded = yaml.safe_load((files("polyguide.theme") / "texts.yml").read_text(encoding="utf-8"))
    return {str(code): dict(words) for code, words in loaded.items()}
