"""What is missing never matches, unless a profile asks whether it is there."""

import pytest

from tests.rules.making import matches


@pytest.mark.parametrize(
    "expression",
    [
        'consignee.country == "BE"',
        'consignee.country != "BE"',
        '!(consignee.country == "BE")',
        'consignee.country in ["BE"]',
        '!(consignee.country in ["BE"])',
        'consignee.name.contains("A")',
        '!consignee.name.contains("A")',
        "filing.received_at > conveyance.departure_at",
        '!any(goods.hs_code.startsWith("08"))',
        "sum(goods.gross_mass_kg) < 1000",
        "max(equipment.temperature_c) < 5",
        "all(equipment.gross_mass_kg < 5)",
    ],
)
def test_a_question_about_what_is_missing_has_no_answer(expression) -> None:
    assert not matches(expression, goods=[{}])


def test_only_has_asks_whether_it_is_there() -> None:
    assert matches("!has(consignee.country)")
    assert matches("!has(consignee.name)", consignee={"name": ""})
    assert matches("has(consignee.name)", consignee={"name": "SIM"})
    assert not matches("has(route.transhipment_ports)", route={"transhipment_ports": []})


def test_what_is_known_decides_beside_what_is_not() -> None:
    assert matches('consignee.country == "BE" || has(consignor.name)', consignor={"name": "SIM"})
    assert matches(
        'any(goods.hs_code.startsWith("08"))', goods=[{"hs_code": None}, {"hs_code": "0803"}]
    )


def test_nothing_holds_of_no_goods_at_all() -> None:
    assert not matches('any(goods.hs_code == "1")')
    assert not matches('all(goods.hs_code == "1")')
    assert matches('!any(goods.hs_code == "1")')
    assert matches("size(goods) == 0")
    assert not matches("sum(goods.gross_mass_kg) == 0")


def test_nothing_is_divided_by_nought() -> None:
    light = {"gross_mass_kg": 5.0, "package_count": 0}
    assert not matches("any(goods.gross_mass_kg / goods.package_count > 1)", goods=[light])
    assert not matches("!any(goods.gross_mass_kg / goods.package_count > 1)", goods=[light])


def test_a_sum_is_exact_to_the_thousandth() -> None:
    tenths = [{"gross_mass_kg": 0.1}] * 3
    assert matches("sum(goods.gross_mass_kg) == 0.3", goods=tenths)


def test_an_item_can_be_compared_with_its_consignment() -> None:
    expression = "any(goods.description.lower().contains(consignee.name.lower()))"
    assert matches(expression, consignee={"name": "Sim"}, goods=[{"description": "for SIM only"}])
    assert not matches(expression, consignee={"name": "Sim"}, goods=[{"description": "for all"}])
