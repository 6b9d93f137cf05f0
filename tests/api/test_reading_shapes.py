"""What machines saw, as the page draws it."""

from hypothesis import given
from hypothesis import strategies as st

from quaywatch.api.reading_shapes import reading_shape, region_of, region_shape
from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.reading import Finding, Reading, Reason, Region, Sign

FLOOR = Region(first_line=3, last_line=9, first_row=0, last_row=4)


def test_a_region_at_the_floor_is_drawn_at_the_foot() -> None:
    drawn = region_shape(FLOOR, rows=100)
    assert (drawn.left, drawn.right, drawn.top, drawn.bottom) == (3, 9, 96, 100)


@given(st.tuples(*[st.integers(0, 500)] * 4))
def test_a_rectangle_comes_back_as_it_went(bounds: tuple[int, int, int, int]) -> None:
    first, last, low, high = bounds
    region = Region(first_line=first, last_line=last, first_row=low, last_row=high)
    assert region_of(region_shape(region, 700), 700) == region


def test_a_reading_keeps_its_findings_in_order_with_figures_and_words() -> None:
    reason = Reason(code="denser", figures={"times": 2.5}, words={"heading": "0803"})
    grave = Finding(
        sign=Sign.THREAT,
        region=FLOOR,
        log_likelihood_ratio=4.0,
        false_alarm=0.005,
        reasons=(reason,),
        place=ConcealmentPlace.FLOOR,
        mass_kg=12.0,
        mass_sd_kg=3.0,
    )
    light = Finding(
        sign=Sign.MASS, region=None, log_likelihood_ratio=0.1, false_alarm=0.4, reasons=()
    )
    shape = reading_shape(Reading(engines={"a": "1"}, findings=(grave, light)), rows=100)
    assert shape.state == "read"
    assert [one.sign for one in shape.findings] == ["threat", "mass"]
    assert shape.findings[0].reasons[0].model_dump() == {
        "code": "denser",
        "figures": {"times": 2.5},
        "words": {"heading": "0803"},
    }
    assert shape.findings[1].region is None
