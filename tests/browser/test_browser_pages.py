# SPDX-License-Identifier: Apache-2.0
"""Built pages in a real browser."""

from __future__ import annotations

import pytest
from visitor import Visitor

pytestmark = pytest.mark.browser

_PAGES = [
    "/",
    "/es/",
    "/guides/permit/",
    "/es/guides/permit/",
    "/ar/guides/permit/",
    "/ar/guides/refund/",
    "/404.html",
]


def test_nothing_is_asked_of_another_host_and_nothing_is_missing(visitor: Visitor) -> None:
    for address in _PAGES:
        visitor.go(address)
        visitor.page.hover(".md-select")
    assert visitor.foreign == []
    assert visitor.failed == []


@pytest.mark.parametrize("address", ["/es/guides/permit/", "/ar/guides/permit/"])
def test_the_whole_language_menu_can_be_seen(visitor: Visitor, address: str) -> None:
    visitor.go(address)
    visitor.page.hover(".md-select")
    visitor.page.wait_for_timeout(500)
    for name in ("English", "Español", "العربية"):
        box = visitor.page.get_by_role("link", name=name, exact=True).bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 1280 and box["y"] < 900
    assert (
        visitor.page.evaluate("getComputedStyle(document.querySelector('.md-select__list')).overflowY") == "auto"
    )
    assert visitor.page.evaluate(
        "(list => list.scrollHeight <= list.clientHeight)(document.querySelector('.md-select__list'))"
    )


def test_a_reader_changes_language_and_stays_on_the_page(visitor: Visitor) -> None:
    visitor.go("/es/guides/permit/")
    visitor.page.hover(".md-select")
    visitor.page.get_by_role("link", name="العربية", exact=True).click()
    visitor.page.wait_for_url("**/ar/guides/permit/")
    assert visitor.page.evaluate("[document.documentElement.lang, document.dir]") == ["ar", "rtl"]


def test_a_phone_number_reads_from_left_to_right_in_arabic(visitor: Visitor) -> None:
    visitor.go("/ar/guides/permit/")
    first, last = visitor.page.evaluate("""() => {
        const text = document.querySelector("article bdi").firstChild;
        const range = document.createRange();
        const left = at => {
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            return range.getBoundingClientRect().left;
        };
        return [left(0), left(text.length - 1)];
    }""")
    assert first < last


def test_no_page_is_wider_than_a_phone(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 360, "height": 740})
    for address in _PAGES[:-1]:
        visitor.go(address)
        assert visitor.page.evaluate("document.documentElement.scrollWidth <= 360"), address
