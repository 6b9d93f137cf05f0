"""`python -m bench.table` runs benchmarks in turn and writes their rows into the docs."""

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.__main__ import names

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
_READABLE = 240
"""Characters of a figure beyond which nobody reads it in a cell."""
HEAD = ("| benchmark | figures | beside | bars | measured |", "|---|---|---|---|---|")
START, END = "<!-- bench:start -->", "<!-- bench:end -->"


def measure(name: str, quick: bool) -> dict[str, Any]:
    """Run one benchmark in a process of its own and return its last line."""
    command = [sys.executable, "-m", "bench", name, *(["--quick"] if quick else [])]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def shown(value: object) -> str:
    """Format one figure for the table."""
    if isinstance(value, float):
        return f"{value:,.3g}" if abs(value) < 100 else f"{value:,.0f}"
    if isinstance(value, dict | list):
        written = json.dumps(value)
        return f"`{written}`" if len(written) <= _READABLE else "(a table; see the run's last line)"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def rows(text: str) -> dict[str, str]:
    """Return the table's rows by the benchmark's name."""
    return {line.split("`")[1]: line for line in text.splitlines() if line.startswith("| `")}


def row(result: dict[str, Any], quick: bool) -> str:
    """Lay one result out as a row, with the day and the machine."""
    cells = [
        "<br>".join(f"{key} {shown(value)}" for key, value in result[part].items())
        for part in ("figures", "peers", "holds")
    ]
    mode = "quick" if quick else "full"
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    measured = f"{datetime.now(UTC):%Y-%m-%d}, {mode}, {machine}"
    return "| " + " | ".join([f"`{result['name']}`", *cells, measured]) + " |"


def main() -> None:
    """Measure all, or those named, and rewrite their rows between the markers of the page."""
    parser = argparse.ArgumentParser(prog="python -m bench.table", description=__doc__)
    parser.add_argument("name", nargs="*")
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    before, rest = PAGE.read_text().split(START)
    old, after = rest.split(END)
    kept = {name: line for name, line in rows(old).items() if name in names()}
    for name in asked.name or names():
        print(f"{name} …", flush=True)
        kept[name] = row(measure(name, asked.quick), asked.quick)
    table = "\n".join([*HEAD, *(kept[name] for name in sorted(kept))])
    PAGE.write_text(f"{before}{START}\n{table}\n{END}{after}")


if __name__ == "__main__":
    main()
