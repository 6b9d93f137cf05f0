"""The rows that a port brings are its own inspections, as numbers small enough to be summed."""

from pathlib import Path

import numpy as np
import pytest

from quaywatch.alliance.learning.masks import encoded
from quaywatch.alliance.sums import Refusal, Refused
from quaywatch.node import Node
from quaywatch.node.allied.sums.sources import Inspected
from quaywatch.node.lessons import Lessons
from tests.node.making import Clock
from tests.node.teaching import taught

FEATURES = ("goods_mass_kg", "goods_mass_kg_said", "findings", "expert_log_odds")


def test_a_source_is_taken_by_name_and_says_what_it_lacks(tmp_path: Path) -> None:
    with Node.open(tmp_path / "node.sqlite", clock=Clock()) as node:
        assert node.allied.sources is not None
        sources = node.allied.sources()
        assert [(one.name, one.rows) for one in sources.all()] == [
            ("inspections", 0),
            ("planned", 0),
        ]
        taught(node, first=100)
        assert sources.all()[0].rows == 0  # what was looked at once stays as it was
        sources = node.allied.sources()
        every, planned = sources.all()
        assert every.rows > planned.rows == 0  # no plan of this node picked them
        assert set(FEATURES) <= set(every.features)
        drawn = sources.take("inspections", FEATURES)
        assert drawn.rows.shape == (every.rows, len(FEATURES))
        assert drawn.found.sum() == every.found
        # No mass in kilograms: what is summed stays far below what a sum can hold.
        assert np.isfinite(drawn.rows).all()
        assert 0 < drawn.rows[:, 0].max() < 30
        assert set(np.unique(drawn.rows[:, 1])) <= {0.0, 1.0}
        encoded((drawn.rows**2).sum(axis=0))
        again = sources.take("inspections", FEATURES)
        assert np.array_equal(again.rows, drawn.rows)
        with pytest.raises(Refused, match="no weather") as refused:
            sources.take("inspections", ("weather",))
        assert refused.value.code is Refusal.NOT_IN_SOURCE
        with pytest.raises(Refused) as refused:
            sources.take("rumours", FEATURES)
        assert refused.value.code is Refusal.UNKNOWN_SOURCE
        whole = sources.take("inspections", every.features)
        assert np.isfinite(whole.rows).all()


def test_all_inspections_are_read_once_a_look(tmp_path: Path) -> None:
    with Node.open(tmp_path / "node.sqlite", clock=Clock()) as node:
        read: list[Lessons] = []

        def told() -> Lessons:
            read.append(node.models.taught()[0])
            return read[-1]

        sources = Inspected(told)
        for source in sources.all():
            sources.take(source.name, FEATURES)
        assert len(read) == 1
