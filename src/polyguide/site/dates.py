# SPDX-License-Identifier: Apache-2.0
"""The date a site is built for: the only place of this room that may look at a clock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from polyguide.config import Site
from polyguide.errors import Problem, UserMistake

_SOURCE_DATE_EPOCH = "SOURCE_DATE_EPOCH"


def build_date(site: Site) -> date:
    """The date from SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), in UTC;
    without it, today in the time zone ``extra.time_zone`` of ``mkdocs.yml`` (default: UTC).

    Raises UserMistake when either of them cannot be understood.
    """
    epoch = os.environ.get(_SOURCE_DATE_EPOCH)
    if epoch is not None:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError):
            message = f"is {epoch!r}, expected whole seconds since 1970-01-01 UTC"
            raise UserMistake(Problem(_SOURCE_DATE_EPOCH, 0, message, "correct or unset it")) from None
    zone = str(site.extra.get("time_zone", "UTC"))
    try:
        return datetime.now(ZoneInfo(zone)).date()
    except (ZoneInfoNotFoundError, ValueError):
        message = f"extra.time_zone: there is no time zone {zone!r}"
        raise UserMistake(Problem(site.config_file.name, 0, message, "write one such as Asia/Shanghai")) from None


@contextmanager
def pinned_clock(as_of: date) -> Iterator[None]:
    """Let everything that honours SOURCE_DATE_EPOCH believe that it is midnight UTC of ``as_of``."""
    before = os.environ.get(_SOURCE_DATE_EPOCH)
    os.environ[_SOURCE_DATE_EPOCH] = str(int(datetime.combine(as_of, time(), UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SOURCE_DATE_EPOCH]
        else:
            os.environ[_SOURCE_DATE_EPOCH] = before
