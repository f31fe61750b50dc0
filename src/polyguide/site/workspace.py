# SPDX-License-Identifier: Apache-2.0
"""A folder beside ``site/`` to build in. Nobody takes it for rubbish while it is in use, and the next build sweeps
it away when its owner was killed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def workspace(target: Path) -> Iterator[Path]:
    """Give a path beside ``target`` (so that one rename puts it in place) where a new folder may be made.

    The owner holds a lock (flock, man 2 flock) on the surrounding folder; the kernel lets go of it even when the
    process is killed. Folders of earlier builds that nobody holds are removed.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target)
    surrounding = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
    lock = _lock(surrounding)
    try:
        yield surrounding / target.name
    finally:
        shutil.rmtree(surrounding, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _prefix(target: Path) -> str:
    return f".{target.name}.new-"


def _sweep(target: Path) -> None:
    for left_over in sorted(target.parent.glob(f"{_prefix(target)}*")):
        lock = _lock(left_over)
        if lock is not None:
            shutil.rmtree(left_over, ignore_errors=True)
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """A file descriptor that holds the lock of the folder, or None when another process has it."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor
