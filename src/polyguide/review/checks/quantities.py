# SPDX-License-Identifier: Apache-2.0
"""Reads the numbers of a text: amounts, percentages, dates, times and phone numbers in any digits.

A number may have several readings ("1.500" is 1500 in Spanish and 1.5 in English; "4 pm" is 4 and 16),
so a quantity is a set of values. Boundaries look at ASCII letters only: to a regular expression Chinese
and Arabic letters are word characters too, and would hide most numbers of those languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from babel import Locale
from babel.numbers import get_decimal_symbol

from polyguide.review.checks.number_words import month_names, scale_characters, scale_of, scale_words


class Nature(StrEnum):
    """What a number counts; the value is what a reviewer reads."""

    NUMBER = "number"
    MONEY = "amount of money"
    PERCENT = "percentage"
    PHONE = "phone number"
    DATE = "date"
    MONTH = "month"
    PERIOD = "time limit"
    TIME = "time of day"


@dataclass(frozen=True)
class Quantity:
    """A number of a text.

    ``values``  every value it can be read as
    ``shown``   as the text writes it
    ``nature``  what it counts
    ``parts``   the groups of digits it is made of, where these could also be separate numbers
    """

    values: frozenset[Decimal]
    shown: str
    nature: Nature = Nature.NUMBER
    parts: tuple[Decimal, ...] = ()

    def is_small(self) -> bool:
        """Whether people often write it as a word: a whole number of at most 12."""
        return any(value <= 12 and value == value.to_integral_value() for value in self.values)


_START = r"(?<![A-Za-z0-9])"
_PHONE = re.compile(
    rf"{_START}(?<![.,])(?:\+\d{{1,3}}[\s-]?(?:\(\d+\)[\s-]?)?\d[\d\s-]{{5,16}}\d|\(0?\d{{2,4}}\)\s?\d[\d\s-]{{4,11}}\d"
    r"|0\d{1,3}[\s-]\d[\d\s-]{3,9}\d|\d{3}-\d{3,4}-\d{4}|\d{3} \d{4} \d{4}|\d{4}[ -]\d{4})(?![\d%])"
)
_YEARS = re.compile(r"(?:19|20)\d\d[ -](?:19|20)\d\d")
_CLOCK = re.compile(
    rf"{_START}(?<!:)(?P<hour>[01]?\d|2[0-4])(?::(?P<colon>[0-5]\d)(?::[0-5]\d)?|\s?[hH]\s?(?P<h>[0-5]\d))(?![\d:])"
    r"(?:\s?(?P<half>[apAP])\.?\s?[mM]\b\.?)?"
    rf"|{_START}(?P<whole>1[0-2]|0?[1-9])(?:\.(?P<dot>[0-5]\d))?\s?(?P<halfday>[apAP])\.?\s?[mM]\b\.?"
)
_DOTTED_CLOCK = re.compile(rf"{_START}(?P<hour>[01]?\d|2[0-4])\.(?P<colon>[0-5]\d)(?![\d.])")
_DATE = re.compile(
    rf"{_START}(?:(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}})|(\d{{1,2}})([/.])(\d{{1,2}})\6(\d{{4}}))(?![\d])"
)
_SPACED = re.compile(rf"{_START}\d{{1,3}}(?:([ '’])\d{{3}}(?:\1\d{{3}})*)(?:[.,]\d+)?(?!\d)")
_PLAIN = re.compile(rf"{_START}\d+(?:[.,]\d+)*")
_MONEY_BEFORE = re.compile(
    r"(?:CNY|RMB|USD|EUR|GBP|JPY|HKD|KRW|RUB|BRL|yuan|dollars?|euros?|[$€£¥￥₩₽元])\s?$", re.I
)
_MONEY_AFTER = re.compile(
    r"\s?(?:CNY|RMB|USD|EUR|GBP|JPY|HKD|yuan|dollars?|euros?|[$€£¥￥₩₽元円]|위안|юан|يوان)", re.I
)
_PERCENT_AFTER = re.compile(r"\s?(?:%|per ?cent\b)", re.I)
_PERIOD_AFTER = re.compile(
    r"[\s-]?(?:(?:working|business|calendar|consecutive|natural)[\s-])?(?:minute|hour|day|week|month|year)s?\b",
    re.I,
)
_PHONE_BEFORE = re.compile(r"\b(?:call|dial|phone|telephone|tel|hotline|fax|ring)\b[^.]{0,20}$", re.I)
_DAY_BEFORE = re.compile(r"(?<![0-9])\d{1,2}(?:st|nd|rd|th|er|º|ª|°)?\.?\s?(?:of |de |do |del |d['’])?$", re.I)
_YEAR_AFTER = re.compile(r"\.?,?\s?(?:of |de |del )?\d{1,4}(?!\d)", re.I)
_WIDE_GROUP = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_SCALE_LETTERS = {"k": 10**3, "m": 10**6}
_SCALE_LETTER = re.compile(r"[km](?![A-Za-z0-9])")
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u00ad\u200b\u2060\ufeff"))
_SIGNS = str.maketrans(
    {"٫": ".", "٬": ",", "٪": "%", "，": ", ", "−": "-", "‐": "-", "‑": "-", "–": "-", "—": "-"}
)


def quantities(text: str, language: str, *, strict: bool = False) -> tuple[Quantity, ...]:
    """Return the numbers of ``text`` (see ``prose.prose``) in the order they are found.

    ``language`` is a code such as "pt-BR"; ``strict`` reads separators only as that language writes
    them, which suits the source text; otherwise every sensible reading counts.

    >>> [str(value) for quantity in quantities("CNY 500,000", "en", strict=True) for value in quantity.values]
    ['500000']
    >>> [str(value) for quantity in quantities("５０万元", "zh") for value in quantity.values]
    ['500000']
    """
    reader = _Reader(_normalised(text), language, strict)
    return tuple(quantity for find in (_phones, _times, _dates, _months, _numbers) for quantity in find(reader))


class _Reader:
    """The text while it is read: what has been understood is blanked out, so nothing counts twice."""

    def __init__(self, text: str, language: str, strict: bool) -> None:
        self.text = text
        self.rest = text
        self.language = language.replace("_", "-").split("-")[0]
        self.decimal = _decimal_symbol(language) if strict else ""

    def take(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield matches in what is left, and blank each one out."""
        for match in list(pattern.finditer(self.rest)):
            yield match
            self.blank(match.start(), match.end())

    def blank(self, start: int, end: int) -> None:
        self.rest = self.rest[:start] + "\x00" * (end - start) + self.rest[end:]


def _normalised(text: str) -> str:
    """ASCII digits and signs, no direction marks, one kind of space."""
    text = _WIDE_GROUP.sub(",", text.translate(_MARKS))
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS))
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text)


def _phones(reader: _Reader) -> Iterator[Quantity]:
    for match in list(_PHONE.finditer(reader.rest)):
        shown = match[0]
        digits = re.sub(r"\D", "", shown)
        grouped = _SPACED.fullmatch(shown) or _DATE.match(shown)
        if len(digits) < 7 or _YEARS.fullmatch(shown) or grouped or re.match(r"\d{4}-\d\d-\d\d", shown):
            continue
        country_codes = range(1, 4) if shown.startswith("+") else range(0)
        values = {Decimal(digits), *(Decimal(digits[length:]) for length in country_codes)}
        parts = tuple(Decimal(part) for part in re.findall(r"\d+", shown))
        reader.blank(match.start(), match.end())
        yield Quantity(frozenset(values), shown, Nature.PHONE, parts)


def _times(reader: _Reader) -> Iterator[Quantity]:
    patterns = [_CLOCK, _DOTTED_CLOCK] if "Uhr" in reader.text else [_CLOCK]
    for pattern in patterns:
        for match in reader.take(pattern):
            named = match.groupdict()
            hour = int(named["hour"] or named["whole"])
            half = (named.get("half") or named.get("halfday") or "").lower()
            yield Quantity(_hours(hour, half), match[0].strip(), Nature.TIME)
            minute = int(named.get("colon") or named.get("h") or named.get("dot") or 0)
            if minute:
                yield Quantity(frozenset({Decimal(minute)}), match[0].strip(), Nature.TIME)


def _hours(hour: int, half: str) -> frozenset[Decimal]:
    """Both ways of saying an hour, 12 and 24; ``half`` is "a", "p" or ""."""
    if hour in (0, 24) or (hour == 12 and half == "a"):
        values = {0, 12, 24}
    elif half == "p" and hour < 12:
        values = {hour, hour + 12}
    else:
        values = {hour, hour - 12} if hour > 12 else {hour}
    return frozenset(map(Decimal, values))


def _dates(reader: _Reader) -> Iterator[Quantity]:
    for match in reader.take(_DATE):
        for number in re.findall(r"\d+", match[0]):
            yield Quantity(frozenset({Decimal(number)}), match[0], Nature.DATE)


def _months(reader: _Reader) -> Iterator[Quantity]:
    """Month names beside a day or a year, as the number of the month. Their digits stay to be read."""
    pattern, numbers = month_names(reader.language)
    for match in pattern.finditer(reader.rest):
        before = _DAY_BEFORE.search(reader.rest[max(0, match.start() - 12) : match.start()])
        if before or _YEAR_AFTER.match(reader.rest, match.end()):
            value = Decimal(numbers[match[1].casefold()])
            yield Quantity(frozenset({value}), match[1], Nature.MONTH)


def _numbers(reader: _Reader) -> Iterator[Quantity]:
    for pattern in (_SPACED, _PLAIN):
        for match in list(pattern.finditer(reader.rest)):
            if "\x00" in reader.rest[match.start() : match.end()]:
                continue  # already read as the second half of a number such as 1亿2000万
            yield from _scaled(reader, match) or _unscaled(reader, match)
            reader.blank(match.start(), match.end())


def _scaled(reader: _Reader, match: re.Match[str]) -> list[Quantity]:
    """The quantity with the scale that follows it, such as "1.5 million" or "3万5千"; empty without one."""
    characters = scale_characters(reader.language)
    if characters:
        return _scaled_by_characters(reader, match, characters)
    words = scale_words(reader.language)
    letter = _SCALE_LETTER.match(reader.rest, match.end()) if reader.language == "en" else None
    if letter:  # "£125m" is money, "125m" a length: both readings count
        factor = Decimal(_SCALE_LETTERS[letter[0]])
        plain = _readings(match[0], reader.decimal)
        nature = _nature(reader, match.start(), letter.end())
        return [Quantity(plain | {value * factor for value in plain}, match[0] + letter[0], nature)]
    scale = words[0].match(reader.rest, match.end()) if words else None
    if not words or not scale:
        return []
    factor = Decimal(10) ** words[1][scale[1].lower()]
    values = frozenset(value * factor for value in _readings(match[0], reader.decimal))
    nature = _nature(reader, match.start(), scale.end())
    return [Quantity(values, reader.text[match.start() : scale.end()], nature)] if values else []


def _scaled_by_characters(reader: _Reader, match: re.Match[str], characters: str) -> list[Quantity]:
    number = r"\d+(?:[.,]\d+)*"
    # 千 also begins units of measure: 千米 (kilometre), 千克 (kilogram), 千瓦 (kilowatt).
    unit = rf"\s?(?:(?![千천][米克瓦卡])[{characters}])+"
    chain = re.compile(rf"{number}{unit}(?:\s?{number}{unit})*(?:(?<=[{characters}])\d+)?")
    found = chain.match(reader.rest, match.start())
    if not found:
        return []
    totals = {Decimal(0)}
    for digits, scale in re.findall(rf"({number})\s?([{characters}]*)", found[0]):
        totals = {total + value * scale_of(scale) for total in totals for value in _readings(digits, "")}
    nature = _nature(reader, found.start(), found.end())
    reader.blank(match.end(), found.end())
    return [Quantity(frozenset(totals), found[0], nature)] if totals else []


def _unscaled(reader: _Reader, match: re.Match[str]) -> list[Quantity]:
    nature = _nature(reader, match.start(), match.end())
    values = _readings(match[0], reader.decimal)
    parts = tuple(Decimal(part) for part in re.findall(r"\d+", match[0]))
    if values:
        return [Quantity(values, match[0], nature, parts if " " in match[0] else ())]
    return [Quantity(frozenset({part}), match[0], nature) for part in parts]


def _readings(shown: str, decimal: str) -> frozenset[Decimal]:
    """Values of a number with separators; ``decimal`` is the decimal sign, or "" to try all.

    >>> sorted(map(str, _readings("1.500", "")))
    ['1.500', '1500']
    >>> sorted(map(str, _readings("1.500,25", ""))), sorted(map(str, _readings("1,500", ".")))
    (['1500.25'], ['1500'])
    """
    compact = re.sub(r"[ '’]", "", shown)
    separators = re.findall(r"[.,]", compact)
    if not separators:
        return frozenset({Decimal(compact)})
    values = set()
    for sign in (decimal,) if decimal else (".", ","):
        group = "," if sign == "." else "."
        whole, _, fraction = compact.partition(sign)
        if group in fraction or sign in fraction:
            continue
        if group in whole and not re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+", whole):
            continue
        values.add(Decimal(whole.replace(group, "") + (f".{fraction}" if fraction else "")))
    return frozenset(values)


def _nature(reader: _Reader, start: int, end: int) -> Nature:
    text = reader.text
    before = text[max(0, start - 40) : start]
    if _PERCENT_AFTER.match(text, end):
        return Nature.PERCENT
    if _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(text, end):
        return Nature.MONEY
    if _PHONE_BEFORE.search(before) and end - start >= 3:
        return Nature.PHONE
    if _PERIOD_AFTER.match(text, end):
        return Nature.PERIOD
    months, _ = month_names(reader.language)
    if months.match(text, end + 1) or months.search(before[-12:]):
        return Nature.DATE
    return Nature.NUMBER


@cache
def _decimal_symbol(language: str) -> str:
    symbol = get_decimal_symbol(Locale.parse(language.replace("-", "_")))
    return symbol if symbol in ".," else "."
