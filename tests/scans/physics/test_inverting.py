import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.scans.materials import generic, material_table
from quaywatch.scans.physics.dual import invert
from quaywatch.scans.physics.inverting import inverted

CURVES = material_table((4.0, 6.0))
depths = st.floats(0, 16, width=32)


@given(
    st.lists(
        st.tuples(depths, depths, st.floats(0, 0.5, width=32), st.floats(0, 0.5, width=32)),
        min_size=1,
        max_size=20,
    )
)
def test_whole_pictures_are_read_as_single_pixels_are(cells: list[tuple[float, ...]]) -> None:
    columns = np.array(cells, dtype=np.float32).T[:, None, :]
    fast = inverted(CURVES, *columns)
    slow = invert(CURVES, *columns.astype(np.float64))
    for place, values in enumerate(
        (slow.number, slow.areal_density, slow.number_sd, slow.areal_density_sd)
    ):
        # Where curves of two wedges meet, a rounding decides between them.
        assert np.allclose(fast[:, :, place], values, rtol=2e-3, atol=2e-2, equal_nan=True)


@pytest.mark.parametrize("name", ["wood", "aluminium", "steel"])
def test_a_wedge_reads_as_itself(name: str) -> None:
    beams = generic((4.0, 6.0))
    low, high = (
        np.array([[-np.log(one.transmission({name: 60.0}))]], dtype=np.float32)
        for one in (beams.low, beams.high)
    )
    none = np.zeros_like(low)
    assert inverted(CURVES, low, high, none, none)[0, 0, 1] == pytest.approx(60.0, rel=2e-3)
