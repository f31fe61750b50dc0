# SPDX-License-Identifier: Apache-2.0
"""One Chromium and one web server for all browser tests. Nothing but this machine may be asked for anything."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request, Response, Route, sync_playwright
from visitor import Visitor

from polyguide.config import Site

_CHROMIUM = Path("/usr/bin/chromium")
_ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not _CHROMIUM.exists():
        pytest.skip("needs Debian's chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(_CHROMIUM), args=_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def served(built: Site) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(built.site_dir))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def visitor(browser: Browser, served: str) -> Iterator[Visitor]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visit = Visitor(context.new_page(), served)

    def only_this_site(route: Route, request: Request) -> None:
        if request.url.startswith(served):
            route.continue_()
        else:
            visit.foreign.append(request.url)
            route.abort()

    def note_failure(response: Response) -> None:
        if response.status >= 400:
            visit.failed.append(f"{response.status} {response.url}")

    context.route("**/*", only_this_site)
    visit.page.on("response", note_failure)
    visit.page.on("pageerror", lambda error: visit.failed.append(str(error)))
    yield visit
    context.close()
