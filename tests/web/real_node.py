"""A real node in a folder, filled from the simulated world: what the whole page is proved on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import polars as pl
from fastapi import FastAPI

from quaywatch.api.accounts import Account, Accounts
from quaywatch.api.app import create_app
from quaywatch.api.permissions import Role
from quaywatch.api.schemas import DemoAccount
from quaywatch.api.settings import Settings
from quaywatch.cargo import Filing, FilingHeader, Movement
from quaywatch.formats import native
from quaywatch.node import Description, Node
from quaywatch.world import Config, simulate, to_filings

NOW = datetime(2026, 1, 20, 7, tzinfo=UTC)
PASSWORD = "a-quay-of-one's-own"
ACCOUNTS = {"officer": Role.OFFICER, "supervisor": Role.SUPERVISOR}


def fill(folder: Path, scale: float) -> Node:
    """Open a node at `NOW` and take in a month's filings; `scale` 1 is the port's real traffic."""
    month = simulate(Config(seed=2026, months=1, scale=scale, latam_share=0.4)).collect()
    node = Node.open(folder / "node.sqlite", clock=lambda: NOW)
    node.describe(Description(name="Antwerp", simulated=True, live_from=NOW))
    node.intake(native.write(to_filings(month.frames)))
    node.intake(native.write(_events(month.movements.filter(pl.col("known_at") <= NOW))))
    return node


def _events(movements: pl.DataFrame) -> Iterator[Filing]:
    header = FilingHeader(format="native", sender="world")
    for part in movements.drop("known_at").iter_slices(500):
        events = msgspec.convert(part.to_dicts(), tuple[Movement, ...])
        yield Filing(header=header, movements=events)


def serve(node: Node) -> FastAPI:
    """Return the application over `node`, with its accounts."""
    accounts = Accounts(node.ledger.engine)
    for name, role in ACCOUNTS.items():
        accounts.create(Account(name, f"{name.title()} Demo", role, "en"), PASSWORD)
    shown = tuple(
        DemoAccount(username=name, password=PASSWORD, role=role.value)
        for name, role in ACCOUNTS.items()
    )
    return create_app(node, Settings(demo_accounts=shown, session_lifetime=timedelta(days=36_500)))
