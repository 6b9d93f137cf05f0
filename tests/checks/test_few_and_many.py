"""The checks say the same of a consignment by itself and in a long batch, whatever it declares."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import msgspec
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch import checks
from quaywatch.cargo import Consignment, Equipment, Frames, GoodsItem, Route, Seal, to_frames
from quaywatch.checks import few, many
from quaywatch.checks.context import STORY_SCHEMA
from tests.checks.examples import BOX, CLEAN, CONSIGNEE, CONSIGNOR, GOODS, HEADER, NOTIFY
from tests.checks.test_each_check import BAD, INNOCENT

replace = msgspec.structs.replace

ODD = st.text(
    st.one_of(
        st.sampled_from("UNun 12390-./xXaéßÉ²½\u0131\u017f\u0130\x1c\x85\xa0\u2003Σ\u03c3\n"),
        st.characters(codec="utf-8"),
    ),
    max_size=14,
)
TEXTS = st.one_of(
    st.none(),
    ODD,
    st.sampled_from(
        [
            "TO ORDER",
            "UNKNOWN",
            "À L'ORDRE DE LA BANQUE",
            "12 COLIS DE BANANES FRAÎCHES",
            "UN 1263 PAINT",
            "IMDG class 3 peinture dangereuse",
            "NOT DANGEROUS GOODS",
            "Frutas Simuladas S.A.",
            "info@gmail.com",
            "+32 3 123 45 67",
            "0000",
            "BE",
            "ECGYE",
            "BEANR",
            "080390",
            "0803",
            "CT",
            "VR",
            "22G1",
            "45R1",
            "F10",
        ]
    ),
)
NUMBERS = st.one_of(st.none(), st.floats(), st.sampled_from([0.0, -5.0, 1.0, 21600.0, 26400.0]))
INSTANTS = st.one_of(
    st.none(),
    st.integers(-400 * 24, 400 * 24).map(
        lambda hours: datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=hours)
    ),
)
PARTIES = st.tuples(
    *(
        st.builds(
            replace,
            st.just(party),
            name=st.one_of(st.just(party.name), TEXTS.map(lambda t: t or "")),
            identifier=TEXTS,
            address=TEXTS,
            city=TEXTS,
            postcode=TEXTS,
            country=TEXTS,
            telephone=TEXTS,
            email=TEXTS,
        )
        for party in (CONSIGNOR, CONSIGNEE, NOTIFY)
    )
)
ITEMS = st.lists(
    st.builds(
        replace,
        st.just(GOODS),
        description=TEXTS.map(lambda t: t or ""),
        hs_code=TEXTS,
        package_type=TEXTS,
        package_count=st.one_of(st.none(), st.integers(-3, 2000)),
        gross_mass_kg=NUMBERS,
        undg=TEXTS,
    ),
    max_size=3,
).map(tuple[GoodsItem, ...])
BOXES = st.lists(
    st.builds(
        replace,
        st.just(BOX),
        number=st.one_of(st.sampled_from(["CSQU3054383", "csqu 305438-3", "CSQU3054384"]), ODD),
        size_type=TEXTS,
        seals=st.lists(TEXTS.map(lambda t: Seal(number=t or "EC1")), max_size=2).map(tuple),
        gross_mass_kg=NUMBERS,
        verified_gross_mass_kg=NUMBERS,
        temperature_c=NUMBERS,
    ),
    max_size=3,
).map(tuple[Equipment, ...])


@st.composite
def consignments(draw: st.DrawFn) -> Consignment:
    plain = draw(st.sampled_from([CLEAN, *BAD.values(), *INNOCENT.values()]))
    changed: dict[str, object] = {}
    if draw(st.booleans()):
        changed["parties"] = draw(PARTIES)
    if draw(st.booleans()):
        changed["goods_items"] = draw(ITEMS)
    if draw(st.booleans()):
        changed["equipment"] = draw(BOXES)
    if draw(st.booleans()):
        places = {
            name: draw(TEXTS)
            for name in ("place_of_receipt", "port_of_loading", "port_of_discharge")
        }
        countries = draw(st.lists(st.sampled_from(["EC", "be", "PA", "XX", ""]), max_size=3))
        ports = draw(st.lists(st.sampled_from(["ECGYE", "PABLB", "BEANR"]), max_size=3))
        changed["route"] = Route(
            **places,
            countries=tuple(countries),
            transhipment_ports=tuple(ports),
            first_entry=draw(TEXTS),
        )
    if draw(st.booleans()):
        changed["conveyance"] = replace(
            plain.conveyance,
            imo_number=draw(TEXTS),
            voyage=draw(TEXTS),
            departure_at=draw(INSTANTS),
            arrival_at=draw(INSTANTS),
        )
    return replace(plain, **changed)


def framed(batch: list[Consignment], filing_type: str | None) -> Frames:
    header = replace(HEADER, filing_type=filing_type)
    return to_frames((header, consignment) for consignment in batch)


@settings(deadline=None, max_examples=150)
@given(st.lists(consignments(), min_size=1, max_size=4), TEXTS)
def test_row_by_row_and_column_by_column_find_the_same(
    batch: list[Consignment], filing_type: str | None
) -> None:
    frames = framed(batch, filing_type)
    context = checks.Context()
    assert few.found(frames, context).rows() == many.found(frames, context).rows()


def test_what_was_declared_before_and_what_stories_tell_counts_for_few_as_for_many() -> None:
    frames = framed([CLEAN, replace(CLEAN, reference="SIMU0002")], None)
    told = pl.DataFrame(
        [
            {
                "consignment_id": frames.consignments["consignment_id"][1],
                "number": "CSQU3054383",
                "code": "mass-drift",
                "earlier": "a",
                "later": "b",
                "figure": 5,
                "limit": 2,
                "positions": [1, 2],
            }
        ],
        schema=STORY_SCHEMA,
    )
    context = checks.Context(
        voyage_containers=checks.voyage_containers(framed([replace(CLEAN, reference="X")], None)),
        story=told,
    )
    found = few.found(frames, context)
    assert found.rows() == many.found(frames, context).rows()
    assert {"mass-drift", "container-duplicate", "seal-shared"} >= set(found["code"])
    assert {"mass-drift", "container-duplicate"} <= set(found["code"])


def test_one_filing_sets_no_column_engine_up_and_a_long_batch_asks_no_row() -> None:
    with patch.object(many, "found", side_effect=AssertionError("columns for one")):
        checks.run(framed([CLEAN], None))
    with patch.object(few, "found", side_effect=AssertionError("rows for many")):
        checks.run(framed([CLEAN] * 200, None))
