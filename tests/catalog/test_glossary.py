# SPDX-License-Identifier: Apache-2.0
"""Glossaries are read whole or refused with every line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from polyguide.catalog.glossary import COLUMNS, Term, load_glossary
from polyguide.errors import UserMistake

HEADER = ",".join(COLUMNS) + "\n"


def _load(folder: Path, text: str) -> tuple[Term, ...]:
    path = folder / "glossary.csv"
    path.write_bytes(text.encode("utf-8"))
    return load_glossary(path, shown_as="locales/es/glossary.csv", language="es")


def test_terms_in_file_order(tmp_path: Path) -> None:
    text = (
        "\ufeff" + HEADER + "permit,permiso,permisos | licencia,noun,,autorización,\r\n"
        "\r\n"
        '"visa, short-term",visado de corta duración,,,"Two\nlines",,no\r\n'
        "MyGov,,,,,,yes\r\n"
    )
    assert _load(tmp_path, text) == (
        Term("permit", "permiso", ("permisos", "licencia"), "noun", "", ("autorización",), line=2),
        Term("visa, short-term", "visado de corta duración", note="Two\nlines", line=4),
        Term("MyGov", "MyGov", do_not_translate=True, line=6),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, "found the columns ''")]),
        ("term,translation\na,b\n", [(1, "found the columns 'term,translation'")]),
        (HEADER + "a,b\n", [(2, "has 2 cells, expected 7")]),
        (HEADER + "a,,,,,,\n", [(2, "'a' has no translation")]),
        (HEADER + ",b,,,,,\n", [(2, "the term is empty")]),
        (HEADER + "a,b,,,,,maybe\n", [(2, "do_not_translate: found 'maybe'")]),
        (HEADER + "a,b,,,,,yes\n", [(2, "'a' is not to be translated, but has the translation 'b'")]),
        (
            HEADER + "a,b,c,,,c | b,\n",
            [(2, "'b' is both forbidden and allowed"), (2, "'c' is both forbidden and allowed")],
        ),
        (HEADER + "a,b,,noun,,,\na,c,,verb,,,\na,d,,noun,,,\n", [(4, "the term 'a' stands at line 2 too")]),
        (HEADER + 'a,b,,,,,\nc,"d,,,,,\n', [(3, "is not valid CSV: unexpected end of data")]),
    ],
)
def test_mistakes(tmp_path: Path, text: str, expected: list[tuple[int, str]]) -> None:
    with pytest.raises(UserMistake) as caught:
        _load(tmp_path, text)
    assert [(problem.line, problem.message) for problem in caught.value.problems] == expected
    assert all(problem.hint for problem in caught.value.problems)


def test_a_glossary_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserMistake) as caught:
        load_glossary(tmp_path / "glossary.csv", shown_as="locales/es/glossary.csv", language="es")
    assert str(caught.value) == (
        "locales/es/glossary.csv: [es] there is no glossary at this path\n"
        "    → create it with the first line term,translation,variants,part,note,forbidden,do_not_translate"
    )
