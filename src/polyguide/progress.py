# SPDX-License-Identifier: Apache-2.0
"""Progress on a person's terminal: a thin wrapper over rich that stays silent in logs, pipes and CI."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

Advance = Callable[[int], None]
Reporter = Callable[[str, int], AbstractContextManager[Advance]]


@contextmanager
def progress(label: str, total: int) -> Iterator[Advance]:
    """Show a bar on stderr for ``total`` steps; call the yielded function with the number of steps done.

    Nothing is printed when stderr is not a terminal or there is nothing to do. The bar disappears when
    the work is done: what remains on the screen is the command's own output.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal or not total) as bars:
        task = bars.add_task(label, total=total)
        yield lambda steps: bars.advance(task, steps)
