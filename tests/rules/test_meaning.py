"""Compiled to columns, an expression says what it says one consignment at a time."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.rules.language import Plan, bind, parse, unparse
from quaywatch.rules.language.tree import Binary, Call, Literal, Node
from tests.rules.expressions import FINDINGS, rows, to_frames, truths
from tests.rules.interpreter import evaluate


def spoken(found: list[frozenset[str]]) -> pl.DataFrame:
    return pl.DataFrame(
        [(row, code) for row, codes in enumerate(found) for code in sorted(codes)],
        schema={"row": pl.UInt32(), "code": pl.String()},
        orient="row",
    )


def asking(node: Node) -> Node:
    """Return `node`, made to ask something of the consignment in case it asked nothing."""
    return Binary("||", node, Call("finding", (Literal("never"),)))


@settings(max_examples=250, deadline=None)
@given(
    st.lists(truths().map(asking), min_size=1, max_size=3),
    st.lists(st.tuples(rows(), st.frozensets(st.sampled_from(FINDINGS))), max_size=5),
)
def test_columns_and_rows_and_the_plain_meaning_agree(nodes, consignments) -> None:
    records = [record for record, _ in consignments]
    found = [codes for _, codes in consignments]
    expected = [
        (row, number)
        for row, (record, codes) in enumerate(consignments)
        for number, node in enumerate(nodes)
        if evaluate(node, record, codes) is True
    ]
    plan, frames = Plan([bind(node) for node in nodes]), to_frames(records)
    for ask in (plan.by_column, plan.by_row):
        rows_met, numbers = ask(frames, spoken(found))
        assert list(zip(rows_met.tolist(), numbers.tolist(), strict=True)) == expected


@settings(max_examples=150, deadline=None)
@given(truths())
def test_a_printed_expression_reads_back_as_itself(node) -> None:
    assert parse(unparse(node)) == node
