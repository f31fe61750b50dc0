# SPDX-License-Identifier: Apache-2.0
"""What stands between a text and an engine: sentences, atoms, markup, segments. Nothing may be lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyguide.mt.markup import Syntax, Text, parse, runs, source
from polyguide.mt.masking import SOFT_ATOMS, code_family, find_codes, find_terms, spans_of
from polyguide.mt.segments import Part, Segment, plan, tidy
from polyguide.mt.sentences import sentence_spans
from polyguide.mt.translator import nothing_to_translate
from polyguide.text.messages import Kind

_PIECES = 'word| |. |A|*|**|_|`|[|]|(|)|](x.md)|"t"|<b>|</b>|$|{: .x }|![|[^1]|\\|12|CNY 8|  \n|\n|~|^|==|，好。'
INLINE = st.lists(st.sampled_from(_PIECES.split("|")), max_size=25).map("".join)


def test_a_text_made_to_be_nested_is_refused() -> None:
    with pytest.raises(ValueError, match="nested too deeply"):
        parse("*" * 5000 + "a")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Open Mon.–Fri. See No. 5.", ["Open Mon.–Fri. ", "See No. 5."]),
        ("Pay at 5 p.m. Then go.", ["Pay at 5 p.m. ", "Then go."]),
        ("It is U.S. law, e.g. Art. 3. Read it!", ["It is U.S. law, e.g. Art. 3. ", "Read it!"]),
        ('He said "Go." Then he left.', ['He said "Go." ', "Then he left."]),
        ("The fee (approx. 1 yuan) is 3.5 yuan. ok", ["The fee (approx. 1 yuan) is 3.5 yuan. ok"]),
        ("请来。带护照！好", ["请来。", "带护照！", "好"]),
        ("One line  \nNext line", ["One line  \n", "Next line"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_sees_the_end(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


@given(st.text() | INLINE)
def test_sentences_joined_are_the_text(text: str) -> None:
    assert "".join([text[start:end] for start, end in sentence_spans(text)]) == text


@given(INLINE)
def test_parsed_markup_is_the_source_again(text: str) -> None:
    assert source(parse(text)) == text
    assert source(parse(text, Syntax.PLAIN)) == text


@given(INLINE)
def test_a_plan_holds_everything_in_order(text: str) -> None:
    parts = plan(parse(text))
    assert tidy("".join(map(_unchanged, parts))) == text
    numbered = [part.with_numbers_as_atoms() if isinstance(part, Segment) else part for part in parts]
    assert tidy("".join(map(_unchanged, numbered))) == text


def _unchanged(part: Part) -> str:
    """What the part gives when the engine changes nothing."""
    if isinstance(part, str):
        return part
    marks = [(span.start, 1, index, span.opening) for index, span in enumerate(part.spans)]
    marks += [(span.end, 0, -index, span.closing) for index, span in enumerate(part.spans)]
    text, position = "", 0
    for at, _, _, mark in sorted(marks):
        text += part.text[position:at] + mark
        position = at
    return part.restore(text + part.text[position:])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bring `JW201` and [the *form*](a.md).", ["Bring ", " and ", "the ", "form", "."]),
        ('A [link](x.md "Its title") here', ["A ", "link", "Its title", " here"]),
        ("![Map of the office](map.png)", ["Map of the office"]),
        ("Press ++ctrl+c++ :smile: now[^1]", ["Press ", " ", " now"]),
        ("Ask {name} at <https://a.b> or a@b.org", ["Ask ", " at ", " or "]),
        ("<kbd>Enter</kbd> then <b class=x>wait</b><br>", [" then ", "wait"]),
        ("Costs $5 to $10, not $x^2$", ["Costs $5 to $10, not "]),
        ("[text][ref]{ .md-button } end", ["text", " end"]),
        ("snake_case_name and 2 * 3 * 4", ["snake_case_name and 2 * 3 * 4"]),
        ("***both***, ~~gone~~ and ==seen==", ["both", ", ", "gone", " and ", "seen"]),
    ],
)
def test_only_words_are_words(text: str, words: list[str]) -> None:
    assert runs(parse(text)) == words


def test_plain_texts_know_no_markdown() -> None:
    assert parse("a *b* [c](d)", Syntax.PLAIN) == (Text("a *b* [c](d)"),)


def test_private_characters_are_refused_rather_than_mixed_up() -> None:
    with pytest.raises(ValueError, match="private use area"):
        parse("a \U000f0001 b")


@pytest.mark.parametrize(
    ("text", "atoms"),
    [
        ("The fee is CNY 800 or 1,200.50 RMB.", ["CNY 800", "1,200.50 RMB"]),
        ("Call +86 10 1234 5678 or 12345", ["+86 10 1234 5678", "12345"]),
        ("Form JW201, DS-160, until 2026-03-01", ["JW201", "DS-160", "2026-03-01"]),
        ("9:00–17:00, 25 kg, see travelchina.org.cn.", ["9:00–17:00", "25 kg", "travelchina.org.cn"]),
        ("Within 30 days, 5 years, page 3", []),
        ("COVID and VAT in A1", ["A1"]),
    ],
)
def test_figures_and_codes_are_protected(text: str, atoms: list[str]) -> None:
    assert [text[start:end] for start, end in spans_of(text, [SOFT_ATOMS])] == atoms


def test_names_of_the_glossary_are_protected_whole_and_longest_first() -> None:
    text = "Use Alipay or WeChat Pay, not WeChat Payments"
    terms = find_terms(["WeChat", "WeChat Pay", "Alipay", ""])
    assert [text[start:end] for start, end in spans_of(text, [terms])] == ["Alipay", "WeChat Pay", "WeChat"]


def test_codes_never_occur_in_the_source() -> None:
    assert code_family("plain") == "XQ"
    assert code_family("form xq7") == "ZKX"
    assert find_codes("o XQ0, xq1 e (XQ12).", "XQ") == [(2, 5, 0), (7, 10, 1), (14, 18, 12)]
    assert find_codes("AXQ0 XQ0b", "XQ") == [(5, 8, 0)]


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("**Fee:** pay [here](x.md). Go.", ["Fee:", "pay here.", "Go."]),
        ("**Where** – at the counter", ["Where", "at the counter"]),
        ("**One sentence. Two.**", ["One sentence.", "Two."]),
        ("[**Apply**](x.md)", ["Apply"]),
        ("H~2~O and `x`s are safe", ["\U000f0000 and \U000f0001 are safe"]),
        ("Open daily<br>Closed today", ["Open daily", "Closed today"]),
        ("The word[^1] and :x: it", ["The word \U000f0000 and \U000f0001 it"]),
        ("The fee is **CNY 800**", ["The fee is \U000f0000"]),
    ],
)
def test_messages_are_cut_into_what_an_engine_can_do(text: str, segments: list[str]) -> None:
    assert [part.text for part in plan(parse(text)) if isinstance(part, Segment)] == segments


@pytest.mark.parametrize("text", ["2026-03-01", "CNY 800", "`JW201`", "[`x`](y.md)", "12345", "—", "1 %"])
def test_texts_without_words_need_no_engine(text: str) -> None:
    assert nothing_to_translate(text, Kind.TABLE_CELL)


def test_texts_with_words_need_one() -> None:
    assert not nothing_to_translate("[Apply](y.md)", Kind.TABLE_CELL)
    assert not nothing_to_translate("![A clerk](x.svg){ width=3 }", Kind.PARAGRAPH)
    assert not nothing_to_translate('[`JW201`](x.md "The form")', Kind.PARAGRAPH)
