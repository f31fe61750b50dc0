# SPDX-License-Identifier: Apache-2.0
"""``polyguide serve``: MkDocs' live server. Edits of pages, catalogs and settings show at once."""

from __future__ import annotations

import logging
import os

from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from polyguide.config import Site
from polyguide.errors import Problem, UserMistake
from polyguide.site.build import names_polyguide


def serve_site(site: Site, *, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve the site until interrupted; where it is, and what MkDocs warns of, is printed on stderr.

    ``mkdocs.yml`` must name the hooks or the plugin ``polyguide``, for MkDocs reads it anew at each change.
    Raises UserMistake when it does not, when the site cannot be built or when the address is taken.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    log = logging.getLogger("mkdocs")
    log.setLevel(logging.INFO)
    if not log.handlers:
        log.addHandler(logging.StreamHandler())
    try:
        if not names_polyguide(load_config(config_file=str(site.config_file))):
            hint = "add polyguide to its plugins"
            raise UserMistake(Problem(site.config_file.name, 0, "does not name the plugin polyguide", hint))
        mkdocs_serve(config_file=str(site.config_file), dev_addr=f"{host}:{port}")
    except (MkDocsException, OSError) as error:
        raise UserMistake(Problem(site.config_file.name, 0, f"cannot be served: {error}")) from error
