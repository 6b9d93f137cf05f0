"""Whether a load can be the goods declared: what it looks like, weighs and fills.

`load` takes the container off a standard picture and weighs what is left; `consistent` holds it
against a tariff heading and a gross mass.
"""

from quaywatch.scans.goods.judging import judged
from quaywatch.scans.goods.load import load
from quaywatch.scans.goods.model import shipped
from quaywatch.scans.reading import Finding
from quaywatch.scans.standard import Standard

VERSION = "1"
"""Of what is found; raised with it."""

__all__ = ["VERSION", "consistent", "judged", "load", "shipped"]


def consistent(
    standard: Standard,
    declared_heading: str,
    declared_mass_kg: float | None = None,
    reefer: bool | None = None,
) -> tuple[Finding, ...]:
    """Return what in a picture does not go with a tariff code and a gross mass.

    A code of more digits stands for its heading. `reefer` where the container's type is known.
    """
    found = load(standard, reefer)
    return judged(found, (declared_heading,), declared_mass_kg, shipped()).findings
