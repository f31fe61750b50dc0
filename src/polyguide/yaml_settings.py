# SPDX-License-Identifier: Apache-2.0
"""Reading YAML that people write, with mistakes told by file and line."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from polyguide.errors import Problem, UserMistake


def load_mkdocs_yaml(text: str, path: Path) -> dict[str, Any]:
    """Parse ``mkdocs.yml`` with MkDocs' own loader, so that !ENV, !relative and INHERIT mean what they mean there.

    Raises UserMistake. The loader can name Python objects: the file is code, as it is for MkDocs.
    """
    stream = io.StringIO(text)
    stream.name = str(path)
    try:
        loaded = yaml_load(stream)
    except (yaml.YAMLError, ConfigurationError) as error:
        raise UserMistake(_yaml_problem(error, path.name)) from None
    return _settings(loaded, text, path.name)


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
        line = cause.problem_mark.line + 1 if cause.problem_mark else 0
        message = f"is not valid YAML: {cause.problem or cause.context}"
        return Problem(name, line, message, "mend the YAML at this line")
    return Problem(name, 0, f"cannot be read as YAML: {cause}")


def mapping(value: Any) -> dict[str, Any]:
    """The value when it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def line_of(text: str, pattern: str, *, last: bool = False) -> int:
    """The line, counted from 1, of the first or last match at the start of an entry; 0 when there is none."""
    matches = list(re.finditer(rf"^[\s\-{{]*{pattern}", text, re.MULTILINE))
    return text.count("\n", 0, matches[-1 if last else 0].end()) + 1 if matches else 0
