# SPDX-License-Identifier: Apache-2.0
"""``polyguide serve``: MkDocs' live server. Edits of pages, catalogs and settings show at once."""

from __future__ import annotations

import os

from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.exceptions import MkDocsException

from polyguide.config import Site
from polyguide.errors import Problem, UserMistake


def serve_site(site: Site, *, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve the site until interrupted. ``mkdocs.yml`` must name the hooks or the plugin ``polyguide``.

    Raises UserMistake when the site cannot be built or the address is taken.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    try:
        mkdocs_serve(config_file=str(site.config_file), dev_addr=f"{host}:{port}")
    except (MkDocsException, OSError) as error:
        raise UserMistake(Problem(site.config_file.name, 0, f"cannot be served: {error}")) from error
