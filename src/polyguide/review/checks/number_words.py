# SPDX-License-Identifier: Apache-2.0
"""Numbers that a language writes as words: small numbers, scales such as "million" and "万", months.

Words for small numbers only ever excuse a digit that is missing or added: no finding rests on a word alone.
Stems are enough for that, so inflected forms need no grammar.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from babel import Locale

# Stems of number words, matched at the beginning of a word ("=" at the end: the whole word).
_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "0": "zero|midnight=|free=", "0.5": "half", "1": "one=|first|once|single",
        "2": "two=|second=|twice|both|double",
        "3": "three|third", "4": "four=|fourth", "5": "five|fifth", "6": "six=|sixth",
        "7": "seven=|seventh=",
        "8": "eight=|eighth=", "9": "nine=|ninth", "10": "ten=|tenth", "11": "eleven",
        "12": "twelve|twelfth|noon=|dozen",
        "13": "thirteen", "14": "fourteen", "15": "fifteen", "16": "sixteen", "17": "seventeen",
        "18": "eighteen",
        "19": "nineteen", "20": "twenty|twentieth", "24": "midnight=|twenty-four",
        "30": "thirty|thirtieth",
        "40": "forty", "50": "fifty|half", "60": "sixty", "70": "seventy", "80": "eighty", "90": "ninety",
        "100": "hundred", "1000": "thousand", "1000000": "million",
    },
    "es": {
        "0.5": "medi[oa]s?=", "1": "un|prim", "2": "dos=|segund|ambos|doble", "3": "tres=|tercer",
        "4": "cuatro|cuart",
        "5": "cinco|quint", "6": "seis|sext", "7": "siete|séptim", "8": "ocho|octav", "9": "nueve|noven",
        "10": "diez=|décim",
        "11": "once=", "12": "doce|mediodía", "13": "trece", "14": "catorce", "15": "quince",
        "16": "dieciséis", "18": "dieciocho",
        "20": "veint", "24": "veinticuatro|medianoche", "30": "treinta", "40": "cuarenta",
        "50": "cincuenta",
        "60": "sesenta", "70": "setenta", "80": "ochenta", "90": "noventa", "100": "cien", "1000": "mil=",
    },
    "pt": {
        "0.5": "mei[oa]s?=|metade", "1": "um|primeir", "2": "dois|duas|segund|ambos|dobro",
        "3": "três|terceir", "4": "quatro|quart",
        "5": "cinco|quint", "6": "seis|sext", "7": "sete=|sétim", "8": "oito|oitav", "9": "nove=|non[oa]",
        "10": "dez=|décim",
        "11": "onze", "12": "doze|meio-dia", "13": "treze", "14": "catorze|quatorze", "15": "quinze",
        "16": "dezesseis|dezasseis",
        "18": "dezoito", "20": "vinte", "24": "meia-noite|vinte e quatro", "30": "trinta",
        "40": "quarenta",
        "50": "cinquenta", "60": "sessenta", "70": "setenta", "80": "oitenta", "90": "noventa",
        "100": "cem=|cento", "1000": "mil=",
    },
    "fr": {
        "0.5": "demi|moitié", "1": "une?=|premi", "2": "deux|second|double", "3": "trois",
        "4": "quatre=|quatrième", "5": "cinq=|cinquième",
        "6": "six=|sixième", "7": "sept=|septième", "8": "huit", "9": "neuf|neuvième",
        "10": "dix=|dixième", "11": "onz", "12": "douz|midi=",
        "13": "treiz", "14": "quatorz", "15": "quinz", "16": "seiz", "18": "dix-huit", "20": "vingt",
        "24": "vingt-quatre|minuit",
        "30": "trent", "40": "quarant", "50": "cinquant", "60": "soixant", "70": "soixante-dix",
        "80": "quatre-vingt",
        "90": "quatre-vingt-dix", "100": "cent", "1000": "mille",
    },
    "de": {
        "0.5": "halb|hälfte", "1": "ein|erst", "2": "zwei|beid|doppelt", "3": "drei=|dritt|dreimal",
        "4": "vier=|viert|vierm", "5": "fünf=|fünft",
        "6": "sechs=|sechst", "7": "sieben=|siebt", "8": "acht=|achte", "9": "neun=|neunt",
        "10": "zehn=|zehnt", "11": "elf=|elft",
        "12": "zwölf|mittag", "13": "dreizehn", "14": "vierzehn", "15": "fünfzehn", "16": "sechzehn",
        "18": "achtzehn", "20": "zwanzig",
        "24": "vierundzwanzig|mitternacht", "30": "dreißig", "40": "vierzig", "50": "fünfzig",
        "60": "sechzig", "70": "siebzig",
        "80": "achtzig", "90": "neunzig", "100": "hundert|einhundert", "1000": "tausend|eintausend",
    },
    "ru": {
        "0.5": "пол|½", "1": "од[ин]|перв", "2": "дв[аеу]|втор|оба|обе", "3": "тр[иёе]|трет",
        "4": "четыр|четвёрт|четверт|четвер", "5": "пят",
        "6": "шест", "7": "сем[иь]|седьм", "8": "восем|восьм", "9": "девят", "10": "десят",
        "11": "одиннадцат", "12": "двенадцат|полдень|полудн",
        "13": "тринадцат", "14": "четырнадцат", "15": "пятнадцат", "16": "шестнадцат", "18": "восемнадцат",
        "20": "двадцат",
        "24": "двадцат|полноч", "30": "тридцат", "40": "сорок", "50": "пятьдесят|пятидесят",
        "60": "шестьдесят|шестидесят",
        "70": "семьдесят|семидесят", "80": "восемьдесят|восьмидесят", "90": "девяност", "100": "сто=|ста=",
        "1000": "тысяч",
    },
    "ar": {
        "0.5": "نصف", "1": "واحد|أول|يوم|شهر|سنة|عام", "2": "اثن|ثان|[^ ]+ان=|[^ ]+ين=|[^ ]+تي=|كلا",
        "3": "ثلاث|ثالث", "4": "أربع|رابع", "5": "خمس|خامس", "6": "ست[ةّ]?=|سادس",
        "7": "سبع|سابع", "8": "ثمان|ثامن", "9": "تسع|تاسع", "10": "عشر|عاشر", "11": "أحد عشر|إحدى عشر",
        "12": "اثن[اي] عشر|اثنت[اي] عشر|الظهر",
        "13": "ثلاثة عشر|ثلاث عشر", "14": "أربعة عشر|أربع عشر", "15": "خمسة عشر|خمس عشر",
        "18": "ثمانية عشر|ثماني عشر", "20": "عشرون|عشرين",
        "24": "أربع وعشر|أربعة وعشر|منتصف الليل", "30": "ثلاثون|ثلاثين", "40": "أربعون|أربعين",
        "50": "خمسون|خمسين", "60": "ستون|ستين",
        "70": "سبعون|سبعين", "80": "ثمانون|ثمانين", "90": "تسعون|تسعين", "100": "مئة|مائة", "1000": "ألف",
    },
    "ko": {
        "0.5": "반|절반", "1": "한=|하나|첫|하루", "2": "두=|둘|이틀", "3": "세=|셋|사흘", "4": "네=|넷|나흘",
        "5": "다섯|닷새",
        "6": "여섯", "7": "일곱|이레", "8": "여덟",
        "9": "아홉", "10": "열=|열흘", "11": "열한", "12": "열두|정오",
        "15": "보름", "20": "스무|스물", "24": "자정|스물네",
        "30": "서른", "40": "마흔", "50": "쉰", "60": "예순",
    },
}  # fmt: skip

# Words after a number that scale it, by the power of ten; "=" as above.
_SCALES: dict[str, dict[str, int]] = {
    "en": {"hundred": 2, "thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12},
    "es": {"mil millones": 9, "mil": 3, "millón": 6, "millones": 6, "billón": 12, "billones": 12},
    "pt": {
        "mil milhões": 9, "mil": 3, "milhão": 6, "milhões": 6, "bilhão": 9, "bilhões": 9, "trilhão": 12,
        "trilhões": 12,
    },
    "fr": {"mille": 3, "millions": 6, "million": 6, "milliards": 9, "milliard": 9},
    "de": {
        "tausend": 3, "millionen": 6, "million": 6, "mio": 6, "milliarden": 9, "milliarde": 9, "mrd": 9,
    },
    "ru": {
        "тысячи": 3, "тысяча": 3, "тысяч": 3, "тыс": 3, "миллионов": 6, "миллиона": 6, "миллион": 6,
        "млн": 6,
        "миллиардов": 9, "миллиарда": 9, "миллиард": 9, "млрд": 9,
    },
    "ar": {
        "ألفًا": 3, "ألفا": 3, "ألف": 3, "آلاف": 3, "مليونًا": 6, "مليون": 6, "ملايين": 6, "مليارات": 9,
        "مليار": 9, "بليون": 9,
    },
}  # fmt: skip
_CJK_UNITS = {
    "十": 10**1, "百": 10**2, "千": 10**3, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12,
    "십": 10**1, "백": 10**2, "천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12,
}  # fmt: skip
_CJK_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")}
_CJK_DIGITS |= {"零": 0, "两": 2, "兩": 2, "영": 0}
_CJK_DIGITS |= {character: value for value, character in enumerate("일이삼사오육칠팔구", start=1)}
_HAN_NUMERAL = re.compile(r"[〇零一二三四五六七八九十百千万萬亿億两兩]+")
_KOREAN_NUMERAL = re.compile(
    r"[일이삼사오육칠팔구십백천만억]+(?=\s?(?:일|개월|월|년|시간|주|명|위안|원|%|퍼센트|호|번|회|분))"
)
_HALF_PAST = re.compile(r"(?:点|點|時|시)\s?(?:半|반)")
_ROMAN = re.compile(
    r"(?<![A-Za-z])(?=[IVXLC]{2})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![A-Za-z])"  # centuries, chapters
)
_SCALE_CHARACTERS = "百千万萬亿億兆백천만억조"


def number_words(text: str, language: str) -> set[Decimal]:
    """Values that the text writes as words in the language (primary subtag such as "zh").

    >>> sorted(map(int, number_words("Within thirty days, in two copies", "en")))
    [2, 30]
    >>> number_words("二十四小时内", "zh") == {Decimal(24)}
    True
    """
    found = {Decimal(value) for value, pattern in _word_patterns(language).items() if pattern.search(text)}
    if language in ("zh", "ja"):
        found |= {Decimal(numeral_value(match[0])) for match in _HAN_NUMERAL.finditer(text)}
        found |= {Decimal("0.5")} if "半" in text else set()
    if language == "ko":
        found |= {Decimal(numeral_value(match[0])) for match in _KOREAN_NUMERAL.finditer(text)}
    if _HALF_PAST.search(text):
        found.add(Decimal(30))
    return found | {Decimal(_roman_value(match[0])) for match in _ROMAN.finditer(text)}


def knows_words(language: str) -> bool:
    """Whether number words of the language are listed here, so that a missing small number means something."""
    return language in _WORDS or language in ("zh", "ja")


def numeral_value(numeral: str) -> int:
    """The value of a number in Chinese characters or Hangul.

    >>> numeral_value("二十四"), numeral_value("三万五千"), numeral_value("二〇二五"), numeral_value("백이십")
    (24, 35000, 2025, 120)
    """
    if not any(character in _CJK_UNITS for character in numeral):
        return int("".join(str(_CJK_DIGITS[character]) for character in numeral))
    total, section, digit = 0, 0, 0
    for character in numeral:
        if character in _CJK_DIGITS:
            digit = _CJK_DIGITS[character]
        elif _CJK_UNITS[character] < 10**4:
            section += (digit or 1) * _CJK_UNITS[character]
            digit = 0
        else:
            total += (section + digit or 1) * _CJK_UNITS[character]
            section, digit = 0, 0
    return total + section + digit


def _roman_value(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in numeral]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def scale_of(characters: str) -> int:
    """The factor of scale characters that follow digits, such as 10,000 for "万" and 1,000,000 for "百万"."""
    factor = 1
    for character in characters:
        factor *= _CJK_UNITS[character]
    return factor


def scale_characters(language: str) -> str:
    """Characters that scale a number written in digits, or "" where the language has words instead."""
    return _SCALE_CHARACTERS if language in ("zh", "ja", "ko") else ""


@cache
def scale_words(language: str) -> tuple[re.Pattern[str], dict[str, int]] | None:
    """A pattern for a scale word right after a number, and the power of ten of each word; None if unknown."""
    scales = _SCALES.get(language)
    if not scales:
        return None
    choices = "|".join(re.escape(word) for word in sorted(scales, key=len, reverse=True))
    return re.compile(rf"[\s-]?({choices})(?!\w)", re.IGNORECASE), scales


@cache
def month_names(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """A pattern for the month names of a language (CLDR, wide and abbreviated) and their numbers."""
    months = Locale.parse(language).months
    numbers = {
        name.strip(".").casefold(): number
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in months[form][width].items()
        if len(name.strip(".")) > 2 and not any(character.isdigit() for character in name)
    }
    if language == "en":
        numbers["sept"] = 9
    if not numbers:
        return re.compile(r"(?!)()"), {}
    choices = "|".join(re.escape(name) for name in sorted(numbers, key=len, reverse=True))
    if language == "en":  # "may" is a verb, "May" a month
        choices = "|".join(re.escape(name.title()) for name in sorted(numbers, key=len, reverse=True))
        return re.compile(rf"(?<!\w)({choices})(?!\w)"), numbers
    start = "" if language in ("ar", "fa") else r"(?<!\w)"
    return re.compile(rf"{start}({choices})(?!\w)", re.IGNORECASE), numbers


@cache
def _word_patterns(language: str) -> dict[str, re.Pattern[str]]:
    """One pattern a value; Arabic words may carry a conjunction, a preposition or the article in front."""
    prefix = r"(?<!\w)[وفبلك]?(?:ال|لل)?" if language == "ar" else r"(?<![^\W_])"
    patterns = {}
    for value, stems in _WORDS.get(language, {}).items():
        choices = "|".join(stem[:-1] + r"(?!\w)" if stem.endswith("=") else stem for stem in stems.split("|"))
        patterns[value] = re.compile(f"{prefix}(?:{choices})", re.IGNORECASE)
    return patterns
