# SPDX-License-Identifier: Apache-2.0
"""How polyguide's templates and styles get into a site: its template folder is put behind the site's own
``custom_dir`` and in front of the theme's folders. So MkDocs copies our styles like any theme file, a
site can still override each of our files, and it needs no ``custom_dir`` for ours."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

import polyguide.theme

log = logging.getLogger("mkdocs.plugins.polyguide")

STYLESHEET = "assets/polyguide/polyguide.css"
_TEMPLATES = Path(polyguide.theme.__file__).parent / "templates"


def install_theme(config: MkDocsConfig) -> None:
    """Add our templates and styles, once; take out what would say something untrue about languages."""
    theme = config.theme
    if str(_TEMPLATES) not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, str(_TEMPLATES))
    if STYLESHEET not in config.extra_css:
        config.extra_css.insert(0, STYLESHEET)
    theme.static_templates.discard("sitemap.xml")  # sitemap.py writes a true one
    features = theme.get("features") or []
    instant = [name for name in features if name.startswith("navigation.instant")]
    if instant:
        # It keeps the old header, so the language menu would lead to the previous page's translation.
        log.warning("%s is switched off: it breaks the language menu; remove it from theme.features", instant[0])
        theme["features"] = [name for name in features if name not in instant]


def choose_theme_language(config: MkDocsConfig) -> None:
    """Let the theme speak the nearest language it has words for: "pt-BR" → "pt-BR", "pt", English."""
    if config.theme.name != "material":
        return
    code = str(config.theme.get("language", "en"))
    for candidate in (code, code.replace("_", "-"), code.replace("_", "-").split("-")[0], "en"):
        if any((Path(d) / "partials" / "languages" / f"{candidate}.html").is_file() for d in config.theme.dirs):
            config.theme["language"] = candidate
            return
