# SPDX-License-Identifier: Apache-2.0
"""Files and folders are written whole or not at all, and reading says where it fails."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from polyguide.errors import UserMistake
from polyguide.files import read_text, replace_directory, write_atomic

_WRITER = """
import sys
from pathlib import Path
from polyguide.files import write_atomic
print("ready", flush=True)
number = 0
while True:
    number += 1
    write_atomic(Path(sys.argv[1]), f"{number % 10}" * 300_000)
"""


def test_writing_tells_whether_anything_changed_and_keeps_the_time_stamp(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.txt"
    assert write_atomic(path, "täxt")
    before = path.stat().st_mtime_ns
    assert not write_atomic(path, "täxt".encode())
    assert path.stat().st_mtime_ns == before
    assert write_atomic(path, "other")
    assert [found.name for found in path.parent.iterdir()] == ["a.txt"]


def test_writing_keeps_the_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    path.chmod(0o640)
    write_atomic(path, "y")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_killed_writer_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for wait in (0.0, 0.01, 0.03, 0.08):
        writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE)
        assert writer.stdout is not None and writer.stdout.readline() == b"ready\n"
        time.sleep(wait)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        if path.exists():
            text = path.read_text(encoding="utf-8")
            assert len(text) == 300_000 and len(set(text)) == 1


def test_a_failed_write_leaves_the_old_file_and_no_scraps(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_atomic(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomic(path, "\ud800")
    assert path.read_text(encoding="utf-8") == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_takes_the_place_of_another(tmp_path: Path, exists: bool) -> None:
    new, target = tmp_path / "new", tmp_path / "site"
    new.mkdir()
    (new / "index.html").write_text("new", encoding="utf-8")
    if exists:
        target.mkdir()
        (target / "old.html").write_text("old", encoding="utf-8")
    replace_directory(new, target)
    assert [found.name for found in tmp_path.iterdir()] == ["site"]
    assert [found.name for found in target.iterdir()] == ["index.html"]


def test_what_is_no_folder_is_not_replaced(tmp_path: Path) -> None:
    new, target = tmp_path / "new", tmp_path / "site"
    new.mkdir()
    target.write_text("a file of somebody's", encoding="utf-8")
    with pytest.raises(NotADirectoryError):
        replace_directory(new, target)
    assert target.read_text(encoding="utf-8") == "a file of somebody's"


def test_text_is_read_with_any_line_ends_and_without_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("\ufeffa\r\nb\rc\n".encode())
    assert read_text(path) == "a\nb\nc\n"


def test_a_file_that_is_not_utf_8_is_named_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"one\ntwo \xe9\n")
    with pytest.raises(UserMistake) as caught:
        read_text(path, shown_as="docs/a.md")
    assert str(caught.value) == ("docs/a.md:2: is not UTF-8: byte 0xe9 at this line\n    → save the file as UTF-8")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserMistake, match=r"docs/a\.md: cannot be read: No such file or directory"):
        read_text(tmp_path / "a.md", shown_as="docs/a.md")
