"""`python -m bench._empties_learning FILE`: makes a reference like the one that ships.

Ends are learnt from many makers, one container of each kind before each scanner; how empties score
is measured on containers of as many makers again, half of them of makers that taught no end.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from bench._empties import KINDS, Case, empties, half_strange, hidden, loaded, seen
from quaywatch.scans.emptiness.known import write
from quaywatch.scans.emptiness.learning import calibrated
from quaywatch.scans.emptiness.learning import seen as ends_of
from quaywatch.scans.standard import Standard
from quaywatch.world.scanner.installation import INSTALLATIONS
from quaywatch.world.scanner.makes import MAKES, make

_FIRST = 7_000_000
_MAKERS, _SCORED = 76, 600
_TAUGHT, _OTHERS = 1000, 2000
"""Numbers from which makers are taken that teach ends, and that tell how empties score."""


def taught() -> Iterator[Case]:
    """Yield a container of every maker and kind before every scanner, makers one by one."""
    number = 0
    for maker in range(_MAKERS):
        of = make(maker if maker < MAKES else _TAUGHT + maker)
        for scanner in INSTALLATIONS:
            for kind in KINDS:
                number += 1
                yield Case(_FIRST + number, kind, scanner, make=of)


def scored() -> Iterator[Case]:
    """Yield empties whose scores are measured: first of strange makers, then of those met."""
    cases = empties(_SCORED, _FIRST + 1_000_000)
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


if __name__ == "__main__":
    note = f"simulated empties of {_MAKERS} makers before three scanners, scored on {_SCORED} more"
    known = calibrated(ends_of(_seen(taught())), _seen(scored()), _seen(iter(full())), note)
    write(known, Path(sys.argv[1]))
