# SPDX-License-Identifier: Apache-2.0
"""Take the README's picture: four pages of the built sample site side by side, in Debian's Chromium.

python scripts/picture.py        # writes pictures/site.png; needs `make site` before
"""

from __future__ import annotations

import functools
import http.server
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

_PAGES = (
    "guides/work-residence-permit/",
    "zh/guides/work-residence-permit/",
    "ar/guides/work-residence-permit/",
    "es/guides/work-residence-permit/",
)
_SIZE = (640, 560)
_ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def main() -> None:
    root = Path(__file__).resolve().parent.parent
    handler = functools.partial(_Handler, directory=str(root / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        _take(f"http://127.0.0.1:{server.server_port}/", root / "pictures" / "site.png")
        server.shutdown()


def _take(site: str, picture: Path) -> None:
    width, height = _SIZE
    frames = "".join(f'<iframe src="{site}{page}" width="{width}" height="{height}"></iframe>' for page in _PAGES)
    grid = f"display:grid;grid-template-columns:{width}px {width}px;gap:8px"
    style = f"body{{margin:0;background:#888;{grid}}}iframe{{border:0}}"
    picture.parent.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_ARGUMENTS)
        page = browser.new_page(viewport={"width": 2 * width + 8, "height": 2 * height + 8})
        page.set_content(f"<style>{style}</style>{frames}", wait_until="networkidle")
        page.screenshot(path=str(picture))
        browser.close()


if __name__ == "__main__":
    main()
