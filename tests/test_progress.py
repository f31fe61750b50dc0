# SPDX-License-Identifier: Apache-2.0
"""Progress is for terminals; logs stay clean."""

from __future__ import annotations

import subprocess
import sys


def test_nothing_is_printed_into_logs() -> None:
    code = "from polyguide.progress import progress\nwith progress('pt', 3) as advance:\n    advance(3)\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")
