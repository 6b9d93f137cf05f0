"""The demo shows scans of a few boxes, and what the world hid after loading is in one of two."""

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from quaywatch.cli.demonstration.scanning import scan
from quaywatch.node import Node
from tests.node.making import DAY, NUMBERS, consignment, filing


@pytest.mark.parametrize("hiding", [False, True])
def test_a_box_was_scanned_where_it_was_loaded_and_here(tmp_path: Path, hiding: bool) -> None:
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as node:
        node.intake(filing(consignment("BL1", NUMBERS[:1])))
        _scanned(node, hiding)


def _scanned(node: Node, hiding: bool) -> None:
    line = node.worklist().lines[0]
    hidden = [(line.equipment_number, "rip_on", 60.0)] if hiding else []
    columns = {"equipment_number": pl.String, "concealment": pl.String, "mass_kg": pl.Float64}
    scan(node, pl.DataFrame(hidden, schema=columns, orient="row"), DAY)
    found = node.scans.of_box(line.box_id)
    assert [one.taken.particulars.site for one in found] == [line.port_of_loading, "BEANR"]
    assert all(isinstance(one.at, datetime) for one in found)
    assert all(one.taken.particulars.note == "simulated" for one in found)
