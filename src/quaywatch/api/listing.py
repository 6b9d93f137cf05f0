"""What a request asks of the work list, and its lines as the page's rows."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Query as Parameter

from quaywatch.api.errors import ApiError
from quaywatch.api.schemas import Language, WorkRow
from quaywatch.node import Filters, Line, Query, Sort
from quaywatch.node.query import LARGEST_PAGE
from quaywatch.risk import title
from quaywatch.rules import RuleBook

_LONGEST = 200

_Text = Annotated[str | None, Parameter(max_length=_LONGEST)]


async def asked(
    offset: Annotated[int, Parameter(ge=0, le=100_000_000)] = 0,
    limit: Annotated[int, Parameter(ge=0, le=LARGEST_PAGE)] = 100,
    sort: Annotated[str, Parameter(max_length=40)] = "probability",
    order: Annotated[str, Parameter(pattern="^(asc|desc)$")] = "desc",
    q: _Text = None,
    status: _Text = None,
    basis: _Text = None,
    port_of_loading: _Text = None,
    terminal: _Text = None,
    carrier_code: _Text = None,
    hs: _Text = None,
    finding: _Text = None,
    arriving_before: datetime | None = None,
) -> Query:
    """Return the window and filters that the request's parameters name; an empty one is none."""
    if arriving_before is not None and arriving_before.tzinfo is None:
        arriving_before = arriving_before.replace(tzinfo=UTC)
    filters = Filters(
        q=q or None,
        status=status or None,
        basis=basis or None,
        port_of_loading=port_of_loading or None,
        terminal=terminal or None,
        carrier_code=carrier_code or None,
        hs=hs or None,
        finding=finding or None,
        arriving_before=arriving_before,
    )
    return Query(
        filters=filters,
        sort=_sort(sort),
        descending=(order == "desc") is (sort != "rank"),
        offset=offset,
        limit=limit,
    )


def _sort(name: str) -> Sort:
    if name == "rank":
        return Sort.PROBABILITY
    try:
        return Sort(name)
    except ValueError:
        raise ApiError(422, "request.invalid", f"query.sort: cannot sort by {name!r}") from None


def rows(lines: Sequence[Line], language: Language, rulebook: RuleBook) -> list[WorkRow]:
    """Return lines as the page shows them, in a language."""
    return [_row(line, language, rulebook) for line in lines]


def _row(line: Line, language: Language, rulebook: RuleBook) -> WorkRow:
    # The node made these values itself: checking each again would take most of a page's time.
    return WorkRow.model_construct(
        box_id=line.box_id,
        rank=line.rank,
        probability=line.probability,
        equipment_number=line.equipment_number,
        size_type=line.size_type or None,
        consignment_id=line.consignment_id,
        reference=line.reference,
        level=line.level,
        consignor=line.consignor or None,
        consignee=line.consignee or None,
        description=line.description,
        hs_code=line.hs_code or None,
        gross_mass_kg=line.gross_mass_kg,
        carrier_code=line.carrier_code or None,
        port_of_loading=line.port_of_loading or None,
        port_of_discharge=line.port_of_discharge or None,
        vessel_name=line.vessel_name or None,
        voyage=line.voyage or None,
        terminal=line.terminal or None,
        arrival_at=line.arrival_at,
        deadline_at=line.deadline_at,
        finding_count=line.finding_count,
        top_reasons=[title(reason, language, rulebook) for reason in line.strongest],
        basis=line.basis or None,
        status=line.status,
        held_by=line.held_by or None,
        version=line.version,
    )
