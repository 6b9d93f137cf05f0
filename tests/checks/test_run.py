import msgspec
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch import checks
from quaywatch.cargo import Consignment, Frames, Subject
from tests.checks.examples import BOX, CLEAN, GOODS, frames, with_box, with_goods
from tests.checks.test_each_check import BAD, INNOCENT, THREE_BOXES

replace = msgspec.structs.replace

ALONE = sorted(set(BAD) - {"seal-shared"})


def findings(batch: Frames) -> list[tuple[object, ...]]:
    return checks.run(batch).rows()


def on_voyages_of_their_own(consignments: list[Consignment]) -> list[Consignment]:
    """Keep consignments from meeting on one ship, so that each is judged by itself."""
    return [
        replace(c, conveyance=replace(c.conveyance, voyage=c.conveyance.voyage and f"V{number}"))
        for number, c in enumerate(consignments)
    ]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from([BAD[code] for code in ALONE] + list(INNOCENT.values())),
        min_size=1,
        max_size=6,
    )
)
def test_a_batch_finds_what_each_consignment_alone_does(consignments: list[Consignment]) -> None:
    apart = on_voyages_of_their_own(consignments)
    whole = findings(frames(*apart))
    alone = [
        (row, *found[1:])
        for row, consignment in enumerate(apart)
        for found in findings(frames(consignment))
    ]
    assert whole == alone


@settings(deadline=None)
@given(
    st.builds(
        Consignment,
        reference=st.text(max_size=4),
        goods_items=st.lists(
            st.builds(
                replace,
                st.just(GOODS),
                description=st.text(max_size=20),
                hs_code=st.one_of(st.none(), st.text(max_size=6)),
                package_type=st.one_of(st.none(), st.text(max_size=2)),
                package_count=st.one_of(st.none(), st.integers(-(2**40), 2**40)),
                gross_mass_kg=st.one_of(st.none(), st.floats()),
            ),
            max_size=2,
        ).map(tuple),
        equipment=st.lists(
            st.builds(
                replace,
                st.just(BOX),
                number=st.text(max_size=12),
                size_type=st.one_of(st.none(), st.text(max_size=4)),
                gross_mass_kg=st.one_of(st.none(), st.floats()),
                temperature_c=st.one_of(st.none(), st.floats()),
            ),
            max_size=2,
        ).map(tuple),
    )
)
def test_whatever_is_declared_is_judged_and_described(consignment: Consignment) -> None:
    batch = frames(consignment)
    found = checks.run(batch)
    for _, finding in checks.describe(batch, found):
        assert checks.text(finding, "en")


def test_findings_come_in_the_order_of_row_subject_index_and_code() -> None:
    two = replace(
        BAD["consignor-missing"],
        goods_items=(GOODS, replace(GOODS, hs_code="7712", gross_mass_kg=None)),
        equipment=(replace(BOX, number="CSQU3054384"),),
    )
    found = checks.run(frames(two, BAD["description-vague"]))
    assert found.rows() == sorted(found.rows(), key=lambda r: (r[0], r[2], r[3], r[1]))
    assert found.schema == {
        "row": pl.UInt32,
        "code": pl.String,
        "subject": pl.String,
        "index": pl.UInt32,
    }


def test_no_consignments_have_no_findings() -> None:
    assert checks.run(frames()).is_empty()


def test_a_consignment_without_goods_and_containers_is_judged_too() -> None:
    bare = replace(CLEAN, goods_items=(), equipment=())
    assert checks.run(frames(bare)).is_empty()


def test_rows_out_of_order_are_refused() -> None:
    batch = frames(CLEAN, CLEAN)
    later = Frames(batch.consignments.tail(1), batch.goods_items, batch.equipment)
    with pytest.raises(ValueError, match="in order"):
        checks.run(later)


def test_a_finding_shows_the_item_that_it_speaks_of() -> None:
    wrong = replace(GOODS, description="Textiles", hs_code="080390")
    batch = frames(CLEAN, replace(CLEAN, goods_items=(GOODS, wrong)))
    described = dict(checks.describe(batch, checks.run(batch)))
    finding = described[1]
    assert finding.subject is Subject.GOODS_ITEM
    assert finding.index == 1
    assert finding.values == {"goods_item.description": "Textiles"}
    assert checks.text(finding, "fr").startswith("« Textiles »")


def test_what_is_not_declared_shows_as_a_dash() -> None:
    batch = frames(with_goods(package_count=0, package_type=None))
    found = checks.run(batch).filter(pl.col("code") == "package-count-implausible")
    ((_, finding),) = checks.describe(batch, found)
    assert "goods_item.package_type" not in finding.values
    assert checks.text(finding, "en") == "0 packages (—) with 21600 kg cannot be right."


def test_a_container_met_before_on_the_voyage_is_a_duplicate() -> None:
    before = checks.voyage_containers(frames(CLEAN))
    again = frames(replace(CLEAN, reference="SIMU0002"))
    assert checks.run(again).is_empty()
    found = checks.run(again, checks.Context(voyage_containers=before))
    assert found["code"].to_list() == ["container-duplicate"]


def test_the_same_bill_met_before_is_no_duplicate() -> None:
    before = checks.voyage_containers(frames(CLEAN))
    assert checks.run(frames(CLEAN), checks.Context(voyage_containers=before)).is_empty()


def sealed(number: str, reference: str, voyage: str | None) -> Consignment:
    shipped = replace(CLEAN.conveyance, voyage=voyage)
    box = replace(BOX, number=number)
    return replace(CLEAN, reference=reference, conveyance=shipped, equipment=(box,))


@pytest.mark.parametrize(("voyage", "shared"), [("612N", True), (None, False), (" ", False)])
def test_a_seal_is_shared_on_a_voyage_that_is_named(voyage: str | None, shared: bool) -> None:
    numbers = ("CSQU3054383", "SIMU1234561", "SIMU1234577")
    apart = [sealed(number, f"B{n}", voyage) for n, number in enumerate(numbers)]
    codes = checks.run(frames(*apart))["code"].to_list()
    assert codes.count("seal-shared") == (3 if shared else 0)


def test_where_no_voyage_is_named_a_seal_is_shared_within_a_consignment() -> None:
    whole = replace(THREE_BOXES, conveyance=replace(CLEAN.conveyance, voyage=None))
    assert checks.run(frames(whole))["code"].to_list().count("seal-shared") == 3


def test_malformed_numbers_are_not_kept_for_comparison() -> None:
    assert checks.voyage_containers(frames(with_box(number="???"))).is_empty()


def test_the_version_names_one_state_of_the_checks() -> None:
    assert checks.version() == checks.version()
    assert len(checks.version()) == 16
