"""Real nodes for the page: the demo in small, and one with as many boxes as one likes."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from fastapi import FastAPI

from quaywatch.api.app import create_app
from quaywatch.api.settings import Settings
from quaywatch.cli.demonstration import demo_accounts, open_demo
from quaywatch.cli.demonstration.people import add_people
from quaywatch.formats import native
from quaywatch.node import Description, Node
from quaywatch.world import Config, simulate, to_filings

START = datetime(2026, 1, 1, tzinfo=UTC)


def copied(demo: Path, folder: Path) -> Node:
    """Open a copy of the demo: half a year of history and a planned day, free to be changed."""
    return open_demo(shutil.copytree(demo, folder / "demo"))


def fill(folder: Path, scale: float) -> Node:
    """Open a node on the eve of a month whose filings are all in; `scale` 1 is the port's own."""
    frames = simulate(Config(seed=2026, months=1, scale=scale, start=START.date())).collect().frames
    node = Node.open(folder / "node.sqlite", clock=lambda: START)
    node.describe(Description(name="Antwerp", simulated=True, live_from=START))
    node.intake(native.write(to_filings(frames)))
    add_people(node)
    return node


def serve(node: Node) -> FastAPI:
    """Return the application over `node`, with the demo's accounts on its sign-in page."""
    return create_app(node, Settings(demo_accounts=demo_accounts()))
