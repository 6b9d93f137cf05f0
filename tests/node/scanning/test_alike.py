"""What a radiograph is held against: the same shipper's like goods, and an empty container."""

import msgspec
import numpy as np

from quaywatch.cargo import Consignment, PackedStatus, Party, PartyRole
from quaywatch.node import Node
from quaywatch.node.scanning import Likeness
from tests.node.making import NUMBERS, consignment, filing
from tests.scans.pictures import png


def _scanned(node: Node, number: str, shade: int) -> str:
    data = png(np.full((20, 30), shade, np.uint16))
    return node.scans.take(data, actor="s", equipment_number=number).scan.taken.digest


def _of(one: Consignment, shipper: str = "EXPORTADORA SA", code: str = "080390") -> Consignment:
    parties = (Party(role=PartyRole.CONSIGNOR, name=shipper), *one.parties[1:])
    goods = tuple(msgspec.structs.replace(each, hs_code=code) for each in one.goods_items)
    return msgspec.structs.replace(one, parties=parties, goods_items=goods)


def _empty(one: Consignment) -> Consignment:
    boxes = tuple(
        msgspec.structs.replace(each, packed_status=PackedStatus.EMPTY) for each in one.equipment
    )
    return msgspec.structs.replace(one, equipment=boxes)


def test_like_goods_of_the_same_shipper_and_an_empty_container_are_found(node: Node) -> None:
    own, same, heading, other_goods, other_shipper, empty, unseen = NUMBERS[:7]
    node.intake(
        filing(
            consignment("BL1", (own,)),
            consignment("BL2", (same,)),
            _of(consignment("BL3", (heading,)), code="080310"),
            _of(consignment("BL4", (other_goods,)), code="090111"),
            _of(consignment("BL5", (other_shipper,)), shipper="OTRA SA"),
            _empty(_of(consignment("BL6", (empty,)), shipper="DEPOT NV", code="860900")),
            consignment("BL7", (unseen,)),
        )
    )
    asked = _scanned(node, own, 1000)
    shades = {number: 2000 + at for at, number in enumerate(NUMBERS[1:6])}
    digests = {number: _scanned(node, number, shade) for number, shade in shades.items()}
    found = [(one.likeness, one.scan.taken.digest) for one in node.scans.alike(asked)]
    assert sorted(found) == sorted(
        [
            (Likeness.GOODS, digests[same]),
            (Likeness.GOODS, digests[heading]),
            (Likeness.EMPTY, digests[empty]),
        ]
    )
    assert found[-1][0] is Likeness.EMPTY


def test_a_scan_without_papers_is_like_nothing(node: Node) -> None:
    assert node.scans.alike(_scanned(node, NUMBERS[0], 1000)) == []
