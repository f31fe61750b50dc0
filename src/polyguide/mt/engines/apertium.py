# SPDX-License-Identifier: Apache-2.0
"""Apertium, rule-based, as kept-alive pipes. Starting its programs takes 0.7 s, a sentence in a running
pipe 13 ms: each stage runs with ``-z`` and answers at every NUL (what apertium-apy does)."""

from __future__ import annotations

import contextlib
import os
import re
import selectors
import shlex
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from polyguide.config import Site
from polyguide.errors import EngineFailure, EngineUnavailable
from polyguide.mt.engines.base import Engine, Hypothesis, fingerprint_of

_MODES = Path("/usr/share/apertium/modes")
_INSTALL = "sudo apt-get install apertium-eng-spa"
_MODE_FILE = re.compile(r"([a-z]{2,3})-([a-z]{2,3})\.mode")
# Apertium names languages by ISO 639-3 in some pairs and by 639-1 in others.
_CODES = {"en": "eng", "es": "spa", "fr": "fra", "pt": "por", "de": "deu", "ru": "rus", "ar": "ara"}
_RESERVED = re.compile(r"([\[\]{}^$/\\@<>])")
_ESCAPED = re.compile(r"\\(.)")
# A superblank after a full stop: the stages see a sentence end, the text between passes untouched
# (apertium-destxt writes the same).
_BORDER = ".[][\n]"
_STARTUP_SECONDS, _SENTENCE_SECONDS = 30.0, 1.0
_BATCH = 50


class ApertiumEngine(Engine):
    """Engine over the installed modes; one pipe a pair, started at the first sentence."""

    name = "apertium"

    def __init__(self, site: Site, argument: str = "", *, modes: Path = _MODES) -> None:
        self._modes = dict(_installed_modes(modes))
        self._pipes: dict[tuple[str, str], _Pipe] = {}
        self._fingerprints: dict[tuple[str, str], str] = {}
        if not shutil.which("lt-proc") or not self._modes:
            raise EngineUnavailable(f"apertium: not installed, or without a language pair: run {_INSTALL}")

    def pairs(self) -> Mapping[tuple[str, str], str]:
        if not self._fingerprints:
            self._fingerprints = {pair: _fingerprint(mode) for pair, mode in self._modes.items()}
        return self._fingerprints

    def translate(self, sentences: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        pair = (source, target)
        texts: list[str] = []
        for start in range(0, len(sentences), _BATCH):
            if pair not in self._pipes:
                self._pipes[pair] = _Pipe(_stages(self._modes[pair]))
            try:
                texts += self._pipes[pair].translate(sentences[start : start + _BATCH])
            except (EngineFailure, OSError) as error:
                self._pipes.pop(pair).kill()
                raise EngineFailure(f"apertium {source}→{target}: {error}") from error
        return [Hypothesis(text) for text in texts]

    def advice(self, source: str, target: str) -> str:
        return f"install a Debian package such as apertium-eng-spa that translates {source}→{target}"

    def close(self) -> None:
        for pipe in self._pipes.values():
            pipe.kill()
        self._pipes.clear()


class _Pipe:
    """The running stages of one mode. Not for use by several threads at once."""

    def __init__(self, stages: Sequence[Sequence[str]]) -> None:
        self._processes: list[subprocess.Popen[bytes]] = []
        self._patience = _STARTUP_SECONDS
        before: int | IO[bytes] | None = subprocess.PIPE
        try:
            for stage in stages:
                process = subprocess.Popen(stage, stdin=before, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
                self._processes.append(process)
                if isinstance(before, int):
                    self._input = process.stdin
                elif before is not None:
                    before.close()
                before = process.stdout
        except OSError:
            self.kill()
            raise
        self._output = self._processes[-1].stdout

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """Translate one batch. Raises EngineFailure when the pipe dies, hangs or loses a sentence."""
        body = "".join(_RESERVED.sub(r"\\\1", _one_line(sentence)) + _BORDER for sentence in sentences)
        answer = self._exchange(body.encode() + b"\0", self._patience + _SENTENCE_SECONDS * len(sentences))
        self._patience = 0.0
        pieces = answer.decode("utf-8", "replace").split(_BORDER)
        if len(pieces) != len(sentences) + 1 or pieces[-1].strip():
            raise EngineFailure(f"gave back {len(pieces) - 1} of {len(sentences)} sentences")
        # Words that transfer moves leave their spaces behind.
        return [_ESCAPED.sub(r"\1", re.sub(" {2,}", " ", piece)).strip() for piece in pieces[:-1]]

    def _exchange(self, request: bytes, seconds: float) -> bytes:
        """Send and read up to the NUL, both at once: a full pipe on either side must not block for ever."""
        assert self._input and self._output
        answer, deadline = bytearray(), time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            os.set_blocking(self._input.fileno(), False)
            selector.register(self._input, selectors.EVENT_WRITE)
            selector.register(self._output, selectors.EVENT_READ)
            while not answer.endswith(b"\0"):
                ready = selector.select(max(0.0, deadline - time.monotonic()))
                if not ready:
                    raise EngineFailure(f"no answer within {seconds:.0f} s")
                for key, _ in ready:
                    if key.fileobj is self._input:
                        request = request[os.write(self._input.fileno(), request) :]
                        if not request:
                            selector.unregister(self._input)
                    else:
                        chunk = os.read(self._output.fileno(), 65536)
                        if not chunk:
                            raise EngineFailure("the program ended by itself")
                        answer += chunk
        return bytes(answer[:-1])

    def kill(self) -> None:
        for process in self._processes:
            with contextlib.suppress(OSError):
                process.kill()
        for process in self._processes:
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream:
                    with contextlib.suppress(OSError):
                        stream.close()


def _one_line(text: str) -> str:
    return text.replace("\0", "").replace("\n", " ")


def _installed_modes(modes: Path) -> list[tuple[tuple[str, str], Path]]:
    """The pairs of all mode files, by site codes."""
    site_codes = {iso: code for code, iso in _CODES.items()}
    found = []
    for path in sorted(modes.glob("*.mode")):
        name = _MODE_FILE.fullmatch(path.name)
        if name:
            found.append(((site_codes.get(name[1], name[1]), site_codes.get(name[2], name[2])), path))
    return found


def _stages(mode: Path) -> list[list[str]]:
    """The programs of a mode file, each told to flush at NUL.

    "$1" is lt-proc's generation switch ("-n": without marks at unknown words), "$2" the tagger's output
    switch (apertium's own wrapper fills them the same way).
    """
    command = mode.read_text(encoding="utf-8").strip().replace("$1", "-n").replace("$2", "")
    stages = []
    for stage in command.split("|"):
        program, *arguments = shlex.split(stage)
        stages.append([program, "-z", *arguments])
    return stages


def _fingerprint(mode: Path) -> str:
    data = [Path(word) for stage in _stages(mode) for word in stage if word.startswith("/")]
    return fingerprint_of([mode, *(path for path in data if path.is_file())])
