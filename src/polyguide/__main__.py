# SPDX-License-Identifier: Apache-2.0
"""The way in: an interrupt while the program is still being loaded ends it as quietly as one later on."""

from __future__ import annotations

import sys


def run() -> None:
    """Load the command line and run it."""
    try:
        from polyguide.cli import main

        main()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    run()
