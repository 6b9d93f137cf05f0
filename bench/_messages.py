"""Invented bayplans and discharge reports for measuring speed; they say nothing of real trade."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice, product
from pathlib import Path

import numpy as np

from quaywatch.cargo import (
    Classifier,
    Filing,
    FilingHeader,
    Movement,
    MovementKind,
    Route,
    Seal,
    SealIssuer,
)
from quaywatch.formats import read
from quaywatch.formats.edifact import movements

_PORTS = ("ECGYE", "COCTG", "BRSSZ", "PECLL", "PAMIT", "MAPTM", "ESALG", "USNYC", "CNSHA", "SGSIN")
_SIZES = ("22G1", "45G1", "45R1", "42G1", "22R1")
_CARRIERS = ("SIMA", "SIMB", "SIMC")
_START = datetime(2026, 3, 1, tzinfo=UTC)
_BOXES = 9_000
"""Containers a vessel, and so a message."""
_BYTES_A_BOX = 190


def write_interchanges(file: Path, size: int, forms: tuple[str, ...] = ("baplie", "coarri")) -> int:
    """Write a message of each form by turns until `size` bytes, about; return how many.

    One interchange each. The same seed gives the same bytes.
    """
    random = np.random.default_rng(11)
    vessels = max(2, size // (_BOXES * _BYTES_A_BOX))
    with file.open("wb") as out:
        for voyage, form in islice(enumerate(cycle(forms)), vessels):
            header = FilingHeader(format=form, sender="SIMULATED", reference=f"V{voyage}")
            boxes = tuple(_boxes(random, form, f"{voyage:03}N"))
            out.write(movements.write([Filing(header=header, movements=boxes)]))
        return out.tell()


def _boxes(random: np.random.Generator, form: str, voyage: str) -> Iterator[Movement]:
    discharged = form == "coarri"
    figures: list[list[int]] = random.integers(0, 1_000_000, (_BOXES, 6)).tolist()
    cells = product(range(1, 120, 2), range(20), range(2, 18, 2))
    for (number, first, second, other, mass, minute), cell in zip(figures, cells, strict=False):
        bay, row, tier = cell
        loading = _PORTS[first % len(_PORTS)]
        yield Movement(
            equipment_number=f"SIMU{number:06}{other % 10}",
            kind=MovementKind.DISCHARGED if discharged else MovementKind.STOWED,
            classifier=Classifier.ACTUAL,
            at=_START + timedelta(minutes=minute % 2880 if discharged else 0),
            location="BEANR" if discharged else "PAMIT",
            facility="K913" if discharged else None,
            vessel_name="SIM VESSEL",
            voyage=voyage,
            packed=first % 5 > 0,
            imo_number="9074729",
            carrier_code=_CARRIERS[second % len(_CARRIERS)],
            size_type=_SIZES[other % len(_SIZES)],
            seals=(Seal(number=f"SL{other:06}", issuer=SealIssuer.CARRIER),) if discharged else (),
            gross_mass_kg=float(2_000 + mass % 280 * 100),
            temperature_c=13.3 if other % 10 == 0 else None,
            stowage=f"{bay:03}{row:02}{tier:02}",
            transport_document=f"SIMA{mass:06}" if discharged else None,
            route=Route(
                port_of_loading=loading,
                port_of_discharge="BEANR",
                place_of_delivery="DEDUI" if second % 4 == 0 else None,
            ),
        )


def count_movements(file: Path) -> int:
    """Return how many movements the file holds."""
    return sum(len(part.filing.movements) for part in read(file) if part.filing)
