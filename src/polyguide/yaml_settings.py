# SPDX-License-Identifier: Apache-2.0
"""Reading YAML that people write, with mistakes told by file and line."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from polyguide.errors import Problem, UserMistake

_PYTHON_TAGS = "tag:yaml.org,2002:python/"


@dataclass(frozen=True)
class Unavailable:
    """Stands for a Python object that ``mkdocs.yml`` names and this machine has not.

    Where only a plugin would use it, the file is fine for all that needs no plugin.
    """

    problem: Problem


def load_mkdocs_yaml(text: str, path: Path) -> dict[str, Any]:
    """Parse ``mkdocs.yml`` with MkDocs' own loader, so that !ENV, !relative and INHERIT mean what they mean there.

    Raises UserMistake. The loader can name Python objects: the file is code, as it is for MkDocs. One that is
    not on this machine becomes Unavailable. Where no page is at hand, ``!relative`` is relative to ``docs_dir``.
    """
    stream = io.StringIO(text)
    stream.name = str(path)
    no_page = SimpleNamespace(file=SimpleNamespace(src_path=""))
    place = SimpleNamespace(config_file_path=str(path), docs_dir=str(path.parent / "docs"), _current_page=no_page)
    try:
        loaded = yaml_load(stream, _tolerant(get_yaml_loader(config=place)))  # type: ignore[arg-type]
    except (yaml.YAMLError, ConfigurationError) as error:
        raise UserMistake(_yaml_problem(error, path.name)) from None
    except RecursionError:
        hint = "let INHERIT name another file, without a circle"
        problem = Problem(path.name, line_of(text, "INHERIT:"), "inherits from itself", hint)
        raise UserMistake(problem) from None
    settings = _settings(loaded, text, path.name)
    place.docs_dir = str(path.parent / str(settings.get("docs_dir", "docs")))
    return settings


def _tolerant(loader: Any) -> Any:
    """Make the loader's constructors of Python objects give Unavailable where they fail."""
    for prefix, construct in list(loader.yaml_multi_constructors.items()):
        if prefix and prefix.startswith(_PYTHON_TAGS):
            loader.add_multi_constructor(prefix, partial(_construct, construct))
    return loader


def _construct(construct: Callable[..., Any], loader: Any, suffix: str, node: yaml.Node) -> Any:
    try:
        return construct(loader, suffix, node)
    except Exception as error:  # whatever the module or the function that is named may raise
        mark = node.start_mark
        reason = error.problem if isinstance(error, yaml.MarkedYAMLError) else error
        message = f"names the Python object {suffix!r}, which cannot be had: {reason}"
        hint = "install the package it comes from, or mend its name"
        return Unavailable(Problem(Path(mark.name).name, mark.line + 1, message, hint))


def load_plain_yaml(text: str, name: str) -> dict[str, Any]:
    """Parse data that names no Python objects; ``name`` is the file as people see it. Raises UserMistake."""
    try:
        loaded = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise UserMistake(_yaml_problem(error, name)) from None
    return _settings(loaded, text, name)


def _settings(loaded: Any, text: str, name: str) -> dict[str, Any]:
    if not isinstance(loaded, dict) or not text.strip():
        raise UserMistake(Problem(name, 1, "holds no settings", "expected lines such as 'key: value'"))
    return loaded


def _yaml_problem(error: Exception, name: str) -> Problem:
    """What is wrong with the YAML and where; MkDocs wraps the parser's error in one of its own."""
    cause = error if isinstance(error, yaml.YAMLError) else error.__context__ or error
    if isinstance(cause, yaml.MarkedYAMLError):
        mark = cause.problem_mark
        line = mark.line + 1 if mark else 0
        name = _file_of(mark.name if mark else "", name)
        message = f"is not valid YAML: {cause.problem or cause.context}"
        return Problem(name, line, message, "mend the YAML at this line")
    if isinstance(cause, yaml.reader.ReaderError):
        message = f"holds a character that YAML forbids, or is not UTF-8: {cause.reason}"
        return Problem(_file_of(cause.name, name), 0, message, "save the file as UTF-8 without control characters")
    return Problem(name, 0, f"cannot be read as YAML: {cause}")


def _file_of(source: str, name: str) -> str:
    """The file that INHERIT led to, where the mistake is not in the one that was asked for."""
    return Path(source).name if source and not source.startswith("<") else name


def mapping(value: Any) -> dict[str, Any]:
    """The value when it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def line_of(text: str, pattern: str, *, last: bool = False) -> int:
    """The line, counted from 1, of the first or last match at the start of an entry; 0 when there is none."""
    matches = list(re.finditer(rf"^[\s\-{{]*{pattern}", text, re.MULTILINE))
    return text.count("\n", 0, matches[-1 if last else 0].end()) + 1 if matches else 0
