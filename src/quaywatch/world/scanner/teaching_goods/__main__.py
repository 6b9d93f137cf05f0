"""`python -m quaywatch.world.scanner.teaching_goods FILE`: teach what goods look like.

Simulates lots of every line of the trade's goods, fits their densities on three in four, measures
on the fourth what scores are worth, and writes the model to FILE. The same seed gives the same
model. With 12 lots a line it takes some three minutes of processor time; with 4, the fewest, one.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from quaywatch.scans.goods.model import Model, write
from quaywatch.world.reference import table
from quaywatch.world.scanner.teaching_goods.fitting import calibrated, fit
from quaywatch.world.scanner.teaching_goods.lots import Lot, lot

_FEWEST = 4
_PER_LINE = 1000
_STREAM = 7_000_000
"""Seeds from here on teach; nothing that is tested has them."""


def lots(count: int, first: int = 0, *, whole: bool = False) -> Iterator[Lot]:
    """Yield lots `first` to before `first` + `count` of every line, in this order."""
    codes: list[str] = table("goods")["hs_code"].to_list()
    for number in range(first, first + count):
        for place, code in enumerate(codes):
            made = lot(code, _STREAM + number * _PER_LINE + place, whole=whole)
            if made is not None:
                yield made


def taught(count: int) -> Model:
    """Teach a model with `count` lots of every line."""
    measured = count // _FEWEST
    kept = count - measured
    return calibrated(fit(list(lots(kept))), list(lots(measured, kept)))


def main() -> None:
    """Teach a model and write it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("file", type=Path)
    asked.add_argument("--lots", type=int, default=12, help="of every line of goods")
    told = asked.parse_args()
    if told.lots < _FEWEST:
        asked.error(f"--lots {told.lots}: one lot in {_FEWEST} measures what the others taught")
    write(taught(told.lots), told.file)


if __name__ == "__main__":
    main()
