"""`python -m bench._empties_learning FILE`: makes a reference like the one that ships.

Ends are learnt from many makers, one container of each kind before each scanner; how empties score
is measured on containers of as many makers again, half of them of makers that taught no end.
As it stands it takes some fifteen minutes of a processor; `--makers 6 --scored 4 --loaded 2` one.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from bench._empties import KINDS, Case, empties, half_strange, hidden, loaded, seen
from quaywatch.scans.emptiness.known import write
from quaywatch.scans.emptiness.learning import FEWEST, calibrated
from quaywatch.scans.emptiness.learning import seen as ends_of
from quaywatch.scans.standard import Standard
from quaywatch.world.scanner.installation import INSTALLATIONS
from quaywatch.world.scanner.makes import MAKES, make

_FIRST = 7_000_000
_MAKERS, _SCORED = 76, 600
_TAUGHT, _OTHERS = 1000, 2000
"""Numbers from which makers are taken that teach ends, and that tell how empties score."""


def taught(makers: int) -> Iterator[Case]:
    """Yield a container of every maker and kind before every scanner, makers one by one."""
    number = 0
    for maker in range(makers):
        of = make(maker if maker < MAKES else _TAUGHT + maker)
        for scanner in INSTALLATIONS:
            for kind in KINDS:
                number += 1
                yield Case(_FIRST + number, kind, scanner, make=of)


def scored(count: int) -> Iterator[Case]:
    """Yield empties whose scores are measured: first of strange makers, then of those met."""
    cases = empties(count, _FIRST + 1_000_000)
    for strange in (True, False):
        for number, case in enumerate(cases):
            if (number % 2 == 0) is strange:
                of = make(_OTHERS + number // 2 if strange else number * 5 % MAKES)
                yield Case(case.seed, case.size_type, case.installation, make=of)


def full() -> list[Case]:
    """Return containers that are not empty."""
    return half_strange([*hidden(2, _FIRST + 1_200_000), *loaded(3, _FIRST + 1_300_000)])


def _seen(cases: Iterator[Case]) -> Iterator[Standard]:
    return (found for case in cases if (found := seen(case)) is not None)


def main() -> None:
    """Make a reference and write it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("file", type=Path)
    asked.add_argument("--makers", type=int, default=_MAKERS, help="that teach ends")
    asked.add_argument("--scored", type=int, default=_SCORED, help="empties that are scored")
    asked.add_argument("--loaded", type=int, help="containers that are not empty; all by default")
    told = asked.parse_args()
    if told.makers < FEWEST:
        asked.error(f"--makers {told.makers}: {FEWEST} of a kind are the fewest to learn from")
    note = (
        f"simulated empties of {told.makers} makers before three scanners, "
        f"scored on {told.scored} more"
    )
    ends = ends_of(_seen(taught(told.makers)))
    known = calibrated(ends, _seen(scored(told.scored)), _seen(iter(full()[: told.loaded])), note)
    write(known, told.file)


if __name__ == "__main__":
    main()
