"""Parties hang together by what they share, and only what was known before counts."""

from datetime import timedelta

import pytest

from quaywatch.cargo import Consignment, GoodsItem, Party, PartyRole
from quaywatch.links import FrontSign, Mention, Network, Standing, graph, of_consignment
from tests.links.making import START

BRANDS = ("Vulvarel", "Zalmora", "Quimzotor", "Brendrisa", "Thavmulan", "Kesnygo", "Talvripol")
PHONE = "+999 1234 5678"


def consignment(number: int, *parties: Party, hs_code: str = "080390") -> tuple[Mention, ...]:
    made = Consignment(
        reference=f"B{number}",
        parties=parties,
        goods_items=(GoodsItem(sequence=1, description="goods", hs_code=hs_code),),
    )
    return of_consignment(made, START + timedelta(hours=number))


def consignee(name: str, **fields: str) -> Party:
    return Party(role=PartyRole.CONSIGNEE, name=name, **fields)


def consignor(name: str, **fields: str) -> Party:
    return Party(role=PartyRole.CONSIGNOR, name=name, **fields)


def observed(network: Network, number: int, *parties: Party, hs_code: str = "080390") -> Standing:
    return network.observe(f"-:B{number}", consignment(number, *parties, hs_code=hs_code))


def codes(standing: Standing) -> list[str]:
    return [sign.code for sign in standing.signs]


def test_a_telephone_shared_with_a_past_find_is_told_and_its_case_named() -> None:
    network = Network()
    observed(network, 0, consignee("Vulvarel NV", telephone=PHONE))
    network.found("-:B0", START + timedelta(hours=1))
    standing = observed(network, 2, consignee("Zalmora BV", telephone="12345678"))
    (party,) = standing.parties
    assert (party.own_finds, party.nearness) == (0, 1.0)
    (near,) = party.near
    assert (near.tie, near.value, near.consignments) == ("telephone", "12345678", ("-:B0",))


def test_a_find_counts_from_when_it_was_known() -> None:
    network = Network()
    observed(network, 0, consignee("Vulvarel NV", telephone=PHONE))
    before = observed(network, 1, consignee("Zalmora BV", telephone=PHONE))
    network.found("-:B0", START + timedelta(hours=2))
    after = observed(network, 3, consignee("Zalmora BV", telephone=PHONE))
    assert (before.nearness, after.nearness) == (0.0, 1.0)


def test_the_past_cannot_be_told_afterwards() -> None:
    network = Network()
    observed(network, 5, consignee("Vulvarel NV"))
    with pytest.raises(ValueError, match="comes after"):
        observed(network, 4, consignee("Zalmora BV"))


def test_what_many_share_brings_nobody_near() -> None:
    network = Network()
    for number, brand in enumerate(BRANDS):
        observed(network, number, consignee(f"{brand} NV", telephone=PHONE))
    network.found("-:B0", START + timedelta(hours=20))
    standing = observed(network, 21, consignee("Ilddalum BV", telephone=PHONE))
    assert standing.nearness == pytest.approx(1 / len(BRANDS))


def test_who_dealt_with_a_party_of_a_find_stands_near_it() -> None:
    network = Network()
    observed(network, 0, consignor("Quimzotor SA"), consignee("Vulvarel NV"))
    network.found("-:B0", START + timedelta(hours=1))
    standing = observed(network, 2, consignor("Quimzotor SA"), consignee("Zalmora BV"))
    by_role = {party.role: party for party in standing.parties}
    assert by_role["consignor"].own_finds == 1
    assert [near.tie for near in by_role["consignee"].near] == ["deals"]
    assert by_role["consignee"].nearness == 0.5


def test_parties_that_turn_out_to_be_one_carry_their_finds_along() -> None:
    network = Network()
    number, mail = {"identifier": "BESIM123456789"}, {"email": "office@vulvarel.example"}
    observed(network, 0, consignee("Vulvarel", **number))
    observed(network, 1, consignee("Groenten en Vers Vulvarel Haven", country="BE", **mail))
    network.found("-:B0", START + timedelta(hours=2))
    both = consignee("Vulvarel Haven Groenten Vers", country="BE", **number, **mail)
    standing = observed(network, 3, both)
    assert standing.parties[0].own_finds == 1
    assert set(network.held) == {standing.parties[0].party}


def test_a_new_firm_at_an_address_of_many_is_a_sign() -> None:
    network = Network()
    room = {"address": "Handelskaai 12", "city": "Antwerpen"}
    told = [codes(observed(network, n, consignee(b, **room))) for n, b in enumerate(BRANDS)]
    assert told == [[]] * 5 + [[FrontSign.NEW_IN_CROWD]] * 2


def test_sender_and_receiver_under_one_roof_are_a_sign() -> None:
    room = {"address": "Handelskaai 12", "city": "Antwerpen"}
    sender, receiver = consignor("Zalmora SA", **room), consignee("Vulvarel NV", **room)
    assert codes(observed(Network(), 0, sender, receiver)) == [FrontSign.ONE_ROOF]


def test_a_consignee_that_lives_with_a_forwarder_is_a_sign() -> None:
    network = Network()
    mover = Party(role=PartyRole.FREIGHT_FORWARDER, name="Brendrisa Logistics", telephone=PHONE)
    observed(network, 0, mover, consignee("Zalmora BV"))
    assert codes(observed(network, 1, consignee("Vulvarel NV", telephone=PHONE))) == [
        FrontSign.AT_MOVER
    ]


@pytest.mark.parametrize(("hs_code", "told"), [("080390", []), ("847130", ["not-its-trade"])])
def test_goods_of_another_trade_than_the_name_tells_are_a_sign(hs_code, told) -> None:
    assert codes(observed(Network(), 0, consignee("Frutas Vulvarel"), hs_code=hs_code)) == told


def test_the_first_goods_of_another_chapter_are_a_sign_once_a_trade_is_settled() -> None:
    network = Network()
    firm = consignee("Vulvarel NV", city="Antwerpen", country="BE")
    told = [codes(observed(network, n, firm)) for n in range(5)]
    told.append(codes(observed(network, 6, firm, hs_code="847130")))
    assert told == [[]] * 5 + [["new-goods"]]


def test_a_filing_again_is_no_second_consignment() -> None:
    network = Network()
    for _ in range(9):
        observed(network, 0, consignee("Vulvarel NV"))
    (party,) = network.resolver.parties()
    assert network.chapters[party] == {"08": 1}
    assert network.resolver.count(party) == 1


def test_the_graph_shows_what_is_shared_and_who_stood_in_finds() -> None:
    network = Network()
    observed(network, 0, consignor("Quimzotor SA"), consignee("Vulvarel NV", telephone=PHONE))
    observed(network, 1, consignee("Zalmora BV", telephone=PHONE))
    network.found("-:B1", START + timedelta(hours=2))
    start = network.resolver.parties()[1]
    drawn = graph(network, start)
    labels = {(node.label, node.kind, node.finds) for node in drawn.nodes}
    assert labels == {
        ("Vulvarel NV", "party", 0),
        ("Quimzotor SA", "party", 0),
        ("Zalmora BV", "party", 1),
        ("12345678", "telephone", 0),
    }
    ends = {node.id for node in drawn.nodes}
    assert all(edge.source in ends and edge.target in ends for edge in drawn.edges)
    assert len(graph(network, start, at=START).nodes) == 1


def test_a_hub_is_shown_and_not_followed() -> None:
    network = Network()
    for number in range(40):
        brand = f"{BRANDS[number % 7]}{chr(65 + number // 7)}{chr(75 + number % 11)}"
        fields = {"telephone": PHONE, "country": f"{chr(65 + number // 2)}X"}
        observed(network, number, consignee(f"{brand} NV", **fields))
    drawn = graph(network, network.resolver.parties()[0])
    assert [node.kind for node in drawn.nodes] == ["party", "telephone"]
    assert drawn.left_off == len(network.resolver.parties()) - 1
