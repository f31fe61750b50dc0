# SPDX-License-Identifier: Apache-2.0
"""One language's share of a translation run: which entries need a text, and what they become.

Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from polyguide.catalog.memory import Memory
from polyguide.catalog.po import Entry
from polyguide.catalog.state import State, digest, is_post_edited, provenance_of, state_of
from polyguide.catalog.template import kind_of
from polyguide.config import Target
from polyguide.errors import EngineUnavailable
from polyguide.mt.drafts import (
    Failure,
    derived_hash,
    draft,
    failures_of,
    rejected_output,
    with_failures,
    withdrawn,
)
from polyguide.mt.engines.base import Engine, Pair, find_pair
from polyguide.mt.engines.registry import derives_from
from polyguide.mt.run import Catalogs, Run
from polyguide.mt.summary import FailedMessage, LanguageSummary
from polyguide.mt.translator import Job, Outcome, Translator, nothing_to_translate

_CHUNK = 256  # messages between two steps of the progress bar
_OWN_FINGERPRINT = "1"  # of the "engines" memory and copy: the version of their rules

Place = tuple[str, int]  # section, position in its catalog


class LanguageWork:
    """One language: the entries that need a text, and what they have become."""

    def __init__(self, run: Run, target: Target) -> None:
        self.run = run
        self.target = target
        self._origins = [origin for spec in target.engines if (origin := derives_from(spec))]
        self._origin_entries = {
            origin: {entry.key: entry for catalog in run.catalogs[origin].values() for entry in catalog.live()}
            for origin in self._origins
        }
        self.summary = LanguageSummary(target.code)
        self._catalogs = run.catalogs[target.code]
        self._open: dict[Place, Entry] = {}
        self._done: dict[Place, Entry] = {}
        self._failures: dict[Place, list[Failure]] = {}
        self._tried: set[str] = set()
        self._rejected: dict[str, set[str]] = {}

    def do(self) -> None:
        """All the work of the language. Raises EngineFailure."""
        self._find_open()
        self._use_memory()
        for spec in self.target.engines:
            if self._open:
                self._use_engine(spec)
        self._copy()
        for place, entry in self._open.items():
            # What an engine that is not here failed on, it would fail on again.
            elsewhere = [failure for failure in failures_of(entry) if failure.engine not in self._tried]
            self._done[place] = with_failures(entry, [*self._failures.get(place, []), *elsewhere])

    def finished(self) -> Catalogs:
        """The catalogs with all changes."""
        return {
            section: replace(
                catalog,
                entries=tuple(
                    self._done.get((section, position), entry) for position, entry in enumerate(catalog.entries)
                ),
            )
            for section, catalog in self._catalogs.items()
        }

    def _find_open(self) -> None:
        for section, catalog in self._catalogs.items():
            for position, entry in enumerate(catalog.entries):
                if entry.obsolete or entry.msgid_plural is not None:
                    continue
                if turned_down := rejected_output(entry):
                    self._rejected.setdefault(entry.msgid, set()).add(turned_down)
                if self._needs_text(entry):
                    self._open[section, position] = entry
        self._withdraw()

    def _needs_text(self, entry: Entry) -> bool:
        state = state_of(entry)
        if state is State.MISSING:
            return True
        if not entry.fuzzy or provenance_of(entry) is None or is_post_edited(entry):
            return False
        if state is State.STALE:
            return self.run.stale
        return state is State.DRAFT and self._origin_changed(entry)

    def _origin_changed(self, entry: Entry) -> bool:
        """Whether a derived draft no longer is what its origin gives, or its origin has been rejected."""
        for origin in self._origins:
            before, found = derived_hash(entry, origin), self._origin_entries[origin].get(entry.key)
            if before and found:
                usable = state_of(found) in (State.DRAFT, State.REVIEWED)
                return _is_rejected(found) or (usable and digest(found.msgstr) != before)
        return False

    def _withdraw(self) -> None:
        """A draft derived from a text that a person has turned down is no better than that text."""
        for place, entry in list(self._open.items()):
            for origin in self._origins:
                found = self._origin_entries[origin].get(entry.key)
                if entry.msgstr and derived_hash(entry, origin) and found and _is_rejected(found):
                    self._open[place] = withdrawn(entry)
                    self.summary.withdrawn += 1
                    break

    def _use_memory(self) -> None:
        if not self._open:
            return
        memory = Memory(self._catalogs.values())
        for place, entry in list(self._open.items()):
            found = memory.lookup(entry.msgid, entry.msgctxt)
            if found:
                self._finish(place, found.msgstr, "memory", _OWN_FINGERPRINT)

    def _copy(self) -> None:
        """Texts that are the same in every language need no engine. (A derived text needs its origin.)"""
        if self._origins or not self.target.engines:
            return
        for place, entry in list(self._open.items()):
            if nothing_to_translate(entry.msgid, kind_of(entry)):
                self._finish(place, entry.msgid, "copy", _OWN_FINGERPRINT)

    def _use_engine(self, spec: str) -> None:
        """Let one engine translate what is still open. An engine or a model that is missing is noted."""
        origin = derives_from(spec)
        source = origin or self.run.site.source.code
        try:
            engine = self.run.engine(spec)
        except EngineUnavailable as error:
            self.summary.unavailable.append(str(error))
            return
        pair = find_pair(engine, source, self.target.code)
        if pair is None:
            self.summary.unavailable.append(f"{spec}: {engine.advice(source, self.target.code)}")
            return
        self._tried.add(spec)
        jobs = self._jobs(spec, pair)
        for job, outcome in zip(jobs, self._translate(engine, pair, list(jobs)), strict=True):
            for place in jobs[job]:
                self._settle(place, job, outcome, spec, pair.fingerprint)

    def _jobs(self, spec: str, pair: Pair) -> dict[Job, list[Place]]:
        """The texts to translate with all their places, without those that this very model failed on before."""
        origin = derives_from(spec)
        jobs: dict[Job, list[Place]] = {}
        for place, entry in self._open.items():
            text = self._input(entry, origin)
            known = next((one for one in failures_of(entry) if _same(one, spec, pair, text)), None)
            if known:
                self._fail(place, known)
            elif text:
                job = Job(text, kind_of(entry), check_against=entry.msgid if origin else "")
                jobs.setdefault(job, []).append(place)
        return jobs

    def _input(self, entry: Entry, origin: str) -> str:
        """What the engine reads: the source text, or the origin's text if that may be shown."""
        if not origin:
            return entry.msgid
        found = self._origin_entries[origin].get(entry.key)
        return found.msgstr if found and state_of(found) in (State.DRAFT, State.REVIEWED) else ""

    def _translate(self, engine: Engine, pair: Pair, jobs: Sequence[Job]) -> list[Outcome]:
        if not jobs:
            return []
        translator = Translator(
            engine, pair, self.target.code, self.run.fingerprinter, self.run.terms[self.target.code]
        )
        outcomes: list[Outcome] = []
        with self.run.progress(f"{self.target.code} {engine.name}", len(jobs)) as advance:
            for start in range(0, len(jobs), _CHUNK):
                chunk = jobs[start : start + _CHUNK]
                outcomes += translator.translate(chunk)
                advance(len(chunk))
        return outcomes

    def _settle(self, place: Place, job: Job, outcome: Outcome, spec: str, fingerprint: str) -> None:
        entry, reason = self._open[place], outcome.reason
        if not reason and digest(outcome.text) in self._rejected.get(entry.msgid, ()):
            reason = "a reviewer has rejected this very translation"
        if reason:
            self._fail(place, Failure(spec, fingerprint, digest(job.text), reason))
        elif outcome.copied and not derives_from(spec):
            self._finish(place, outcome.text, "copy", _OWN_FINGERPRINT)
        else:
            self._finish(place, outcome.text, spec, fingerprint, derives_from(spec), job.text)

    def _fail(self, place: Place, failure: Failure) -> None:
        self._failures.setdefault(place, []).append(failure)
        self.summary.failed.append(
            FailedMessage(place[0], self._open[place].msgid, failure.engine, failure.reason)
        )

    def _finish(
        self, place: Place, text: str, engine: str, fingerprint: str, origin: str = "", origin_text: str = ""
    ) -> None:
        entry = self._open.pop(place)
        self._done[place] = draft(
            entry,
            text,
            engine=engine,
            fingerprint=fingerprint,
            today=self.run.today,
            origin=origin,
            origin_text=origin_text,
        )
        self.summary.drafts[engine] += 1


def _same(failure: Failure, engine: str, pair: Pair, text: str) -> bool:
    """Whether this engine with this model has failed on this text before."""
    return (failure.engine, failure.fingerprint, failure.source) == (engine, pair.fingerprint, digest(text))


def _is_rejected(entry: Entry) -> bool:
    return state_of(entry) is State.REJECTED
