# SPDX-License-Identifier: Apache-2.0
"""The live site: what an editor or a translator saves shows without a restart."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from polyguide.config import Site


def test_saved_pages_and_catalogs_show_in_the_live_site(site: Site) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    program = (
        "import sys, pathlib; from polyguide.config import load_site; from polyguide.site.serve import serve_site;"
        "serve_site(load_site(pathlib.Path(sys.argv[1])), port=int(sys.argv[2]))"
    )
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-c", program, str(site.config_file), str(port)]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            page = f"http://127.0.0.1:{port}/es/guides/permit/"
            _wait_for(page, lambda html: "Pasaporte" in html)
            _edit(site.locales_dir / "es" / "LC_MESSAGES" / "guides.po", "Pasaporte", "Pasaporte vigente")
            _wait_for(page, lambda html: "Pasaporte vigente" in html)
            _edit(site.docs_dir / "guides" / "refund.md", "at the airport", "at the station")
            _wait_for(f"http://127.0.0.1:{port}/guides/refund/", lambda html: "at the station" in html)
        finally:
            server.terminate()


def _edit(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def _wait_for(url: str, is_there: Callable[[str], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    html = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                html = answer.read().decode("utf-8")
        except OSError:
            html = ""
        if is_there(html):
            return
        time.sleep(0.2)
    raise AssertionError(f"{url} did not change in {seconds} s:\n{html[:2000]}")
