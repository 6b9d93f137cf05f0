"""`python -m bench` lists the benchmarks; `python -m bench NAME [--quick]` runs one.

A benchmark is a module of this folder with `TITLE: str` and `run(quick: bool) -> Result`.
The last line printed is one JSON object. A long one takes `run(quick, seconds)` too: with
`--seconds N` it does what fits into so long, keeps it, and goes on the next time.
"""

import argparse
import dataclasses
import importlib
import pkgutil
import sys

import msgspec

import bench
from bench._goes import TimeIsUp

NOT_BENCHMARKS = {"__main__", "result", "table"}


def names() -> list[str]:
    """Return the names of all benchmarks, sorted."""
    found = (module.name for module in pkgutil.iter_modules(bench.__path__))
    return sorted(name for name in found if name not in NOT_BENCHMARKS and name[0] != "_")


def main() -> None:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=bench.__doc__)
    parser.add_argument("name", nargs="?", choices=names())
    parser.add_argument("--quick", action="store_true", help="most in at most a minute")
    parser.add_argument("--seconds", type=float, help="end a long one then, and go on next time")
    arguments = parser.parse_args()
    if arguments.name is None:
        for name in names():
            print(f"{name:12} {importlib.import_module(f'bench.{name}').TITLE}")
        return
    goes = {} if arguments.seconds is None else {"seconds": arguments.seconds}
    try:
        result = importlib.import_module(f"bench.{arguments.name}").run(arguments.quick, **goes)
    except TimeIsUp:
        print("the time of this go is over; run it again to go on")
        sys.exit(75)
    print(msgspec.json.encode(dataclasses.asdict(result)).decode())


if __name__ == "__main__":
    main()
