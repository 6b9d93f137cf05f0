import numpy as np
import pytest

from quaywatch.scans.detection.zones import Zone, zones


@pytest.mark.parametrize(("lines", "rows"), [(606, 339), (1219, 370)])
def test_every_cell_is_of_one_zone(lines: int, rows: int) -> None:
    count = np.sum([cells.astype(int) for cells in zones(lines, rows).values()], axis=0)
    assert (count == 1).all()


def test_bags_on_the_floor_behind_the_doors_are_in_the_doors_zone() -> None:
    of = zones(1219, 339)
    # Half a metre from the doors, a hand above the underside.
    assert of[Zone.DOORS][50 // 4, (30 + 18) // 4]
    assert of[Zone.STRUCTURE][0, 40]
    assert of[Zone.FRONT][-1, 40]
    assert of[Zone.LOAD][150, 40]
