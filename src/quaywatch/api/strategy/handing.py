"""A plan for the alliance as what is asked of one of its ports."""

import re
from datetime import date

from quaywatch.api.coverage_shapes import CoverageCellShape, StrategicCoverage
from quaywatch.api.errors import ApiError
from quaywatch.strategy.allocation import Alliance, How, Row, settle

_COUNTRY = re.compile(r"[A-Z]{2}")
_CHAPTERS = re.compile(r"([0-9]{2})(?:-([0-9]{2}))?")


def handed(alliance: Alliance, how: How, port: str, until: date) -> StrategicCoverage:
    """Return what a plan asks of a port; raises ApiError where the port has none.

    What names no country or chapters, such as all other goods, comes after what does.
    """
    try:
        rows = settle(alliance, how).rows(port)
    except KeyError as error:
        raise ApiError(404, "not-found", f"{port} is not in the scenario.") from error
    except ValueError as error:
        raise ApiError(422, "scenario.wrong", str(error)) from error
    cells = [_cell(row) for row in rows]
    cells.sort(key=lambda cell: (not cell.countries, not cell.chapters))
    return StrategicCoverage(port=port, cells=cells, until=until, why=f"allocation: {how.value}")


def _cell(row: Row) -> CoverageCellShape:
    spelled = _CHAPTERS.fullmatch(row.goods)
    first, last = (spelled[1], spelled[2] or spelled[1]) if spelled else ("01", "00")
    return CoverageCellShape(
        name=f"{row.route}/{row.goods}",
        countries=[row.route] if _COUNTRY.fullmatch(row.route) else [],
        chapters=[f"{chapter:02}" for chapter in range(int(first), int(last) + 1)],
        share=min(sum(row.looks.values()), 1.0),
        why=row.because.value,
    )
