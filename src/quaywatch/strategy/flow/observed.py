"""What an authority's own audits and tests add to what is published."""

from collections.abc import Iterable
from typing import Annotated

import msgspec

from quaywatch.strategy.flow.evidence import Count, Evidence, Mass, PortYear

_Port = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}[A-Z2-9]{3}$")]


class Observed(msgspec.Struct, frozen=True, kw_only=True):
    """What lots and tests said of one port in one year."""

    port: _Port
    year: int
    boxes: Count
    """That arrived, as far as they were declared."""
    audited: Count = 0
    """Even draws that the boxes opened by lot are worth."""
    hits: Count = 0
    """Finds among as many."""
    mass_kg: Mass = 0.0
    """Of them, by what the finds weighed on average."""
    tests: Count = 0
    """Loads that all of daily work had before it."""
    tests_found: Count = 0
    stale: Count = 0
    """Of the tests, those that hid as nobody hid any more."""


def informed(evidence: Evidence, observed: Iterable[Observed]) -> Evidence:
    """Return the evidence with audits and tests of ports and years that it speaks of.

    What it says of a year already is replaced; what its question is not about stays out.
    """
    known = {(one.port, one.year): one for one in observed}
    after = [
        one
        for one in known.values()
        if one.port == evidence.target and one.year >= evidence.changed and one.tests
    ]
    return msgspec.structs.replace(
        evidence,
        port_years=tuple(
            _with(one, known.get((one.port, one.year))) for one in evidence.port_years
        ),
        tests_refreshed=(
            all(one.stale == 0 for one in after) if after else evidence.tests_refreshed
        ),
    )


def _with(one: PortYear, found: Observed | None) -> PortYear:
    if found is None or not (found.audited or found.tests):
        return one
    return msgspec.structs.replace(
        one,
        containers=max(found.boxes, found.audited, one.containers or 0),
        audited=found.audited,
        audit_hits=found.hits,
        audit_mass_kg=found.mass_kg,
        tests=found.tests,
        tests_found=found.tests_found,
    )
