# SPDX-License-Identifier: Apache-2.0
"""The command line: one command a verb, parsing and printing only.

Exit codes: 0 fine, 1 findings, 2 the user's mistake, 130 interrupted.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import click

from polyguide import __version__
from polyguide.catalog.po import read_catalog, render_catalog
from polyguide.catalog.sections import all_catalogs, catalog_path, place_of
from polyguide.catalog.template import template_of
from polyguide.catalog.update import UpdateSummary, update_catalogs
from polyguide.config import Publish, Site, load_site
from polyguide.errors import PolyguideError, Problem, UserMistake
from polyguide.mt.engines.registry import engine_report
from polyguide.mt.pipeline import translate_site
from polyguide.review.checks import check_catalogs
from polyguide.review.finding import Finding, Severity
from polyguide.review.report import as_json, as_text
from polyguide.review.status import site_status
from polyguide.site.build import build_site
from polyguide.site.dates import build_date
from polyguide.site.mistakes import mistakes_of
from polyguide.site.render import RenderedPage, render_source, render_translation
from polyguide.site.serve import serve_site
from polyguide.text.pages import Page, page_messages, section_of

_config = click.option(
    "--config", "config_file", default="mkdocs.yml", show_default=True, help="The site's configuration."
)
_languages = click.option("--language", "-l", "codes", multiple=True, help="Only this language; may be repeated.")
_format = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
_as_of = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The date to go by. Default: SOURCE_DATE_EPOCH, else today in the site's time zone.",
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; tell mistakes as lines of text, never as a traceback."""
    try:
        result = commands.main(args=arguments, prog_name="polyguide", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        click.echo("Interrupted; what was written before is whole.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except PolyguideError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        click.echo(
            f"{place}{error.strerror or error}\n    → nothing was half written; mend it and run again", err=True
        )
        sys.exit(2)
    sys.exit(result if isinstance(result, int) else 0)


class _Command(click.Command):
    """A command that, when it meets a mistake, looks for all others in the site, to be mended in one go."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserMistake as mistake:
            others = mistakes_of(ctx.obj) if ctx.obj else []
            raise UserMistake([*mistake.problems, *others]) from None


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="polyguide")
def commands() -> None:
    """Turn English service guides in Markdown into a reviewed multilingual MkDocs site, and keep it true."""


commands.command_class = _Command


@commands.command()
@_config
@_languages
@click.option("--stdout", "page", metavar="FILE.md", help="Print the template (POT) of one page; write nothing.")
@click.option("--lines", is_flag=True, help="Write line numbers into the references.")
@_format
@_as_of
def extract(
    config_file: str, codes: tuple[str, ...], page: str | None, lines: bool, form: str, as_of: datetime | None
) -> None:
    """Bring the templates and the catalogs in locales/ up to date with the pages."""
    site = _site(config_file)
    if page:
        path = _existing(page)
        name = site.relative(path)
        messages = [(name, message) for message in page_messages(site, Page(path, name))]
        template = template_of(messages, project=site.name, today=_date(site, as_of), lines=lines)
        click.echo(render_catalog(template), nl=False)
        return
    summary = update_catalogs(site, today=_date(site, as_of), lines=lines, languages=codes or None)
    click.echo(_as_json(summary) if form == "json" else _update_text(summary))


@commands.command()
@_config
@_languages
@click.option("--stale", is_flag=True, help="Also make outdated machine drafts anew that nobody edited.")
@_format
@_as_of
def translate(config_file: str, codes: tuple[str, ...], stale: bool, form: str, as_of: datetime | None) -> None:
    """Fill what is missing in the catalogs with machine drafts, marked as such."""
    site = _site(config_file)
    summary = translate_site(site, today=_date(site, as_of), languages=codes or None, stale=stale)
    click.echo(_as_json(summary) if form == "json" else "\n".join(summary.lines()))


@commands.command()
@_config
@_languages
@_format
@click.argument("files", nargs=-1, metavar="[FILE.po]...")
def check(config_file: str, codes: tuple[str, ...], form: str, files: tuple[str, ...]) -> int:
    """Check the translations, all of them or those in the named catalogs. Exit 1 when there is an error."""
    site = _site(config_file)
    found = _findings(site, codes, [_existing(file) for file in files])
    click.echo(as_json(found) if form == "json" else as_text(found))
    return int(any(finding.severity is Severity.ERROR for finding in found))


@commands.command()
@_config
@_languages
@_format
@_as_of
def status(config_file: str, codes: tuple[str, ...], form: str, as_of: datetime | None) -> None:
    """Show how far each language is, and for each page why it is or is not published."""
    site = _site(config_file)
    report = site_status(site, as_of=_date(site, as_of), languages=codes or None)
    click.echo(report.as_json() if form == "json" else report.as_text())


@commands.command()
@_config
@click.option("--language", "-l", "code", required=True, help="The language to render the page in.")
@click.option("--catalog", "catalog_file", metavar="FILE.po", help="The texts to use. Default: the site's own.")
@click.option("--drafts", is_flag=True, help="Use the catalog's unreviewed drafts too.")
@click.argument("page", metavar="FILE.md")
def render(config_file: str, code: str, catalog_file: str | None, drafts: bool, page: str) -> None:
    """Print the HTML of one page's content. Texts that are more than other words are refused, on stderr."""
    site = _site(config_file)
    path = _existing(page)
    rendered = _render(site, path, code, catalog_file, drafts)
    for finding in rendered.refused:
        click.echo(f"not used: {finding}", err=True)
    click.echo(rendered.html)


@commands.command()
@_config
@click.option("--strict", is_flag=True, help="Let warnings stop the build.")
@_format
@_as_of
def build(config_file: str, strict: bool, form: str, as_of: datetime | None) -> None:
    """Build the site; the last one is replaced as a whole, or not at all."""
    site = _site(config_file)
    summary = build_site(site, as_of=_date(site, as_of), strict=strict)
    click.echo(_as_json(summary) if form == "json" else summary.as_text())


@commands.command()
@_config
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(config_file: str, host: str, port: int) -> None:
    """Show the site live; edits of pages and catalogs appear at once."""
    serve_site(_site(config_file), host=host, port=port)


@commands.command()
@_config
@_languages
@_format
def doctor(config_file: str, codes: tuple[str, ...], form: str) -> None:
    """Say which engine can translate which language on this machine, and how to get those that are missing."""
    site = _site(config_file)
    wanted = {site.target(code).code for code in codes} or {target.code for target in site.targets}
    report = [state for state in engine_report(site) if state.language in wanted]
    if form == "json":
        click.echo(_as_json(report))
        return
    for state in report:
        verdict = f"ready ({state.pair}, {state.fingerprint})" if state.available else f"missing: {state.advice}"
        click.echo(f"{state.language:8} {state.engine:10} {verdict}")
    by_hand = [target.code for target in site.targets if not target.engines and target.code in wanted]
    if by_hand:
        click.echo(f"No engine is set for: {', '.join(by_hand)}")


def _site(config_file: str) -> Site:
    """The site, from the named file or, for the default name, the nearest folder above that has one."""
    path = Path(config_file)
    if config_file == "mkdocs.yml" and not path.exists():
        above = (folder / config_file for folder in Path.cwd().parents)
        path = next((candidate for candidate in above if candidate.exists()), path)
    if not path.is_file():
        message = "there is no such file here or in a folder above"
        raise UserMistake(Problem(config_file, 0, message, "run polyguide in a MkDocs site, or give --config"))
    problems: list[Problem] = []
    click.get_current_context().obj = site = load_site(path, problems)
    if problems:
        raise UserMistake(problems)
    return site


def _existing(name: str) -> Path:
    path = Path(name).resolve()
    if not path.is_file():
        raise UserMistake(Problem(name, 0, "there is no such file", "check the name"))
    return path


def _date(site: Site, as_of: datetime | None) -> date:
    return as_of.date() if as_of else build_date(site)


def _findings(site: Site, codes: Sequence[str], files: Sequence[Path]) -> list[Finding]:
    if not files:
        wanted = codes or [target.code for target in site.targets]
        catalogs = all_catalogs(site, list(wanted))
        if not any(catalogs.values()):
            click.echo("There are no catalogs yet: run polyguide extract.", err=True)
        return [finding for code in wanted for finding in check_catalogs(site, code, catalogs[code])]
    found: list[Finding] = []
    for path in files:
        code, section = place_of(site, path)
        catalog = read_catalog(path, shown_as=site.relative(path), language=code)
        found += check_catalogs(site, code, {section: catalog})
    return found


def _render(site: Site, path: Path, code: str, catalog_file: str | None, drafts: bool) -> RenderedPage:
    if catalog_file:
        catalog = read_catalog(_existing(catalog_file), shown_as=catalog_file, language=code)
        return render_translation(site, path, code, catalog, shown_as=catalog_file, drafts=drafts)
    if code == site.source.code:
        return render_source(site, path)
    target = site.target(code)
    own = catalog_path(site, code, section_of(site, site.relative(path)))
    if not own.exists():
        return render_source(site, path)
    catalog = read_catalog(own, shown_as=site.relative(own), language=code)
    drafts = drafts or target.publish is Publish.DRAFTS
    return render_translation(site, path, code, catalog, shown_as=site.relative(own), drafts=drafts)


def _update_text(summary: UpdateSummary) -> str:
    lines = [f"{summary.pages} pages, {summary.messages} messages"]
    for code, counts in summary.languages.items():
        parts = {"new": counts.new, "used again": counts.reused, "now stale": counts.changed}
        parts["obsolete"] = counts.obsolete
        told = ", ".join(f"{number} {word}" for word, number in parts.items() if number)
        lines.append(f"{code}: {told or 'nothing new'}")
    lines.append(f"{len(summary.files_written)} files written")
    return "\n".join(lines)


def _as_json(value: Any) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, indent=2)


def _plain(value: Any) -> Any:
    """Dataclasses, enums and paths as what JSON knows."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Path) else value


if __name__ == "__main__":
    main()
