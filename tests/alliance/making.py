"""Notices to test with; nodes, parties and numbers are invented."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from quaywatch.alliance import Handling, HandlingCode, Notice, Purpose, Source, Tlp, known_by
from quaywatch.alliance.bodies import (
    Answer,
    Asked,
    Body,
    Feedback,
    Indicator,
    ModusOperandi,
    MonthFigures,
    Request,
    RiskInformation,
    ScanImage,
    Seen,
    Seizure,
    Sighting,
    Verdict,
    WhyNot,
    Withdrawal,
)
from quaywatch.alliance.handling import Accuracy, Reliability
from quaywatch.cargo import Concealment, ConcealmentPlace

NOW = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)
ROTTERDAM, ANTWERP = "rotterdam.customs.example", "antwerp.customs.example"
HANDLING = Handling(
    tlp=Tlp.AMBER,
    purposes=frozenset({Purpose.RISK_ANALYSIS, Purpose.INSPECTION}),
    legal_basis="agreement of the allied ports, art. 4",
    retain_until=date(2027, 3, 2),
)
SEIZURE = Seizure(
    found_at=NOW - timedelta(hours=2),
    at="NLRTM",
    substance="cocaine",
    mass_kg=312.5,
    containers=("MSCU1234566",),
    seals=("ML-EC0012345",),
    consignee="ACME FRUIT BV",
    telephones=("+31 10 000 0000",),
    route=("ECGYE", "PAMIT", "NLRTM"),
    heading="0803",
    concealment=Concealment.REEFER_UNIT,
    place=ConcealmentPlace.EVAPORATOR,
)


def notice(body: Body = SEIZURE, **more: Any) -> Notice:
    said: dict[str, Any] = {
        "origin": ROTTERDAM,
        "id": known_by(ROTTERDAM, "2026/17"),
        "version": 1,
        "created_at": NOW,
        "made_at": NOW,
        "handling": HANDLING,
        "body": body,
    }
    return Notice(**(said | more))


FROM, TO = datetime(2024, 1, 1), datetime(2030, 1, 1)  # noqa: DTZ001 - as the strategy wants them
INSTANTS = st.datetimes(FROM, TO, timezones=st.just(UTC))
DAYS = st.dates(date(2024, 1, 1), date(2030, 1, 1))
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=30)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
MANY = st.lists(NAMES, max_size=3).map(tuple)
PORTS = st.from_regex(r"[A-Z]{2}[A-Z2-9]{3}", fullmatch=True)
MASSES = st.none() | st.floats(0.001, 1e6)
DIGESTS = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)


def references(*kinds: str) -> st.SearchStrategy[str]:
    return st.builds(lambda kind, one: f"{kind}/{one}", st.sampled_from(kinds), st.uuids(version=5))


ANY = references("seizure", "indicator", "modus", "risk", "request", "image")
SEIZURES = st.builds(
    Seizure,
    found_at=INSTANTS,
    at=PORTS,
    substance=NAMES,
    mass_kg=MASSES,
    containers=MANY,
    seals=MANY,
    consignee=TEXTS,
    telephones=MANY,
    route=st.lists(PORTS, max_size=3).map(tuple),
    concealment=st.none() | st.sampled_from(Concealment),
    place=st.none() | st.sampled_from(ConcealmentPlace),
    note=TEXTS,
)
INDICATORS = st.builds(
    Indicator,
    what=st.sampled_from(Seen),
    value=NAMES,
    together=st.lists(st.tuples(st.sampled_from(Seen), NAMES), max_size=2).map(tuple),
    based_on=st.lists(references("seizure"), max_size=2).map(tuple),
    half_life_days=st.integers(1, 2000),
)
MODI = st.builds(ModusOperandi, title=NAMES, description=TEXTS, signs=MANY)
RISKS = st.builds(
    lambda days, **more: RiskInformation(from_on=min(days), until_on=max(days), **more),
    st.tuples(DAYS, DAYS),
    title=NAMES,
    risk=TEXTS,
    measures=TEXTS,
    indicators=st.lists(references("indicator"), max_size=2).map(tuple),
    feedback_by=st.none() | DAYS,
)
REQUESTS = st.builds(
    Request, asked=st.sampled_from(Asked), about=MANY, question=TEXTS, due_at=INSTANTS
)
ANSWERS = st.builds(
    Answer,
    request=references("request"),
    refused=st.none() | st.sampled_from(WhyNot),
    text=TEXTS,
    until=st.none() | INSTANTS,
)
IMAGES = st.builds(
    ScanImage,
    container=NAMES,
    taken_at=INSTANTS,
    at=PORTS,
    format=NAMES,
    size=st.integers(0, 2**40),
    digest=DIGESTS,
)
SIGHTINGS = st.builds(
    lambda times, **more: Sighting(first_at=min(times), last_at=max(times), **more),
    st.tuples(INSTANTS, INSTANTS),
    of=references("indicator"),
    count=st.integers(1, 99),
)
FEEDBACK = st.builds(Feedback, of=ANY, verdict=st.sampled_from(Verdict), mass_kg=MASSES)
MONTHS = st.builds(
    MonthFigures,
    at=PORTS,
    month=st.sampled_from(["2026-01", "2026-12"]),
    inspections=st.integers(9, 10_000),
    finds=st.integers(0, 9),
)
FIRST = st.one_of(
    SEIZURES, INDICATORS, MODI, RISKS, REQUESTS, ANSWERS, IMAGES, SIGHTINGS, FEEDBACK, MONTHS
)
WITHDRAWALS = st.builds(
    Withdrawal,
    of=st.sampled_from(["seizure", "indicator", "modus", "risk", "request", "image", "feedback"]),
    reason=TEXTS,
)
HANDLINGS = st.builds(
    Handling,
    tlp=st.sampled_from(Tlp),
    purposes=st.frozensets(st.sampled_from(Purpose), min_size=1),
    legal_basis=NAMES,
    retain_until=DAYS,
    code=st.sampled_from([HandlingCode.NONE, HandlingCode.NO_COURT]),
    audience=st.none() | st.frozensets(st.sampled_from([ROTTERDAM, ANTWERP]), min_size=1),
    onward=st.booleans(),
)
SOURCES = st.builds(
    Source, reliability=st.sampled_from(Reliability), accuracy=st.sampled_from(Accuracy)
)


@st.composite
def notices(draw: st.DrawFn) -> Notice:
    """Any notice, first or later, corrected or withdrawn."""
    version = draw(st.integers(1, 3))
    body: Body = draw(FIRST if version == 1 else st.one_of(FIRST, WITHDRAWALS))
    corrected = version > 1 and not isinstance(body, Withdrawal)
    created, made = sorted(draw(st.tuples(INSTANTS, INSTANTS)))
    return notice(
        body,
        id=str(draw(st.uuids(version=5))),
        version=version,
        created_at=created,
        made_at=made,
        handling=draw(HANDLINGS),
        source=draw(SOURCES),
        valid_until=draw(st.none() | INSTANTS),
        correction=draw(NAMES) if corrected else "",
    )
