# SPDX-License-Identifier: Apache-2.0
"""``polyguide build``: MkDocs builds into a folder beside ``site/``; only a finished site takes its place."""

from __future__ import annotations

import os
import traceback
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from polyguide.config import Site
from polyguide.errors import PolyguideError, Problem, UserMistake
from polyguide.files import replace_directory
from polyguide.review.gate import review_site
from polyguide.site import plugin
from polyguide.site.dates import pinned_clock
from polyguide.site.mistakes import check_navigation
from polyguide.site.mkdocs_log import Collected, collected_log
from polyguide.site.run import attach_run, new_run
from polyguide.site.summary import BuildSummary, summarise
from polyguide.site.workspace import workspace


def build_site(site: Site, *, as_of: date, strict: bool = False) -> BuildSummary:
    """Build the whole site and put it in the place of the last one; the same input gives the same bytes.

    ``as_of`` is the date the gate and every date stamp go by. With ``strict``, warnings are mistakes. Raises
    UserMistake, and leaves the last site as it was, when anything of the site cannot be read or built, or when
    the gate finds a translation that could harm a visitor.
    """
    check_navigation(site)
    review = review_site(site, as_of=as_of)
    review.refuse_dangers()
    target = site.site_dir.resolve()  # where it is a link, to a web server's folder perhaps, the link stays
    with pinned_clock(as_of), workspace(target) as fresh, collected_log() as log:
        try:
            config = load_mkdocs_config(site, site_dir=str(fresh))
            attach_run(config, new_run(site, review.decisions))
            _run_mkdocs(config)
        except MkDocsException as error:
            raise _as_user_mistake(site, error, log) from error
        except Exception as error:  # a plugin, a hook or a template may raise anything
            ours = isinstance(error, PolyguideError | OSError) and not isinstance(error, TemplateError)
            if ours:
                raise
            raise _foreign_mistake(site, error, log) from error
        if strict and log.warnings:
            raise UserMistake(_problems(site, log.warnings))
        summary = summarise(site, review, tuple(log.warnings))
        replace_directory(fresh, target)
    return summary


def load_mkdocs_config(site: Site, **settings: Any) -> MkDocsConfig:
    """MkDocs' configuration of this site, with polyguide's events in it even when ``mkdocs.yml`` names none."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    config = load_config(config_file=str(site.config_file), **settings)
    if not names_polyguide(config):
        extra = plugin.PolyguidePlugin()
        extra.load_config({}, config_file_path=str(site.config_file))
        config.plugins["polyguide"] = extra
    return config


def names_polyguide(config: MkDocsConfig) -> bool:
    """Whether ``mkdocs.yml`` brings polyguide's events in, by hooks or as a plugin."""
    ours = vars(plugin.PolyguidePlugin)["on_page_markdown"].__func__
    return ours in config.plugins.events["page_markdown"]


def _run_mkdocs(config: MkDocsConfig) -> None:
    """What ``mkdocs build`` does (mkdocs/__main__.py), without its printing."""
    try:
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()


def _foreign_mistake(site: Site, error: Exception, log: Collected) -> UserMistake:
    """What a plugin, a hook or a template raised: on which page, and at which line if it is the site's own."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _is_of_site(site, Path(frame.filename))]
    file, line = (ours[-1].filename, ours[-1].lineno or 0) if ours else (site.config_file, 0)
    told = [text.rstrip(":") for text in log.errors[-1:]]
    if not told or str(error) not in told[0]:
        told.append(f"{type(error).__name__}: {error}")
    message = f"a plugin, hook or template gave up: {': '.join(told)}"
    hint = "mend the page, hook or setting; 'mkdocs build' shows the whole way to this place"
    return UserMistake(Problem(site.relative(Path(file)), line, message, hint))


def _is_of_site(site: Site, path: Path) -> bool:
    return path.is_relative_to(site.root) and "site-packages" not in path.parts


def _as_user_mistake(site: Site, error: MkDocsException, log: Collected) -> UserMistake:
    """The mistake of ours that MkDocs wrapped, or what MkDocs logged before it gave up."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, UserMistake):
            return cause
        cause = cause.__cause__ or cause.__context__
    return UserMistake(_problems(site, log.errors or [str(error)]))


def _problems(site: Site, texts: list[str]) -> list[Problem]:
    return [Problem(site.config_file.name, 0, text) for text in texts]
