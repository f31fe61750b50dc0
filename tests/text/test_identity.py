# SPDX-License-Identifier: Apache-2.0
"""With translations equal to their sources, a page's HTML is byte for byte what Python-Markdown makes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from rendering import CONFIGS, CORPORA, EXTENSIONS, render

from polyguide.text import Extractor, Message, TranslationExtension
from polyguide.text.messages import Kind

TORTURE = Path(__file__).with_name("torture.md").read_text(encoding="utf-8")


def same(message: Message) -> str:
    return message.msgid


def test_the_torture_page_is_unchanged() -> None:
    assert render(TORTURE, same) == render(TORTURE)


def test_white_space_inside_raw_elements_is_kept() -> None:
    text = "<div markdown>\n\n<p>a   b\nc</p>\n\n</div>"
    assert render(text, same) == render(text)


def test_a_code_block_that_is_a_heading_keeps_its_anchor() -> None:
    text = "```python\nx = 'a' < b\n```\n---\n\nText."
    assert render(text, same) == render(text)
    assert 'id="x-a-b"' in render(text)


def test_one_markdown_object_renders_page_after_page() -> None:
    pages = [TORTURE, "# Other\n\nText[^1].\n\n[^1]: Note.", TORTURE]
    plain = Markdown(extensions=list(EXTENSIONS), extension_configs=CONFIGS)
    ours = Markdown(extensions=[*EXTENSIONS, TranslationExtension(same)], extension_configs=CONFIGS)
    for page in pages:
        assert ours.reset().convert(page) == plain.reset().convert(page)


def test_unique_footnote_ids_count_as_without_us() -> None:
    options = {"footnotes": {"UNIQUE_IDS": True}}
    text = "Text[^1].\n\n[^1]: Note."
    plain = Markdown(extensions=["footnotes"], extension_configs=options)
    ours = Markdown(extensions=["footnotes", TranslationExtension(same)], extension_configs=options)
    for _ in range(2):
        assert ours.convert(text) == plain.convert(text)
        ours.reset(), plain.reset()


def test_extraction_sees_what_translation_sees() -> None:
    seen: list[Message] = []
    render(TORTURE, seen.append)  # type: ignore[arg-type]
    extracted = Extractor(EXTENSIONS, CONFIGS).extract(TORTURE)
    assert sorted((m.msgid, m.context or "") for m in extracted) == sorted(
        (m.msgid, m.context or "") for m in seen
    )


def corpus_pages() -> list[Path]:
    return sorted((CORPORA / "markdown").rglob("*.md"))


@pytest.mark.skipif(not corpus_pages(), reason=f"no foreign pages under {CORPORA}")
@pytest.mark.parametrize("page", corpus_pages(), ids=lambda page: page.stem)
def test_foreign_pages_are_unchanged(page: Path) -> None:
    from polyguide.mkdocs_settings import markdown_extensions
    from polyguide.text import front_matter

    settings_text = (CORPORA / "extensions.yml").read_text(encoding="utf-8")
    extensions, configs = markdown_extensions(yaml.safe_load(settings_text), settings_text, "extensions.yml", [])
    body = front_matter.split(page.read_text(encoding="utf-8"), name=page.name).body
    plain = Markdown(extensions=list(extensions), extension_configs=configs).convert(body)
    ours = Markdown(extensions=[*extensions, TranslationExtension(same)], extension_configs=configs).convert(body)
    assert ours == plain


WORDS = st.text("abc XY.,'-", min_size=1, max_size=12).filter(str.strip)
INLINE = st.one_of(
    WORDS,
    st.sampled_from(
        [
            "**bold**",
            "*em*",
            "`code`",
            "[link](x.md)",
            '[link](x.md "title")',
            "[ref][r]",
            "[r]",
            "![alt](a.svg)",
            "note[^n]",
            "<b title='t'>raw</b>",
            "http://example.org/x",
            "<!-- c -->",
            "a  \nb",
            "a\nb",
            "\\*",
            "&amp;",
            "$x$",
            "++ctrl++",
            "==mark==",
            "{ .x }",
            "H~2~O",
            "VAT",
            "| pipe",
        ]
    ),
)
TEXT = st.lists(INLINE, min_size=1, max_size=5).map(" ".join)
LINE = TEXT.map(lambda text: text.replace("\n", " "))


def indented(text: str) -> str:
    return "\n".join("    " + line for line in text.split("\n"))


BLOCK = st.recursive(
    st.one_of(
        TEXT,
        LINE.map(lambda text: f"## {text}"),
        LINE.map(lambda text: f"### {text} {{ #anchor }}"),
        LINE.map(lambda text: f"{text}\n---"),
        st.lists(LINE, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items)),
        st.lists(LINE, min_size=1, max_size=3).map(lambda items: "\n".join(f"1. {item}" for item in items)),
        st.lists(LINE, min_size=2, max_size=2).map(
            lambda cells: "| a | b |\n|---|:-:|\n| " + " | ".join(cells) + " |"
        ),
        LINE.map(lambda text: f"Term\n:   {text}"),
        LINE.map(lambda text: f"> {text}"),
        LINE.map(lambda text: f"<div title='t'>\n<p>{text}</p>\n</div>"),
        LINE.map(lambda text: f'```text title="{text[:8].replace(chr(34), "")}"\n{text}\n```'),
        LINE.map(lambda text: f"/// caption\n{text}\n///"),
    ),
    lambda inner: st.one_of(
        inner.map(lambda text: "!!! note\n" + indented(text)),
        inner.map(lambda text: '??? tip "Title"\n' + indented(text)),
        inner.map(lambda text: '=== "Tab"\n' + indented(text)),
        inner.map(lambda text: "- item\n\n" + indented(text)),
        inner.map(lambda text: f'<div markdown title="t">\n\n{text}\n\n</div>'),
    ),
    max_leaves=3,
)
PAGE = st.lists(BLOCK, min_size=1, max_size=5).map(
    lambda blocks: (
        "\n\n".join(blocks) + '\n\n[r]: r.md "R title"\n\n[^n]: Note words.\n\n*[VAT]: Value added tax\n'
    )
)


@settings(max_examples=150, deadline=None)
@given(PAGE)
def test_generated_pages_are_unchanged(text: str) -> None:
    assert render(text, same) == render(text)


@settings(max_examples=100, deadline=None)
@given(PAGE)
def test_generated_pages_keep_their_blocks_whatever_a_translation_says(text: str) -> None:
    """A translation that looks like a list, a heading, a table or an admonition cannot make one."""
    hostile = ["1. ", "# ", "- ", "> ", "| ", "    ", "!!! note\n    ", "[^9]: ", "~~~\n", "***\n", '=== "x"\n']
    texts = iter(hostile * 50)

    def lookup(message: Message) -> str | None:
        return None if message.kind is Kind.HTML else next(texts) + message.msgid

    blocks = ("<li", "<h1", "<h2", "<h3", "<tr", "<blockquote", "<pre", "<details", 'class="admonition')
    before, after = render(text), render(text, lookup)
    assert [after.count(block) for block in blocks] == [before.count(block) for block in blocks]
