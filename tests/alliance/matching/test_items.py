"""The same thing is the same item however it is written, and what must not be told is none."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given

from quaywatch.alliance import HandlingCode, Notice, Purpose, Tlp
from quaywatch.alliance.bodies import Indicator, Seen
from quaywatch.alliance.matching import (
    Item,
    Quota,
    Sort,
    Telling,
    of,
    of_consignments,
    of_notices,
    told,
)
from quaywatch.alliance.matching.items import read_item
from quaywatch.alliance.policy import Category, Partner, Policy
from quaywatch.cargo import Consignment, Equipment, Party, PartyRole, Seal
from tests.alliance.making import ANTWERP, HANDLING, NOW, ROTTERDAM, SEIZURE, notice, notices

TODAY = NOW.date()
PARTNER = Partner(
    node=ANTWERP,
    member=True,
    third_country=False,
    agreement_until=date(2099, 1, 1),
    categories=frozenset(Category),
    purposes=frozenset(Purpose),
)
POLICY = Policy.default()


def held(*some: Notice, partner: Partner = PARTNER) -> set[Item]:
    return of_notices(some, partner, POLICY, ROTTERDAM, TODAY)


@pytest.mark.parametrize(
    ("sort", "one", "other"),
    [
        (Sort.CONTAINER, "MSCU1234566", "mscu 123456-6"),
        (Sort.SEAL, "ML-EC0012345", "mlec 0012345"),
        (Sort.TELEPHONE, "+31 10 123 4567", "0031-10-1234567"),
        (Sort.IDENTIFIER, "NL 8137.55.B01", "nl813755b01"),
        (Sort.NAME, "ACME Fruit Trading B.V.", "Acme fruit trading"),
        (Sort.NAME, "Fruit Acme BV", "ACME FRUIT B.V."),
    ],
)
def test_writings_of_one_thing_are_one_item(sort: Sort, one: str, other: str) -> None:
    assert set(of(sort, one)) == set(of(sort, other)) != set()


def test_things_of_two_sorts_are_two_things_and_short_ones_none() -> None:
    assert of(Sort.SEAL, "MSCU1234566") != of(Sort.CONTAINER, "MSCU1234566")
    assert of(Sort.TELEPHONE, "112") == of(Sort.NAME, "") == of(Sort.SEAL, "-") == []


def test_a_name_with_a_word_more_is_found_by_its_pair() -> None:
    one, other = of(Sort.NAME, "Kestrel Gallimard NV"), of(Sort.NAME, "Kestrel Gallimard Van NV")
    assert {item.sort for item in set(one) & set(other)} >= {Sort.NAME_PAIR}


@given(notices())
def test_items_read_back_from_what_is_asked(one: Notice) -> None:
    for item in held(one):
        assert read_item(item.said) == item


def test_a_seizure_is_held_by_all_that_it_names() -> None:
    found = held(notice())
    assert Item(Sort.CONTAINER, "MSCU1234566") in found
    assert Item(Sort.SEAL, "MLEC0012345") in found
    assert {item.sort for item in found} >= {Sort.CONTAINER, Sort.SEAL, Sort.TELEPHONE, Sort.NAME}


@given(notices())
def test_what_is_red_withdrawn_or_over_is_never_in_the_set(one: Notice) -> None:
    red = msgspec.structs.replace(
        HANDLING, tlp=Tlp.RED, audience=frozenset({ANTWERP}), retain_until=date(2099, 1, 1)
    )
    assert held(msgspec.structs.replace(one, handling=red)) == set()
    assert held(msgspec.structs.replace(one, valid_until=NOW - timedelta(days=2))) == set()
    if one.withdrawn:
        assert held(one) == set()


@given(notices())
def test_what_may_not_be_sent_is_not_told_by_a_match_either(one: Notice) -> None:
    if POLICY.share(one, PARTNER, ROTTERDAM, TODAY).notice is None:
        assert held(one) == set()


def test_a_partner_without_an_agreement_about_persons_matches_none() -> None:
    firms = msgspec.structs.replace(PARTNER, categories=frozenset({Category.CORE, Category.CARGO}))
    assert {item.sort for item in held(notice(), partner=firms)} == {Sort.CONTAINER, Sort.SEAL}
    assert HANDLING.code is HandlingCode.NONE


def test_what_counts_only_together_is_not_told_alone() -> None:
    alone = Indicator(what=Seen.CONTAINER, value="MSCU1234566")
    both = msgspec.structs.replace(alone, together=((Seen.HEADING, "0803"),))
    assert held(notice(alone)) == {Item(Sort.CONTAINER, "MSCU1234566")}
    assert held(notice(both)) == set()


def test_a_manifest_asks_about_what_is_on_it() -> None:
    consignment = Consignment(
        reference="B1",
        equipment=(Equipment(number="MSCU1234566", seals=(Seal(number="ML-EC0012345"),)),),
        parties=(Party(role=PartyRole.CONSIGNEE, name="ACME FRUIT BV"),),
    )
    assert held(notice(SEIZURE)) & of_consignments([consignment]) >= {
        Item(Sort.CONTAINER, "MSCU1234566"),
        Item(Sort.SEAL, "MLEC0012345"),
        *of(Sort.NAME, "ACME FRUIT BV"),
    }


def test_both_ways_of_telling_say_in_words_what_each_side_learns() -> None:
    items, count = (told(telling, Quota()) for telling in Telling)
    assert items.asker != count.asker
    assert "not which" in " ".join(one.text for one in count.asker)
    assert "20,000" in " ".join(one.text for one in items.asker)
    codes = [one.code for one in (*items.asker, *items.owner, *items.never)]
    assert len(codes) == len(set(codes))
