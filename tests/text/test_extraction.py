# SPDX-License-Identifier: Apache-2.0
"""What a visitor can read is a message, once, with its kind, its line and its section; nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from rendering import CONFIGS, EXTENSIONS

from polyguide.text import Kind, Message, extract

TORTURE = Path(__file__).with_name("torture.md").read_text(encoding="utf-8")


def messages(text: str) -> list[Message]:
    return extract(text, extensions=EXTENSIONS, extension_configs=CONFIGS)


@pytest.fixture(scope="module")
def torture() -> dict[str, Message]:
    return {message.msgid: message for message in messages(TORTURE)}


@pytest.mark.parametrize(
    ("msgid", "kind"),
    [
        ("Bring *your* passport", Kind.HEADING),
        ("Setext heading", Kind.HEADING),
        (
            "Read [Fees][Fees] first, then [the fees][fees], [Fees][Fees] and [not a reference].",
            Kind.PARAGRAPH,
        ),
        ("Reference title", Kind.ATTRIBUTE),
        ("tight item", Kind.LIST_ITEM),
        ("nested item", Kind.LIST_ITEM),
        ("loose item", Kind.LIST_ITEM),
        ("open task", Kind.LIST_ITEM),
        ("Fee", Kind.TABLE_HEADER),
        ("CNY 800", Kind.TABLE_CELL),
        ("Note", Kind.TITLE),
        ("Own title", Kind.TITLE),
        ("Code title", Kind.TITLE),
        ("Details title", Kind.TITLE),
        ("First tab", Kind.TAB),
        ("Term", Kind.TERM),
        ("Definition of the term.", Kind.DEFINITION),
        ("A quotation. In two lines.", Kind.QUOTE),
        ('![Alt text](picture.svg "Image title"){ width="300" }', Kind.PARAGRAPH),
        ("Section label", Kind.ATTRIBUTE),
        ("Paragraph title", Kind.ATTRIBUTE),
        ("Raw <b>HTML</b> &amp; words.", Kind.HTML),
        ("Raw alt", Kind.ATTRIBUTE),
        ("Inside Markdown in HTML", Kind.LIST_ITEM),
        ("Figure caption", Kind.HTML),
        ("Footnote words.", Kind.FOOTNOTE),
        ("Value added tax", Kind.ABBREVIATION),
        ("Permanent link", Kind.INTERFACE),
        ("Jump back to footnote {} in the text", Kind.INTERFACE),
    ],
)
def test_every_readable_text_is_a_message(torture: dict[str, Message], msgid: str, kind: Kind) -> None:
    assert torture[msgid].kind is kind


def test_code_mathematics_and_scripts_are_not(torture: dict[str, Message]) -> None:
    everything = "\n".join(torture)
    for words in ("not a message", "notAMessage", "indented", "mc^2", "JW201"):
        assert words not in everything


def test_wraps_are_joined_and_hard_breaks_kept(torture: dict[str, Message]) -> None:
    (found,) = [msgid for msgid in torture if msgid.startswith("A paragraph")]
    assert found.count("\n") == 1 and "a hard break  \nafter it" in found and "(c), a soft wrap" in found


def test_authors_can_give_context_and_comments_and_skip(torture: dict[str, Message]) -> None:
    assert torture["Apply"].context == "button"
    assert torture["Apply"].notes == ("Short, it stands on a button.",)
    assert "Left alone" not in torture


def test_lines_and_sections(torture: dict[str, Message]) -> None:
    lines = TORTURE.split("\n")
    for msgid, start in [
        ("Setext heading", "Setext"),
        ("CNY 800", "| `JW201`"),
        ("Own title", "!!! warning"),
        ("Raw alt", "  <img"),
        ("Footnote words.", "[^fees]:"),
        ("Second tab", "=== "),
    ]:
        line = torture[msgid].line
        assert line is not None and lines[line - 1].startswith(start), msgid
    assert torture["Own title"].section == "Setext heading"
    assert torture["Note"].line is None  # a default title stands nowhere in the source
    lost = {message.msgid for message in torture.values() if not message.line and message.kind != Kind.INTERFACE}
    assert lost == {"Note"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "`code`",
        "<https://example.org/>",
        "2026-03-01",
        "![](x.svg)",
        "```\ncode\n```",
        "$x$",
        "\\(x\\)",
    ],
)
def test_pages_without_words_have_no_messages(text: str) -> None:
    assert messages(text) == []


def test_python_markdown_alone_is_enough() -> None:
    assert [message.msgid for message in extract("# Fees\n\nPay\nhere.")] == ["Fees", "Pay here."]


def test_declarations_of_old_office_programs_do_no_harm() -> None:
    assert next(message.msgid for message in extract("<div><p>Pay <![if !IE]>here</p> <![x now</div>")) == "Pay"
