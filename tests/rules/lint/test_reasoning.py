"""What is proven of expressions holds of every consignment."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quaywatch.rules.language import bind, parse
from quaywatch.rules.language.tree import Binary
from quaywatch.rules.lint.cases import TooManyCases, cases
from quaywatch.rules.lint.reasoning import covers, idle, never
from tests.rules.expressions import FINDINGS, rows, truths
from tests.rules.interpreter import evaluate
from tests.rules.test_meaning import asking

MAY = "timestamp('2026-05-01T00:00Z')"
CONSIGNMENTS = st.lists(
    st.tuples(rows(), st.frozensets(st.sampled_from(FINDINGS))), min_size=3, max_size=6
)


def term(text: str):
    return bind(parse(text)).term


def met(node, consignments) -> set[int]:
    return {
        number
        for number, (record, codes) in enumerate(consignments)
        if evaluate(node, record, codes) is True
    }


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(truths().map(asking), truths().map(asking), CONSIGNMENTS)
def test_what_is_proven_holds_of_any_consignment(first, second, consignments) -> None:
    one, other = bind(first).term, bind(second).term
    if never(one):
        assert not met(first, consignments)
    if covers(other, one):
        assert met(first, consignments) <= met(second, consignments)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(truths().map(asking), truths())
def test_an_expression_covers_what_asks_more_and_is_covered_by_what_asks_less(node, more) -> None:
    bound = bind(node).term
    asked = {sign: bind(Binary(sign, node, more)).term for sign in ("&&", "||")}
    if all(can_be_told_apart(each) for each in asked.values()):
        assert covers(bound, asked["&&"])
        assert covers(asked["||"], bound)


def can_be_told_apart(bound) -> bool:
    try:
        return cases(bound) is not None
    except TooManyCases:
        return False


@pytest.mark.parametrize(
    "text",
    [
        'consignee.country == "BE" && consignee.country == "NL"',
        'consignee.country in ["BE", "NL"] && consignee.country.startsWith("F")',
        'route.port_of_loading == "BEANR" && route.port_of_loading.country() == "EC"',
        "sum(goods.gross_mass_kg) > 10 && sum(goods.gross_mass_kg) < 5",
        "size(goods) < 0",
        'has(consignee.name) && !has(consignee.name) && finding("x")',
        '!has(consignee.name) && consignee.name.contains("A")',
        'any(goods.hs_code.startsWith("08") && goods.hs_code.startsWith("09"))',
        'any(goods.hs_code.startsWith("0803")) && !any(goods.hs_code.startsWith("08"))',
        f"filing.received_at > {MAY} && filing.received_at <= {MAY}",
        'finding("x") && (!finding("x") || size(goods) < 0)',
    ],
)
def test_a_contradiction_is_seen(text) -> None:
    assert never(term(text))


@pytest.mark.parametrize(
    ("wider", "narrower"),
    [
        ('consignee.country in ["BE", "NL"]', 'consignee.country == "BE"'),
        ('any(goods.hs_code.startsWith("08"))', 'any(goods.hs_code.startsWith("0803"))'),
        ("sum(goods.gross_mass_kg) < 10", "sum(goods.gross_mass_kg) < 5 && size(goods) == 2"),
        ("has(consignee.name)", 'consignee.name.contains("A")'),
        ('route.port_of_loading.country() == "EC"', 'route.port_of_loading in ["ECGYE", "ECPBO"]'),
        ('finding("a") || finding("b")', 'finding("b")'),
    ],
)
def test_a_wider_profile_covers_a_narrower_one_and_not_the_other_way(wider, narrower) -> None:
    assert covers(term(wider), term(narrower))
    assert not covers(term(narrower), term(wider))


def test_what_is_unknown_is_not_taken_for_covered() -> None:
    wider = 'consignor.country == "NL" || consignor.country != "NL"'
    assert not covers(term(wider), term('consignee.country == "BE"'))


def test_a_condition_that_follows_from_the_others_is_idle() -> None:
    (case,) = cases(term('size(goods) > 5 && size(goods) > 3 && finding("x")'))
    spare = idle(case)
    assert spare is not None
    assert spare.term == term("size(goods) > 3")


def test_an_expression_with_too_many_cases_is_left_alone() -> None:
    many = " && ".join(f'(finding("a{i}") || finding("b{i}"))' for i in range(8))
    with pytest.raises(TooManyCases):
        cases(term(many))
    assert not never(term(many))
