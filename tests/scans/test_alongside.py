"""An earlier scan is laid into a later one's picture, whichever end led."""

from functools import cache

import numpy as np
import pytest

from quaywatch.scans.alongside import alongside
from quaywatch.scans.planes import plane
from quaywatch.scans.radiograph import Energy, Radiograph
from quaywatch.scans.reading import Reason
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import expose
from quaywatch.world.scanner.installation import MOBILE, RELOCATABLE, Installation, mirrored
from quaywatch.world.scanner.loads import Declared, declared, load


@cache
def picture(scanner: Installation, seed: int, size_type: str = "22G1") -> Radiograph:
    papers = declared("690721", size_type)
    few = Declared(size_type, papers.hs_code, papers.packages // 4, papers.mass_kg / 4)
    scene = load(few, seed=3)
    return radiograph(expose(expected(scene, scanner), scanner, seed), scanner)


@pytest.mark.parametrize("before", [MOBILE, RELOCATABLE, mirrored(RELOCATABLE)])
def test_the_same_load_lies_where_the_later_scan_has_it(before: Installation) -> None:
    later = picture(RELOCATABLE, 2)
    laid = alongside(picture(before, 1), later)
    assert not isinstance(laid, Reason)
    high = later.band(Energy.HIGH)
    assert high is not None
    shown = plane(high, later.scale)
    assert laid.shape == shown.shape
    dark = shown < 20_000
    assert dark.any()
    assert (laid[dark] < 40_000).mean() > 0.9
    assert np.mean(laid[(shown > 50_000) & (laid < 65_535)] > 40_000) > 0.9


def test_what_cannot_be_one_container_says_why() -> None:
    told = alongside(picture(RELOCATABLE, 1, "42G1"), picture(RELOCATABLE, 2))
    assert isinstance(told, Reason)
    assert told.code == "scans_unlike"
