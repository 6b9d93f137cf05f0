"""A batch kept one row a consignment is the same batch when it is laid out again."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.cargo import Consignment, FilingHeader, Frames, to_frames
from quaywatch.cargo.nested import NESTED_SCHEMA, framed, nested
from tests.cargo.test_columns import BOXES, GOODS, INSTANTS, PARTIES

FILED = st.lists(
    st.tuples(
        st.builds(FilingHeader, format=st.just("native"), received_at=INSTANTS),
        st.builds(
            Consignment,
            reference=st.text(max_size=4),
            parties=st.lists(PARTIES, max_size=2).map(tuple),
            goods_items=st.lists(GOODS, max_size=3).map(tuple),
            equipment=st.lists(BOXES, max_size=3).map(tuple),
        ),
    ),
    max_size=70,
)


def same(one: Frames, other: Frames) -> bool:
    return all(
        mine.schema == theirs.schema and mine.equals(theirs)
        for mine, theirs in (
            (one.consignments, other.consignments),
            (one.goods_items, other.goods_items),
            (one.equipment, other.equipment),
        )
    )


@given(FILED)
def test_a_batch_laid_out_again_is_the_same_batch(filed: list[tuple[FilingHeader, Consignment]]):
    frames = to_frames(filed)
    rows = nested(frames)
    assert rows.schema == NESTED_SCHEMA
    assert same(framed(rows), frames)


@given(FILED, st.randoms(use_true_random=False))
def test_rows_moved_about_keep_their_goods_and_containers(filed, random) -> None:
    order = list(range(len(filed)))
    random.shuffle(order)
    moved = nested(to_frames(filed))[order]
    assert same(framed(moved), to_frames([filed[place] for place in order]))


@given(FILED)
def test_instants_told_in_another_zone_are_the_same_instants(filed) -> None:
    frames = to_frames(filed)
    elsewhere = nested(frames).with_columns(
        pl.col("received_at").dt.convert_time_zone("Europe/Brussels")
    )
    assert same(framed(elsewhere), frames)
