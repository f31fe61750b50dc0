# SPDX-License-Identifier: Apache-2.0
"""A language's terms, kept by its reviewers as a spreadsheet: ``locales/<lang>/glossary.csv``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from polyguide.errors import Problem, UserMistake
from polyguide.files import read_text

COLUMNS = ("term", "translation", "variants", "part", "note", "forbidden", "do_not_translate")
_SEPARATOR = "|"
_YES, _NO = {"yes", "true", "1"}, {"no", "false", "0", ""}


@dataclass(frozen=True)
class Term:
    """One agreed term.

    ``term``              in the source language
    ``translation``       the form to use; the term itself where it is not to be translated
    ``variants``          other forms that are fine, such as inflected ones (in the file: "a | b")
    ``part``              part of speech, such as "noun"
    ``note``              for translators
    ``forbidden``         forms that must not be used (in the file: "a | b")
    ``do_not_translate``  the term stays as it is
    ``line``              line in the file
    """

    term: str
    translation: str
    variants: tuple[str, ...] = ()
    part: str = ""
    note: str = ""
    forbidden: tuple[str, ...] = ()
    do_not_translate: bool = False
    line: int = 0


def load_glossary(path: Path, *, shown_as: str = "", language: str = "") -> tuple[Term, ...]:
    """Read a glossary in file order.

    Raises UserMistake with every mistake in it, or when the file does not exist.
    """
    name = shown_as or str(path)
    if not path.exists():
        hint = f"create it with the first line {','.join(COLUMNS)}"
        raise UserMistake(Problem(name, 0, "there is no glossary at this path", hint, language))
    problems: list[Problem] = []
    terms: list[Term] = []
    lines: dict[tuple[str, str], int] = {}
    for line, row in _rows(read_text(path, shown_as=name), name, language, problems):
        term = _term(row, line)
        for message, hint in _mistakes(term, row["do_not_translate"]):
            problems.append(Problem(name, line, message, hint, language))
        first = lines.setdefault((term.term, term.part), line)
        if first != line:
            message = f"the term {term.term!r} stands at line {first} too"
            problems.append(Problem(name, line, message, "remove one, or tell them apart by 'part'", language))
        terms.append(term)
    if problems:
        raise UserMistake(problems)
    return tuple(terms)


def _rows(text: str, name: str, language: str, problems: list[Problem]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows after the first with the line each begins at; blank lines and faulty rows are left out."""
    reader = csv.reader(io.StringIO(text), strict=True)
    expected = f"expected the columns {','.join(COLUMNS)}"
    begins = 1
    try:
        header = [column.strip() for column in next(reader, [])]
        if tuple(header) != COLUMNS:
            problems.append(Problem(name, 1, f"found the columns {','.join(header)!r}", expected, language))
            return
        begins = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(COLUMNS):
                yield begins, dict(zip(COLUMNS, map(str.strip, cells), strict=True))
            elif cells:
                message = f"has {len(cells)} cells, expected {len(COLUMNS)}"
                hint = 'put a cell that holds a comma between "quotation marks"'
                problems.append(Problem(name, begins, message, hint, language))
            begins = reader.line_num + 1
    except csv.Error as error:
        hint = "check the quotation marks from this line on"
        problems.append(Problem(name, begins, f"is not valid CSV: {error}", hint, language))


def _term(row: dict[str, str], line: int) -> Term:
    stays = row["do_not_translate"].lower() in _YES
    return Term(
        term=row["term"],
        translation=row["translation"] or (row["term"] if stays else ""),
        variants=_forms(row["variants"]),
        part=row["part"],
        note=row["note"],
        forbidden=_forms(row["forbidden"]),
        do_not_translate=stays,
        line=line,
    )


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form.strip() for form in cell.split(_SEPARATOR) if form.strip())


def _mistakes(term: Term, stays: str) -> Iterator[tuple[str, str]]:
    if not term.term:
        yield "the term is empty", "write the term, or remove the line"
    if stays.lower() not in _YES | _NO:
        yield f"do_not_translate: found {stays!r}", "write yes or no"
    elif term.do_not_translate and term.translation != term.term:
        yield (
            f"{term.term!r} is not to be translated, but has the translation {term.translation!r}",
            ("empty one of the two cells"),
        )
    elif term.term and not term.translation:
        yield f"{term.term!r} has no translation", "write one, or yes under do_not_translate"
    for form in sorted(set(term.forbidden) & {term.translation, *term.variants}):
        yield f"{form!r} is both forbidden and allowed", "remove it from one of the cells"
