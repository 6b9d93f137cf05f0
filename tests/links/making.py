"""Mentions of made-up firms."""

from datetime import UTC, datetime, timedelta

from quaywatch.cargo import Party, PartyRole
from quaywatch.links import Mention

START = datetime(2026, 5, 4, tzinfo=UTC)


def mention(
    number: int,
    name: str,
    *,
    role: PartyRole = PartyRole.CONSIGNEE,
    counterparts: tuple[str, ...] = (),
    goods: tuple[str, ...] = (),
    **fields: str,
) -> Mention:
    """Return the mention that became known `number` hours after the start."""
    return Mention(
        id=f"m{number}",
        party=Party(role=role, name=name, **fields),
        at=START + timedelta(hours=number),
        counterparts=counterparts,
        goods=goods,
    )
