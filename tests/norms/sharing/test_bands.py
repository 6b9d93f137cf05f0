"""Bands tell how far a port is, and of no single requirement where it stands."""

import pytest

from quaywatch.norms import Standing, State
from quaywatch.norms.sharing import banded
from quaywatch.norms.sharing.bands import Band
from quaywatch.norms.standing import Backing


def stood(states: str) -> list[Standing]:
    """Return a group whose requirements stand as the letters say: met, failed or not asked."""
    known = {"m": State.MET, "f": State.NOT_MET, "n": State.NOT_APPLICABLE}
    return [
        Standing(
            requirement=f"SCN-{number:02}",
            state=known[each],
            backing=Backing.DECLARED,
            figure=None,
            observed_on=None,
            evidence=(),
            expired=(),
            certain=True,
        )
        for number, each in enumerate(states)
    ]


@pytest.mark.parametrize(
    ("states", "band"),
    [
        ("mmmmf", Band.MOST),
        ("mmmff", Band.HALF),
        ("mffff", Band.LITTLE),
        ("mmmmfnn", Band.MOST),
        ("mmmm", Band.WITHHELD),
        ("mmmmnnn", Band.WITHHELD),
    ],
)
def test_a_group_is_told_in_a_band_if_it_is_large_enough(states: str, band: Band) -> None:
    (one,) = banded(stood(states))
    assert (one.group, one.band) == ("SCN", band)
