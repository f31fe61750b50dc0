# SPDX-License-Identifier: Apache-2.0
"""Engines by name: ours, and those that other packages offer under the entry point group "polyguide.engines"."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from importlib.metadata import entry_points

from polyguide.config import Site
from polyguide.errors import EngineUnavailable, Problem, UserMistake
from polyguide.mt.engines.base import Engine, EngineStatus, find_pair

GROUP = "polyguide.engines"

# name → module and class; a class is called with (site, argument), the argument being what follows ":".
_BUILT_IN = {
    "apertium": ("apertium", "ApertiumEngine"),
    "argos": ("argos", "ArgosEngine"),
    "argos-classic": ("argos_classic", "ArgosClassicEngine"),
    "firefox": ("firefox", "FirefoxEngine"),
    "opencc": ("opencc", "OpenccEngine"),
    "pseudo": ("pseudo", "PseudoEngine"),
}


def engine_names() -> tuple[str, ...]:
    """All names that locales.yml may use, sorted."""
    return tuple(sorted({*_BUILT_IN, *(point.name for point in entry_points(group=GROUP))}))


def derives_from(spec: str) -> str:
    """The language an engine spec derives from: "zh" for "opencc:zh", "" for engines that read the source.

    >>> derives_from("opencc:zh"), derives_from("firefox")
    ('zh', '')
    """
    return spec.partition(":")[2]


def check_engines(site: Site) -> None:
    """Raise UserMistake for every engine in locales.yml that is unknown or derives from an unknown language.

    Nothing is imported, so this may run before every command.
    """
    known, codes = engine_names(), {target.code for target in site.targets}
    problems = []
    for target in site.targets:
        for spec in target.engines:
            name, _, origin = spec.partition(":")
            if name not in known:
                close = get_close_matches(name, known, n=1)
                hint = f"did you mean {close[0]!r}?" if close else f"the engines are: {', '.join(known)}"
                problems.append(_problem(site, target.code, f"engines: {name!r} is not an engine", hint))
            elif name == "opencc" and not origin:
                hint = f"write {name}:zh, the language to derive from"
                problems.append(_problem(site, target.code, f"engines: {name!r} needs a language", hint))
            elif origin and (origin not in codes or origin == target.code):
                hint = f"derive from one of: {', '.join(sorted(codes - {target.code}))}"
                message = f"engines: {spec!r} derives from {origin!r}, which is not another target language"
                problems.append(_problem(site, target.code, message, hint))
    if problems:
        raise UserMistake(problems)


def create_engine(spec: str, site: Site) -> Engine:
    """Make the engine that locales.yml names, such as "firefox" or "opencc:zh".

    Raises EngineUnavailable, whose text says how to get it, or UserMistake for an unknown name.
    """
    name, _, argument = spec.partition(":")
    if name in _BUILT_IN:
        module, attribute = _BUILT_IN[name]
        factory: Callable[[Site, str], Engine] = getattr(
            importlib.import_module(f"polyguide.mt.engines.{module}"), attribute
        )
        return factory(site, argument)
    for point in entry_points(group=GROUP, name=name):
        plugin: Callable[[Site, str], Engine] = point.load()
        return plugin(site, argument)
    hint = f"the engines are: {', '.join(engine_names())}"
    raise UserMistake(_problem(site, "", f"engines: {name!r} is not an engine", hint))


def engine_report(site: Site) -> list[EngineStatus]:
    """For each target language and each of its engines, in order: is it there, and what to do if not."""
    check_engines(site)
    return [
        _status(site, target.code, spec, spec_source(spec, site))
        for target in site.targets
        for spec in target.engines
    ]


def spec_source(spec: str, site: Site) -> str:
    """The code of the language whose texts the engine reads."""
    return derives_from(spec) or site.source.code


def languages_in_order(site: Site, codes: Iterable[str]) -> tuple[str, ...]:
    """The given codes in the site's order, each derived language after the one it derives from."""
    wanted = set(codes)
    ordered: list[str] = []

    def add(code: str, above: tuple[str, ...]) -> None:
        if code in ordered or code not in wanted or code in above:
            return
        for spec in site.target(code).engines:
            if derives_from(spec):
                add(derives_from(spec), (*above, code))
        ordered.append(code)

    for target in site.targets:
        add(target.code, ())
    return tuple(ordered)


def _status(site: Site, code: str, spec: str, source: str) -> EngineStatus:
    try:
        engine = create_engine(spec, site)
    except EngineUnavailable as error:
        return EngineStatus(code, spec, False, advice=str(error))
    try:
        pair = find_pair(engine, source, code)
        if pair is None:
            return EngineStatus(code, spec, False, advice=engine.advice(source, code))
        return EngineStatus(code, spec, True, str(pair), pair.fingerprint)
    finally:
        engine.close()


def _problem(site: Site, code: str, message: str, hint: str) -> Problem:
    return Problem(site.relative(site.locales_dir / "locales.yml"), 0, message, hint, code)
