# SPDX-License-Identifier: Apache-2.0
"""PO files in and out: read strictly, written whole and only when something changed."""

from __future__ import annotations

from pathlib import Path

from polyguide.catalog.entries import Catalog, Entry, Key
from polyguide.catalog.po_reader import DEFAULT_HEADERS, parse_catalog
from polyguide.catalog.po_writer import render_catalog
from polyguide.errors import Problem, UserMistake
from polyguide.files import read_text, write_atomic

__all__ = [
    "DEFAULT_HEADERS",
    "Catalog",
    "Entry",
    "Key",
    "parse_catalog",
    "read_catalog",
    "render_catalog",
    "write_catalog",
]


def read_catalog(path: Path, *, shown_as: str = "", language: str = "") -> Catalog:
    """Read a PO or POT file.

    ``shown_as`` and ``language`` are what problems say. A byte-order mark and CRLF line ends are
    accepted; a file without a header gets DEFAULT_HEADERS. Raises UserMistake with every syntax error,
    conflict marker and duplicate message, each with its line, or with the place of a byte that is not UTF-8.
    """
    name = shown_as or str(path)
    return parse_catalog(read_text(path, shown_as=name), name=name, language=language)


def write_catalog(path: Path, catalog: Catalog) -> bool:
    """Write the catalog in one step, in msgcat's order and style; return whether the file changed.

    Raises UserMistake when the place cannot be written to.
    """
    try:
        return write_atomic(path, render_catalog(catalog))
    except OSError as error:
        hint = "check the rights of the folder and the space on the disk"
        raise UserMistake(Problem(str(path), 0, f"cannot be written: {error.strerror}", hint)) from None
