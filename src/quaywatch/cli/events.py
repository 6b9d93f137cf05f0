"""Tables of what happened to containers and where vessels call, for the terminal."""

from datetime import UTC, datetime

from rich.table import Table
from rich.text import Text

from quaywatch.cargo.movement import Movement
from quaywatch.cargo.route import Route
from quaywatch.cargo.transport_call import TransportCall


def movements(shown: list[Movement], total: int) -> Table:
    """Return a table of movements; its caption says when there are more."""
    names = ("container", "what", "when", "where", "vessel", "from", "to", "cell", "kg", "seals")
    table = _table("movements", len(shown), total, names)
    for movement in shown:
        route = movement.route or Route()
        mass = movement.verified_gross_mass_kg or movement.gross_mass_kg
        cells = (
            movement.equipment_number,
            f"{movement.kind.value}, {movement.classifier.value}",
            _instant(movement.at),
            _joined(movement.location, movement.facility),
            _joined(movement.vessel_name or movement.imo_number, movement.voyage),
            route.port_of_loading or "",
            route.port_of_discharge or "",
            movement.stowage or "",
            "" if mass is None else f"{mass:,.0f}",
            " ".join(seal.number for seal in movement.seals),
        )
        table.add_row(*map(Text, cells))
    return table


def calls(shown: list[TransportCall], total: int) -> Table:
    """Return a table of port calls; its caption says when there are more."""
    table = _table("port calls", len(shown), total, ("call", "when", "where", "vessel", "carrier"))
    for call in shown:
        cells = (
            f"{call.kind.value}, {call.classifier.value}",
            _instant(call.at),
            _joined(call.location, call.facility),
            _joined(call.vessel_name or call.imo_number, call.voyage),
            call.carrier_code or "",
        )
        table.add_row(*map(Text, cells))
    return table


def _table(what: str, shown: int, total: int, names: tuple[str, ...]) -> Table:
    more = f"{shown:,} of {total:,} {what}" if shown < total else None
    table = Table(caption=more, box=None, pad_edge=False, header_style="dim")
    for name in names:
        right = "right" if name == "kg" else "left"
        table.add_column(name, overflow="ellipsis", no_wrap=True, max_width=28, justify=right)
    return table


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"


def _joined(*words: str | None) -> str:
    return " ".join(filter(None, words))
