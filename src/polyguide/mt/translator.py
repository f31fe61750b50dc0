# SPDX-License-Identifier: Apache-2.0
"""Many messages through one engine: everything an engine is asked goes in a few large batches, and what fails
one way of asking is asked another way, until it passes all guards or is given up with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz import fuzz

from polyguide.errors import EngineFailure
from polyguide.languages import language
from polyguide.mt import guards
from polyguide.mt.engines.base import Engine, Pair
from polyguide.mt.markup import Node, Syntax, map_text, parse, runs, source
from polyguide.mt.markup import Pair as MarkupPair
from polyguide.mt.masking import NUMBERS, find_terms
from polyguide.mt.placement import Marks, Placed, can_mark, contents, marked, phrases, place
from polyguide.mt.segments import Part, Segment, has_letters, plan, tidy
from polyguide.mt.verify import difference, syntax_of
from polyguide.text.fingerprint import Fingerprinter
from polyguide.text.messages import Kind

_UNSPACED_SCRIPTS = frozenset({"Hans", "Hant", "Jpan", "Hani"})
_FINAL_STOP = re.compile(r"[.。]\s*$")
_FINAL_MARK = re.compile(r"[.!?:;…。！？：；]\s*$")


@dataclass(frozen=True)
class Job:
    """One message to translate. ``check_against`` is the source text when ``text`` is itself a translation."""

    text: str
    kind: Kind = Kind.PARAGRAPH
    check_against: str = ""


@dataclass(frozen=True)
class Outcome:
    """A verified translation, or the reason why there is none.

    ``copied`` is true when there was nothing to translate; ``attempts`` counts the ways of asking that the
    hardest sentence took (1: the plain way).
    """

    text: str = ""
    reason: str = ""
    copied: bool = False
    attempts: int = 0


def nothing_to_translate(text: str, kind: Kind) -> bool:
    """Whether a message is the same in every language, such as "`JW201`", "CNY 800" or "2026-03-01"."""
    try:
        nodes = parse(text, syntax_of(kind))
        return not _has_segments(nodes) and not any(map(_has_segments, _words_in_atoms(nodes)))
    except ValueError:
        return False


def _has_segments(nodes: Iterable[Node]) -> bool:
    return any(isinstance(part, Segment) for part in plan(nodes))


def _words_in_atoms(nodes: Iterable[Node]) -> Iterator[tuple[Node, ...]]:
    """The image texts and titles, which ``plan`` takes for parts of atoms."""
    for node in nodes:
        if isinstance(node, MarkupPair):
            yield from ((part,) for part in node.closing)
            if node.kind == "image":
                yield node.children
            yield from _words_in_atoms(node.children)


@dataclass(frozen=True)
class _Attempt:
    """One way of asking. Of several marks the one that disturbs the sentence least is taken."""

    marks: tuple[Marks, ...]
    numbers_as_atoms: bool
    family: int


_ATTEMPTS = tuple(
    _Attempt(marks, numbers, family)
    for family, numbers, marks in product((0, 1), (False, True), ((Marks.NONE,), tuple(Marks)))
)


class Translator:
    """Translates messages from one language into another with one engine."""

    def __init__(
        self, engine: Engine, pair: Pair, target: str, fingerprinter: Fingerprinter, terms: Sequence[str] = ()
    ) -> None:
        self._engine = engine
        self._pair = pair
        self._script = language(target).script
        self._fingerprinter = fingerprinter
        self._terms = find_terms(terms)
        self._memo: dict[str, str] = {}

    def translate(self, jobs: Sequence[Job]) -> list[Outcome]:
        """One outcome a job, in order. Raises EngineFailure when the engine fails as such."""
        outcomes: dict[int, Outcome] = {}
        trees: dict[int, tuple[Node, ...]] = {}
        for index, job in enumerate(jobs):
            try:
                trees[index] = parse(job.text, syntax_of(job.kind))
            except ValueError as error:
                outcomes[index] = Outcome(reason=str(error))
        translated = self._by_run(trees) if self._engine.by_run else self._by_sentence(trees)
        for index, outcome in translated.items():
            outcomes[index] = self._verified(jobs[index], outcome)
        return [outcomes[index] for index in range(len(jobs))]

    def _verified(self, job: Job, outcome: Outcome) -> Outcome:
        if outcome.reason or outcome.copied:
            return outcome
        reason = difference(job.check_against or job.text, outcome.text, job.kind, self._fingerprinter)
        return Outcome(reason=reason) if reason else outcome

    def _by_run(self, trees: dict[int, tuple[Node, ...]]) -> dict[int, Outcome]:
        """Each run of words by itself, where it stands."""
        self._ask(run.strip() for tree in trees.values() for run in runs(tree))
        return {
            index: Outcome(source(map_text(tree, self._run)), copied=not any(map(has_letters, runs(tree))))
            for index, tree in trees.items()
        }

    def _run(self, run: str) -> str:
        return run.replace(run.strip(), self._memo[run.strip()]) if has_letters(run) else run

    def _by_sentence(self, trees: dict[int, tuple[Node, ...]]) -> dict[int, Outcome]:
        trees, outcomes = self._with_translated_attributes(trees)
        plans = {index: plan(tree, terms=self._terms) for index, tree in trees.items()}
        segments = dict.fromkeys(part for parts in plans.values() for part in parts if isinstance(part, Segment))
        placed = self._segments(list(segments))
        for index, parts in plans.items():
            outcomes[index] = self._joined(parts, placed)
        return outcomes

    def _with_translated_attributes(
        self, trees: dict[int, tuple[Node, ...]]
    ) -> tuple[dict[int, tuple[Node, ...]], dict[int, Outcome]]:
        """Translate link titles and image texts first: in their sentence they are part of an atom."""
        loose = {
            index: [run for node in _attributes(tree) for run in runs([node]) if has_letters(run)]
            for index, tree in trees.items()
        }
        parts = {
            run: plan(parse(run, Syntax.PLAIN), terms=self._terms) for found in loose.values() for run in found
        }
        placed = self._segments(
            list(dict.fromkeys(part for one in parts.values() for part in one if isinstance(part, Segment)))
        )
        results = {run: self._joined(one, placed) for run, one in parts.items()}
        failed = {
            index: Outcome(reason=f"a title or image text: {results[run].reason}")
            for index, found in loose.items()
            for run in found
            if results[run].reason
        }
        texts = {run: outcome.text for run, outcome in results.items()}
        kept = {index: _replace_attributes(tree, texts) for index, tree in trees.items() if index not in failed}
        return kept, failed

    def _joined(self, parts: Sequence[Part], placed: dict[Segment, tuple[Placed, int]]) -> Outcome:
        """The parts of a message as one text, or the first reason of failure among them."""
        text, attempts = "", 0
        for part in parts:
            if isinstance(part, str):
                text += self._separator(part, text)
                continue
            result, tried = placed[part]
            if result.reason:
                return Outcome(reason=result.reason)
            text += result.text
            attempts = max(attempts, tried)
        return Outcome(tidy(text), copied=not attempts, attempts=attempts)

    def _separator(self, part: str, before: str) -> str:
        """Sentences are set without spaces between them in Chinese and Japanese."""
        if part == " " and self._script in _UNSPACED_SCRIPTS and before.endswith(("。", "！", "？")):
            return ""
        return part

    def _segments(self, segments: Sequence[Segment]) -> dict[Segment, tuple[Placed, int]]:
        """Each segment's result with the number of attempts it took; 0 for one that is copied."""
        done: dict[Segment, tuple[Placed, int]] = {}
        last: dict[Segment, Placed] = {}
        tried = dict.fromkeys(segments, 0)
        for segment in segments:
            if guards.is_acronym(segment.text):
                done[segment] = (Placed(segment.restore(segment.text)), 0)
        for attempt in _ATTEMPTS:
            asked = {one: _request(one, attempt) for one in segments if one not in done and _applies(attempt, one)}
            self._ask(text for request in asked.values() for text in request.texts())
            for segment, request in asked.items():
                tried[segment] += 1
                result = self._evaluate(request)
                if result.reason:
                    last.setdefault(segment, result)
                else:
                    done[segment] = (result, tried[segment])
        return {one: done.get(one) or (last[one], tried[one]) for one in segments}

    def _evaluate(self, request: _Request) -> Placed:
        """The result that is closest to the plain translation, or the reason why the plain one failed."""
        segment, family = request.segment, request.family
        outputs = {
            marks: _without_added_stop(question, self._memo[question])
            for marks, question in request.sentences.items()
        }
        plain = outputs[Marks.NONE]
        references = [[self._memo[phrase]] for phrase in request.phrases]
        for marks, output in outputs.items():
            found = contents(segment, output, marks, family) if marks is not Marks.NONE else None
            for known, phrase, content in zip(references, request.phrases, found or (), strict=False):
                if content and content.casefold() != phrase.casefold():
                    known.append(content)
        results = []
        for marks, output in outputs.items():
            reason = guards.refusal(request.sentences[marks], output, target_script=self._script)
            placed = place(segment, output, references, marks, family, plain)
            results.append(Placed(reason=reason) if reason else placed)
        good = [result for result in results if not result.reason]
        return max(good, key=lambda result: fuzz.ratio(result.text, plain)) if good else results[0]

    def _ask(self, texts: Iterable[str]) -> None:
        """Have the engine translate what it has not translated yet, in one batch."""
        new = [text for text in dict.fromkeys(texts) if text not in self._memo and has_letters(text)]
        if not new:
            return
        lowered = [_lowered(text) if guards.is_shouted(text) else text for text in new]
        answers = self._engine.translate(lowered, self._pair.source, self._pair.target)
        if len(answers) != len(new):
            message = f"{self._engine.name} gave back {len(answers)} of {len(new)} sentences"
            raise EngineFailure(message)
        for text, answer in zip(new, answers, strict=True):
            self._memo[text] = answer.text.upper() if guards.is_shouted(text) else answer.text


@dataclass(frozen=True)
class _Request:
    """What an attempt asks for a segment: the sentence with each kind of marks, and the words of each pair."""

    segment: Segment
    family: str
    sentences: dict[Marks, str]
    phrases: tuple[str, ...]

    def texts(self) -> tuple[str, ...]:
        return (*self.sentences.values(), *self.phrases)


def _request(segment: Segment, attempt: _Attempt) -> _Request:
    shown = segment.with_numbers_as_atoms() if attempt.numbers_as_atoms else segment
    family = shown.family(attempt.family)
    sentences = {marks: marked(shown, marks, family) for marks in attempt.marks if can_mark(shown, marks)}
    return _Request(shown, family, sentences, tuple(phrases(shown, family)))


def _applies(attempt: _Attempt, segment: Segment) -> bool:
    """Whether the attempt asks anything that the attempts before it did not."""
    if len(attempt.marks) > 1 and not segment.spans:
        return False
    has_numbers = bool(NUMBERS.search(segment.text))
    if attempt.numbers_as_atoms and not has_numbers:
        return False
    return not attempt.family or bool(segment.atoms) or (attempt.numbers_as_atoms and has_numbers)


def _without_added_stop(question: str, output: str) -> str:
    """Models like to end a heading with a full stop."""
    if _FINAL_MARK.search(question) or not _FINAL_STOP.search(output):
        return output
    return _FINAL_STOP.sub("", output)


def _lowered(text: str) -> str:
    """Capitals as a sentence: models know those words only in small letters. Codes are read in any case."""
    return text[:1] + text[1:].lower()


def _attributes(nodes: Iterable[Node]) -> list[Node]:
    """The nodes whose words stand outside the sentence: closings (link titles) and images."""
    found: list[Node] = []
    for node in nodes:
        if not isinstance(node, MarkupPair):
            continue
        found += [node] if node.kind == "image" else [*node.closing, *_attributes(node.children)]
    return found


def _replace_attributes(nodes: Iterable[Node], texts: dict[str, str]) -> tuple[Node, ...]:
    replaced: list[Node] = []
    for node in nodes:
        if not isinstance(node, MarkupPair):
            replaced.append(node)
            continue
        children = (
            map_text(node.children, lambda run: texts.get(run, run))
            if node.kind == "image"
            else _replace_attributes(node.children, texts)
        )
        closing = map_text(node.closing, lambda run: texts.get(run, run))
        replaced.append(MarkupPair(node.kind, node.opening, children, closing))
    return tuple(replaced)
