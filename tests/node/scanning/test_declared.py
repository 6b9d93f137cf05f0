"""Of a bill for several containers only what is said of the one that was scanned counts."""

import msgspec

from quaywatch.cargo import Consignment, GoodsItem
from quaywatch.node.scanning.declared import content
from tests.node.making import NUMBERS, consignment

ONE, OTHER = NUMBERS[:2]


def said(one: Consignment) -> list[tuple[int, float | None, int | None]]:
    return [(item.sequence, item.gross_mass_kg, item.package_count) for item in one.goods_items]


def test_the_only_container_of_a_bill_holds_all_of_it() -> None:
    assert said(content(consignment("BL1", (ONE,)), ONE)) == [(1, 21_000.0, 1080)]


def test_nobody_knows_how_much_of_a_line_lies_in_which_of_two_containers() -> None:
    found = content(consignment("BL1", (ONE, OTHER)), ONE)
    assert said(found) == [(1, None, None)]
    assert [equipment.number for equipment in found.equipment] == [ONE]
    assert found.goods_items[0].hs_code == "080390"


def test_lines_that_name_their_container_keep_their_mass_and_others_are_left_out() -> None:
    lines = tuple(
        GoodsItem(sequence=at, gross_mass_kg=at * 100.0, equipment_numbers=(number,))
        for at, number in ((1, ONE), (2, OTHER))
    )
    bill = msgspec.structs.replace(consignment("BL1", (ONE, OTHER)), goods_items=lines)
    assert said(content(bill, ONE)) == [(1, 100.0, None)]
