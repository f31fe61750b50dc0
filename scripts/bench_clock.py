# SPDX-License-Identifier: Apache-2.0
"""Clock and table for bench.py: jobs run in turn, so that a busy machine is unfair to none of them."""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

Job = Callable[[], object]


def measured(jobs: Mapping[str, Job], pairs: Sequence[tuple[str, str]], repeat: int) -> dict[str, Any]:
    """Run all jobs ``repeat`` times in turn; give the least seconds of each and the ratios of the pairs.

    A pair is (ours, peer); its ratio is our time divided by the peer's, so below 1 we are the quicker. CPU
    seconds are user and system time, those of programs that a job runs included. A pair whose peer was not
    run has no ratio.
    """
    seconds: dict[str, dict[str, float]] = {}
    for turn in range(1, repeat + 1):
        for name, job in jobs.items():
            gc.collect()
            wall, cpu = time.perf_counter(), _cpu_seconds()
            job()
            now = {"cpu": _cpu_seconds() - cpu, "wall": time.perf_counter() - wall}
            tell(f"{turn}/{repeat} {name}: {now['cpu']:.2f} s CPU, load {os.getloadavg()[0]:.1f}")
            before = seconds.get(name, now)
            seconds[name] = {clock: min(before[clock], now[clock]) for clock in now}
    ratios = {
        f"{ours} / {peer}": {
            clock: round(seconds[ours][clock] / seconds[peer][clock], 3) for clock in seconds[ours]
        }
        for ours, peer in pairs
        if peer in seconds
    }
    rounded = {name: {clock: round(value, 3) for clock, value in row.items()} for name, row in seconds.items()}
    return {"repeat": repeat, "seconds": rounded, "ratios": ratios}


def run(*command: str, folder: Path | None = None) -> None:
    """Run a program; what it prints goes nowhere, what it complains of to stderr."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)


def table(area: str, result: Mapping[str, Any]) -> str:
    """The result as Markdown: a row for each job, one for each ratio, and the other figures above them."""
    facts = [
        f"{name.replace('_', ' ')} {_fact(value)}"
        for name, value in result.items()
        if name not in ("seconds", "ratios")
    ]
    rows = [(name, f"{row['cpu']:.2f} s", f"{row['wall']:.2f} s") for name, row in result["seconds"].items()]
    rows += [(name, f"×{row['cpu']:.2f}", f"×{row['wall']:.2f}") for name, row in result["ratios"].items()]
    lines = ["| | CPU | wall |", "|---|---:|---:|", *("| " + " | ".join(row) + " |" for row in rows)]
    return "\n".join([f"**{area}**: {'; '.join(facts)}", "", *lines])


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _fact(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {number}" for name, number in value.items())
    return str(value)


def _cpu_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(one.ru_utime + one.ru_stime for one in usage)
