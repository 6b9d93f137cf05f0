"""Assessments of all sorts, for property tests and the benchmark."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from quaywatch.norms import Evidence, EvidenceKind, Level
from quaywatch.norms.answer import Answer, Applies, Maturity, Word
from quaywatch.norms.evidence import Figure
from quaywatch.norms.life import Plan
from quaywatch.norms.package import Finding, Package
from tests.norms.making import CATALOGUE

IDS = [one.id for one in CATALOGUE.requirements]
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)
NAME = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=20)
DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))
INSTANT = st.datetimes(
    datetime(2035, 1, 2),  # noqa: DTZ001 - as the strategy wants it
    datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
NUMBER = st.floats(-1e9, 1e9)
FIGURES = st.builds(
    Figure,
    value=NUMBER,
    of=st.none() | st.integers(0, 10**9),
    low=st.none() | NUMBER,
    high=st.none() | NUMBER,
)
WORDS = st.builds(Word, by=NAME, at=INSTANT, port=st.sampled_from(["BEANR", "NLRTM"]))


@st.composite
def evidence(draw: st.DrawFn, name: str) -> Evidence:
    kind = draw(st.sampled_from(EvidenceKind))
    first, last = sorted([draw(DAYS), draw(DAYS)])
    document = kind is EvidenceKind.DOCUMENT
    counted = kind in (EvidenceKind.FIGURE, EvidenceKind.MEASURE)
    return Evidence(
        id=name,
        kind=kind,
        observed_on=first,
        valid_until=last,
        uploaded_at=draw(INSTANT),
        author=draw(TEXT),
        note=draw(TEXT),
        digest=draw(NAME) if document else None,
        name=draw(TEXT) if document else "",
        figure=draw(FIGURES) if counted else draw(st.none() | FIGURES),
    )


@st.composite
def packages(draw: st.DrawFn) -> Package:
    """Any assessment that can be written down, sound or not."""
    names = draw(st.lists(NAME, max_size=4, unique=True))
    asked = draw(st.lists(st.sampled_from(IDS), max_size=6, unique=True))
    first, last = sorted([draw(DAYS), draw(DAYS)])
    plan = Plan(
        port="BEANR",
        catalogue=CATALOGUE.version,
        level=draw(st.sampled_from(Level)),
        assessors=tuple(draw(st.lists(TEXT, max_size=2))),
        from_on=first,
        until_on=last,
    )
    return Package(
        assessment=draw(NAME),
        plan=draw(st.none() | st.just(plan)),
        scope=tuple(asked),
        evidence=tuple(draw(evidence(name)) for name in names),
        findings=tuple(draw(finding(name)) for name in asked),
        as_of=draw(DAYS),
    )


@st.composite
def finding(draw: st.DrawFn, name: str) -> Finding:
    said = draw(st.sampled_from([*Maturity, Applies.UNKNOWN]))
    return Finding(
        id=draw(NAME),
        answer=Answer(
            requirement=name,
            said=said,
            evidence=tuple(draw(st.lists(NAME, max_size=2))),
            note=draw(TEXT),
            gap_owner=draw(TEXT),
            gap_until=draw(st.none() | DAYS),
            gap_eur=draw(st.none() | st.floats(0, 1e9)),
        ),
        stated=draw(WORDS),
        confirmed=draw(st.none() | WORDS),
        verified=draw(st.none() | WORDS),
    )
