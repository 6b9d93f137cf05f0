"""Own audits and tests reach the question of flow, and nothing else of it changes."""

from hypothesis import given
from hypothesis import strategies as st

from quaywatch.strategy.flow.evidence import Evidence
from quaywatch.strategy.flow.lacking import Lacking, lacking
from quaywatch.strategy.flow.observed import Observed, informed
from quaywatch.strategy.flow.published import published

YEARS = st.integers(2016, 2027)


@st.composite
def told(draw: st.DrawFn) -> Observed:
    audited, tests = draw(st.integers(0, 5000)), draw(st.integers(0, 60))
    return Observed(
        port=draw(st.sampled_from(["BEANR", "NLRTM", "DEHAM", "CNSHA"])),
        year=draw(YEARS),
        boxes=draw(st.integers(0, 300_000)),
        audited=audited,
        hits=draw(st.integers(0, audited)),
        tests=tests,
        tests_found=draw(st.integers(0, tests)),
        stale=draw(st.integers(0, tests)),
    )


@given(st.lists(told(), max_size=8, unique_by=lambda one: (one.port, one.year)))
def test_whatever_was_observed_the_evidence_holds_together(observed: list[Observed]) -> None:
    asked = informed(published(), observed)
    places = {(one.port, one.year): one for one in observed}
    assert [(one.port, one.year) for one in asked.port_years] == [
        (one.port, one.year) for one in published().port_years
    ]
    for before, after in zip(published().port_years, asked.port_years, strict=True):
        found = places.get((after.port, after.year))
        assert (after.hits, after.mass_kg) == (before.hits, before.mass_kg)
        if found is None:
            assert after == before
        elif found.audited or found.tests:
            assert (after.audited, after.audit_hits) == (found.audited, found.hits)
            assert (after.tests, after.tests_found) == (found.tests, found.tests_found)


def years(stale: int) -> Evidence:
    own = [
        Observed(port="BEANR", year=year, boxes=9000, audited=900, hits=2, tests=9, stale=stale)
        for year in (2023, 2025)
    ]
    return informed(published(), own)


def test_audits_and_tests_before_and_after_are_lacking_no_more() -> None:
    assert {Lacking.AUDITS_BEFORE, Lacking.AUDITS_AFTER, Lacking.TESTS} & {*lacking(published())}
    missing = lacking(years(stale=0))
    assert not {
        Lacking.AUDITS_BEFORE,
        Lacking.AUDITS_AFTER,
        Lacking.TESTS,
        Lacking.TESTS_REFRESHED,
    } & {*missing}


def test_tests_that_hid_as_nobody_hides_any_more_are_not_taken_for_refreshed() -> None:
    assert Lacking.TESTS_REFRESHED in lacking(years(stale=1))


def test_nothing_observed_changes_nothing() -> None:
    assert informed(published(), ()) == published()
