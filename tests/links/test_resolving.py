"""Mentions of one firm come together, those of another stay apart, and every link says why."""

import math

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo import Party, PartyRole
from quaywatch.links import Mention, Resolver, resolve
from tests.links.making import START, mention

QUAY = {"address": "Handelskaai 12", "city": "Antwerpen", "country": "BE"}


def together(*mentions: Mention) -> bool:
    resolver = resolve(mentions)
    return len(resolver.parties()) == 1


@pytest.mark.parametrize(
    "other",
    [
        mention(1, "VULVAREL FRUIT", **QUAY),
        mention(1, "Vulvraël Fruit B.V.", **QUAY),
        mention(1, "Fruit Vulvarel BV", **QUAY),
        mention(1, "Frutas Vulvarel", **QUAY),
        mention(1, "Вулварел Fruit", **QUAY),
        mention(1, "VulvarelFruit", **QUAY),
        mention(1, "Vulvarel Antwerpen", **QUAY),
    ],
)
def test_another_spelling_at_the_same_address_is_the_same_party(other: Mention) -> None:
    assert together(mention(0, "Vulvarel Fruit BV", **QUAY), other)


def test_who_moved_is_known_by_name_and_number() -> None:
    before = mention(0, "Vulvarel Fruit BV", identifier="BESIM123456789", **QUAY)
    moved = {"address": "Loodsweg 7", "city": "Gent", "country": "BE"}
    after = mention(1, "Vulvarel Fruit", identifier="BE SIM 123456789", **moved)
    assert together(before, after)


@pytest.mark.parametrize(
    "other",
    [
        mention(1, "Zalmora Techniek BV", **QUAY),
        mention(1, "Vulvarel Techniek NV", identifier="BESIM999999999", **QUAY),
        mention(1, "Vulvarel Fruit Ltd", address="Depot Road 1", city="Lagos", country="NG"),
    ],
    ids=["same building", "sister company", "namesake abroad"],
)
def test_another_firm_stays_another(other: Mention) -> None:
    first = mention(0, "Vulvarel Fruit BV", identifier="BESIM123456789", **QUAY)
    assert not together(first, other)


def test_a_link_tells_its_reasons_and_they_add_up() -> None:
    first = mention(0, "Vulvarel Fruit BV", telephone="+999 1234 5678", **QUAY)
    second = mention(1, "VULVAREL", telephone="12345678", **QUAY)
    link = resolve([first, second]).why("m1")
    assert link is not None
    assert (link.mention, link.other) == ("m1", "m0")
    assert link.log_odds == math.fsum(e.log_odds for e in link.evidence)
    assert link.probability == 1 / (1 + math.exp(-link.log_odds))
    by_kind = {e.kind: e for e in link.evidence}
    assert by_kind["telephone"].values == ("12345678", "+999 1234 5678")
    assert by_kind["words_shared"].values == ("VULVAREL", "VULVAREL")
    assert by_kind["prior"].log_odds < 0


def test_a_party_keeps_the_id_of_its_first_mention_and_gathers_what_is_said() -> None:
    first = mention(0, "Vulvarel Fruit BV", telephone="+999 1234 5678", **QUAY)
    second = mention(1, "VULVAREL FRUIT", **QUAY)
    third = mention(2, "Vulvarel Fruit BV", **QUAY)
    resolver = resolve([first, second, third])
    entity = resolver.entity("m2")
    assert entity.id == "m0"
    assert [(said.value, said.mentions) for said in entity.names] == [
        ("Vulvarel Fruit BV", 2),
        ("VULVAREL FRUIT", 1),
    ]
    assert (entity.first_seen, entity.last_seen) == (first.at, third.at)
    assert entity.telephones[0].value == "+999 1234 5678"


def test_a_mention_may_prove_two_parties_to_be_one() -> None:
    number, mail = {"identifier": "BESIM123456789"}, {"email": "office@vulvarel.example"}
    one = mention(0, "Vulvarel", **number)
    two = mention(1, "Groenten en Vers Vulvarel Haven", country="BE", **mail)
    both = mention(2, "Vulvarel Haven Groenten Vers", country="BE", **number, **mail)
    resolver = Resolver()
    assert [resolver.add(m).party for m in (one, two)] == ["m0", "m1"]
    found = resolver.add(both)
    assert (found.party, found.merged) == ("m0", ("m1",))
    assert resolver.parties() == ["m0"]


def test_two_numbers_of_one_register_keep_parties_apart_whatever_lies_between() -> None:
    one = mention(0, "Vulvarel Fruit", identifier="BESIM111111111", **QUAY)
    two = mention(1, "Vulvarel Techniek", identifier="BESIM999999999", **QUAY)
    between = mention(2, "Vulvarel", **QUAY)
    assert len(resolve([one, two, between]).parties()) == 2


def test_what_many_share_says_little() -> None:
    desk = [mention(i, f"{brand} NV", telephone="99912345") for i, brand in enumerate(BRANDS)]
    resolver = resolve(desk)
    assert len(resolver.parties()) == len(desk)


BRANDS = ("Vulvarel", "Zalmora", "Quimzotor", "Brendrisa", "Thavmulan", "Kesnygo", "Talvripol")

NAMES = st.sampled_from([*BRANDS, "Vulvarel Fruit", "Zalmoar", "Fruit", "", "Вулварел", "王杰"])
FIELDS = st.sampled_from([None, "BESIM123456789", "12345678", "a@b.example", "Kaai 1", "Gent"])


@st.composite
def mentions(draw: st.DrawFn) -> list[Mention]:
    made = draw(st.lists(st.tuples(NAMES, FIELDS, FIELDS, FIELDS), max_size=12))
    return [
        Mention(
            id=f"m{at}",
            party=Party(
                role=PartyRole.CONSIGNEE, name=name, identifier=one, telephone=two, address=three
            ),
            at=START,
        )
        for at, (name, one, two, three) in enumerate(made)
    ]


@settings(deadline=None)
@given(mentions(), st.integers(0, 12))
def test_what_comes_later_changes_no_earlier_answer(made: list[Mention], cut: int) -> None:
    alone = Resolver()
    before = [alone.add(m) for m in made[:cut]]
    longer = Resolver()
    assert [longer.add(m) for m in made][:cut] == before


@settings(deadline=None)
@given(mentions())
def test_each_mention_is_of_one_party_and_a_resend_changes_nothing(made: list[Mention]) -> None:
    resolver = resolve(made)
    parties = resolver.parties()
    again = [resolver.add(m).party for m in made]
    assert resolver.parties() == parties
    assert sorted({*again}) == sorted(parties)
    assert sum(resolver.entity(p).mentions for p in parties) == len(made)
    found = [resolver.why(m.id) for m in made]
    assert all(link is None or math.isfinite(link.log_odds) for link in found)
    assert msgspec.json.encode(found)


ANYTHING = st.none() | st.text(st.characters(exclude_categories=()), max_size=12)


@settings(deadline=None)
@given(st.lists(st.tuples(*[ANYTHING] * 8), min_size=1, max_size=4))
def test_whatever_is_written_is_taken_in(rows: list[tuple[str | None, ...]]) -> None:
    made = [
        Mention(
            id=f"m{at}",
            party=Party(
                role=PartyRole.CONSIGNEE,
                name=name or "",
                identifier=identifier,
                address=address,
                city=city,
                postcode=postcode,
                country=country,
                telephone=telephone,
                email=f"{email}@{email}",
            ),
            at=START,
            counterparts=(name or "",),
            goods=(city or "",),
        )
        for at, (name, identifier, address, city, postcode, country, telephone, email) in enumerate(
            rows
        )
    ]
    assert len(resolve(made)) == len(made)
