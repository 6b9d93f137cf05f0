"""Whatever engines do with a picture, it comes to a reading that says which of them read it."""

import numpy as np
import pytest

from quaywatch.scans import writers
from quaywatch.scans.machine import Asked, Reader
from quaywatch.scans.machine import reading as machine
from quaywatch.scans.machine.engine import Engine, Question, Seen
from quaywatch.scans.machine.engines import ENGINES as ENGINES_OF_THE_HOUSE
from quaywatch.scans.machine.rehearsing import rehearsal
from quaywatch.scans.radiograph import Radiograph
from quaywatch.scans.readers import read
from quaywatch.scans.reading import Finding, Reason, Sign
from quaywatch.scans.standard import VERSION
from tests.scans.pictures import radiograph

LAID = object()


def _finding(sign: Sign, ratio: float) -> Finding:
    return Finding(sign=sign, region=None, log_likelihood_ratio=ratio, false_alarm=0.1, reasons=())


def _fails(_: Question) -> Seen:
    raise ZeroDivisionError


ENGINES = (
    Engine("weigh", "2", lambda _: Seen((_finding(Sign.MASS, 0.5),), mass_kg=9000.0, fill=0.6)),
    Engine("breaks", "1", _fails),
    Engine("refuses", "1", lambda _: Seen(unread=(Reason(code="one-energy"),))),
    Engine("silent", "1", lambda _: None),
    Engine("net", "7", lambda _: Seen((_finding(Sign.THREAT, 3.0),))),
)


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> None:
    def lay(_: Radiograph) -> object:
        return LAID

    monkeypatch.setattr(machine.grid, "standard", lay)


@pytest.mark.usefixtures("laid")
def test_one_engine_that_fails_silences_no_other() -> None:
    reading = machine.read_picture(radiograph(), (), None, ENGINES)
    assert [one.sign for one in reading.findings] == [Sign.THREAT, Sign.MASS]
    assert [one.code for one in reading.unread] == ["engine-failed", "one-energy"]
    assert reading.unread[0].words == {"engine": "breaks", "error": "ZeroDivisionError"}
    assert (reading.mass_kg, reading.fill) == (9000.0, 0.6)


@pytest.mark.usefixtures("laid")
def test_a_reading_names_every_engine_with_its_version() -> None:
    reading = machine.read_picture(radiograph(), (), None, ENGINES)
    named = {each.name: each.version for each in ENGINES}
    assert reading.engines == {"standard": VERSION, **named}


def test_what_cannot_be_laid_on_the_grid_is_not_read_and_says_why() -> None:
    stamp = np.full((9, 12), 40_000, np.uint16)
    small = radiograph()
    bands = tuple(type(band)(band.energy, stamp) for band in small.bands)
    reading = machine.read_picture(Radiograph(bands, small.scale), (), None, ENGINES)
    assert reading.findings == ()
    assert len(reading.unread) == 1


def test_a_process_apart_reads_and_says_by_which_engines() -> None:
    reader = Reader()
    try:
        reading = reader.read(Asked(picture=writers.tiff(radiograph())))
        assert reading.engines == reader.engines()
        assert reading.engines["standard"] == VERSION
        broken = reader.read(Asked(picture=b"no picture", earlier=b"nor this"))
        assert [one.code for one in broken.unread] == ["unreadable"]
    finally:
        reader.close()


def test_what_a_process_reads_before_it_is_asked_goes_through_all_engines() -> None:
    picture = read(rehearsal()).radiograph
    assert picture is not None
    assert machine.read_picture(picture, (), picture, ENGINES_OF_THE_HOUSE).unread == ()
