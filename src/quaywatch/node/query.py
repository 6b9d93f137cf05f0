"""What can be asked of the work list."""

from datetime import datetime
from enum import StrEnum

import msgspec
from sqlalchemy import ColumnElement, Dialect, String, exists, func, literal_column

from quaywatch.node import schema
from quaywatch.node.instants import stored
from quaywatch.node.texts import searchable

LARGEST_PAGE = 500


class Sort(StrEnum):
    """Columns by which the work list can be ordered."""

    PROBABILITY = "probability"
    EQUIPMENT_NUMBER = "equipment_number"
    SIZE_TYPE = "size_type"
    CONSIGNMENT_ID = "consignment_id"
    REFERENCE = "reference"
    LEVEL = "level"
    CONSIGNOR = "consignor"
    CONSIGNEE = "consignee"
    DESCRIPTION = "description"
    HS_CODE = "hs_code"
    CARRIER_CODE = "carrier_code"
    PORT_OF_LOADING = "port_of_loading"
    PORT_OF_DISCHARGE = "port_of_discharge"
    VESSEL_NAME = "vessel_name"
    VOYAGE = "voyage"
    TERMINAL = "terminal"
    ARRIVAL_AT = "arrival_at"
    DEADLINE_AT = "deadline_at"
    FINDING_COUNT = "finding_count"
    BASIS = "basis"
    STATUS = "status"
    HELD_BY = "held_by"


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions that all boxes of a list meet; None asks for nothing."""

    q: str | None = None
    """Text within number, bill, parties or goods; every word must be there."""
    status: str | None = None
    basis: str | None = None
    port_of_loading: str | None = None
    terminal: str | None = None
    carrier_code: str | None = None
    hs: str | None = None
    """Beginning of the HS code."""
    finding: str | None = None
    """Code of a check that spoke up."""
    arriving_before: datetime | None = None

    def conditions(self, dialect: Dialect, *, common: bool = False) -> list[ColumnElement[bool]]:
        """Return the filters as conditions on the box table.

        When what meets them is `common`, walking the list in its order finds a page soonest:
        SQLite is then kept from gathering all of it by an index of the filters.
        """
        box = schema.box.c
        same = {
            "status": self.status,
            "basis": self.basis,
            "port_of_loading": self.port_of_loading,
            "terminal": self.terminal,
            "carrier_code": self.carrier_code,
        }
        walk = common and dialect.name == "sqlite"
        conditions: list[ColumnElement[bool]] = [
            (literal_column(f"+box.{name}", String) if walk else box[name]) == value
            for name, value in same.items()
            if value is not None
        ]
        if self.hs:
            conditions += [box.hs_code >= self.hs, box.hs_code < self.hs + "\uffff"]
        if self.arriving_before is not None:
            conditions.append(box.arrival_at < stored(self.arriving_before))
        if self.finding is not None:
            found = schema.box_finding.c
            spoke = exists().where(found.code == self.finding, found.box_id == box.box_id)
            conditions.append(spoke)
        within = func.strpos if dialect.name == "postgresql" else func.instr
        words = searchable(self.q).split()
        conditions += [within(box.search, word) > 0 for word in words]
        return conditions


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """A window on the work list."""

    filters: Filters = Filters()
    sort: Sort = Sort.PROBABILITY
    descending: bool = True
    offset: int = 0
    limit: int = 100
