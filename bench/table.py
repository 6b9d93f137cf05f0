"""`python -m bench.table` runs every benchmark in turn and writes the table into the docs."""

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


def table(results: list[dict[str, Any]], quick: bool) -> str:
    """Lay the results out as one Markdown table."""
    mode = "quick" if quick else "full"
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    lines = [
        f"Measured {datetime.now(UTC):%Y-%m-%d}, {mode} mode, {machine}.",
        "",
        "| benchmark | figures | beside | bars |",
        "|---|---|---|---|",
    ]
    for result in results:
        cells = [
            "<br>".join(f"{key} {shown(value)}" for key, value in result[part].items())
            for part in ("figures", "peers", "holds")
        ]
        lines.append("| " + " | ".join([f"`{result['name']}`", *cells]) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measure all and rewrite the part of the page between the markers."""
    parser = argparse.ArgumentParser(prog="python -m bench.table", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick: bool = parser.parse_args().quick
    results: list[dict[str, Any]] = []
    for name in names():
        print(f"{name} …", flush=True)
        results.append(measure(name, quick))
    text = PAGE.read_text()
    before, rest = text.split(START)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{START}\n{table(results, quick)}\n{END}{after}")


if __name__ == "__main__":
    main()
