# SPDX-License-Identifier: Apache-2.0
"""Reading that explains itself and writing that is whole or not at all.

A killed command must leave the old file or folder as it was, so every write goes to a temporary
neighbour, is flushed to disk, and takes the old one's place in a single rename.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import tempfile
from pathlib import Path

from polyguide.errors import Problem, UserMistake

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def read_text(path: Path, *, shown_as: str = "") -> str:
    """Return the file's text, decoded as strict UTF-8 without a byte-order mark, line ends as ``\\n``.

    ``shown_as`` is the name to use in messages. Raises UserMistake with the line of the first byte
    that is not UTF-8, or when the file cannot be read.
    """
    name = shown_as or str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserMistake(Problem(name, 0, f"cannot be read: {error.strerror}")) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8: byte 0x{data[error.start]:02x} at this line"
        raise UserMistake(Problem(name, line, message, "save the file as UTF-8")) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write_atomic(path: Path, content: str | bytes) -> bool:
    """Write ``content`` (text as UTF-8) in one step; return whether the file changed.

    A file that already holds these bytes is not touched, so its time stamp stays.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_directory(path.parent)
    return True


def replace_directory(new: Path, target: Path) -> None:
    """Put the finished folder ``new`` in the place of ``target``; both must share a file system.

    On Linux the two are exchanged by ``renameat2(RENAME_EXCHANGE)`` (man 2 renameat2), so there is no
    moment without a ``target``. Elsewhere, or where the file system refuses, two renames are used.
    The old folder is deleted afterwards. Raises NotADirectoryError when ``target`` is something else.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        new.rename(target)
    elif _exchange(new, target):
        shutil.rmtree(new)
    else:
        retired = target.with_name(f".{target.name}.retired")
        shutil.rmtree(retired, ignore_errors=True)
        target.rename(retired)
        new.rename(target)
        shutil.rmtree(retired)
    _sync_directory(target.parent)


def _exchange(first: Path, second: Path) -> bool:
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    result = renameat2(
        _AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), ctypes.c_uint(_RENAME_EXCHANGE)
    )
    return bool(result == 0)


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
