"""A few consignments' inputs, made value by value, are those that columns give."""

from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch import checks
from quaywatch.cargo import Consignment
from quaywatch.risk import Known
from quaywatch.risk.inputs import table
from quaywatch.risk.trees.told import by_row
from tests.risk.lessons import book, filed, known
from tests.risk.making import consignments, frames


def agree(everything: Known) -> None:
    declared = np.linspace(-5.0, 1.0, len(everything.frames))
    few = table.told(everything, declared)
    with patch.object(table, "FEW", 0):
        many = table.told(everything, declared)
    assert by_row(few) == by_row(many)


@settings(deadline=None, max_examples=40)
@given(st.lists(consignments, min_size=1, max_size=5))
def test_whatever_is_declared(several: list[Consignment]) -> None:
    batch = frames(several)
    found = checks.run(batch)
    agree(Known(batch, found, book().match(batch, found)))


def test_with_the_past_and_weighed_boxes() -> None:
    agree(known(filed(20, seed=4)))
