# SPDX-License-Identifier: Apache-2.0
"""Facts about a language: name, direction, script, gettext and theme codes. All of them from Babel (CLDR)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.messages.plurals import get_plural

# What browsers and screen readers want to hear where the site's short code leaves the script open.
_HTML_LANG = {"zh": "zh-Hans"}
_ENGLISH = {"zh": "Chinese (Simplified)"}
_OWN_NAMES = {"zh": "简体中文", "zh-Hant": "繁體中文"}
_CODE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?")


@dataclass(frozen=True)
class Language:
    """One language of a site.

    ``code``       as the site writes it, such as "zh-Hant"; also the folder name and the URL prefix
    ``html_lang``  BCP 47 tag for ``lang`` attributes, such as "zh-Hans" for "zh"
    ``direction``  "ltr" or "rtl"
    ``script``     ISO 15924 code, such as "Latn", "Arab", "Hans"
    ``name``       in the language itself, such as "العربية"
    ``english``    in English, such as "Arabic"
    ``gettext``    for the PO header ``Language``, such as "zh_Hant"
    ``plural_forms``  for the PO header ``Plural-Forms``
    """

    code: str
    html_lang: str
    direction: str
    script: str
    name: str
    english: str
    gettext: str
    plural_forms: str

    @property
    def locale(self) -> Locale:
        """Babel's locale, for numbers, dates and names."""
        return Locale.parse(self.gettext)


@cache
def language(code: str) -> Language:
    """Return the facts for a code such as "es", "pt-BR" or "zh-Hant".

    Raises ValueError when the code is malformed or CLDR does not know the language.

    >>> language("ar").direction, language("zh").html_lang, language("zh-Hant").gettext
    ('rtl', 'zh-Hans', 'zh_Hant')
    """
    if not _CODE.fullmatch(code):
        raise ValueError(f"{code!r} is not a language code such as 'es' or 'zh-Hant'")
    gettext_code = code.replace("-", "_")
    try:
        locale = Locale.parse(gettext_code)
    except (UnknownLocaleError, ValueError):
        raise ValueError(f"no language is known by the code {code!r}") from None
    return Language(
        code=code,
        html_lang=_HTML_LANG.get(code, code.replace("_", "-")),
        direction=locale.character_order.replace("left-to-right", "ltr").replace("right-to-left", "rtl"),
        script=locale.script or _likely_script(gettext_code),
        name=_own_name(locale, code),
        english=_ENGLISH.get(code) or locale.get_display_name("en") or code,
        gettext=gettext_code,
        plural_forms=f"nplurals={get_plural(gettext_code).num_plurals}; "
        f"plural={get_plural(gettext_code).plural_expr};",
    )


def _own_name(locale: Locale, code: str) -> str:
    """The name in the language itself; CLDR writes many in lower case, menus do not."""
    name = _OWN_NAMES.get(code) or locale.get_display_name() or code
    return name[:1].upper() + name[1:]


def _likely_script(gettext_code: str) -> str:
    """The script CLDR's likely-subtags data gives, such as "Cyrl" for "ru"."""
    likely = Locale.parse(gettext_code, resolve_likely_subtags=True)
    if likely.script:
        return likely.script
    from babel.core import get_global

    expanded = str(get_global("likely_subtags").get(gettext_code.split("_")[0], ""))
    return next((part for part in expanded.split("_") if len(part) == 4), "Latn")
