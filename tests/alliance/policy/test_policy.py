"""Nothing goes out that the owner's policy forbids, and every answer names its rule."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.alliance import Handling, HandlingCode, Notice, Purpose, Tlp
from quaywatch.alliance.bodies import Indicator, Seen, Seizure
from quaywatch.alliance.policy import BadPolicy, Category, Partner, Policy, categories, reduced
from quaywatch.alliance.policy.categories import CORRECTED
from tests.alliance import making
from tests.alliance.making import ANTWERP, HANDLING, ROTTERDAM, SEIZURE, notice

POLICY = Policy.default()
TODAY = date(2026, 3, 2)
HAMBURG, OVERSEAS = "hamburg.customs.example", "port.overseas.example"
ALLY = Partner(
    node=ANTWERP,
    member=True,
    third_country=False,
    agreement_until=date(2028, 1, 1),
    categories=frozenset(Category),
    purposes=frozenset(Purpose),
)
PARTNER = Partner(
    node=OVERSEAS,
    member=False,
    third_country=True,
    agreement_until=date(2028, 1, 1),
    categories=frozenset({Category.CORE, Category.CARGO, Category.PERSON}),
    purposes=frozenset({Purpose.RISK_ANALYSIS}),
)


def handled(**more: Any) -> Notice:
    return notice(handling=msgspec.structs.replace(HANDLING, **more))


def rules(one: Notice, partner: Partner, sender: str = ROTTERDAM, day: date = TODAY) -> set[str]:
    shared = POLICY.share(one, partner, sender, day)
    return {rule for each in shared.decisions for rule in each.rules}


def test_an_ally_gets_a_seizure_whole() -> None:
    shared = POLICY.share(notice(), ALLY, ROTTERDAM, TODAY)
    assert shared.notice == notice()
    assert {rule for each in shared.decisions for rule in each.rules} == {"agreement"}


def test_a_partner_gets_what_its_agreement_covers_and_no_more() -> None:
    one = handled(tlp=Tlp.GREEN)
    shared = POLICY.share(one, PARTNER, ROTTERDAM, TODAY)
    assert shared.notice is not None
    body = shared.notice.body
    assert body == msgspec.structs.replace(SEIZURE, consignee="", telephones=())
    assert shared.notice.handling.purposes == {Purpose.RISK_ANALYSIS}
    refused = {each.category: each.rules for each in shared.decisions if not each.allowed}
    assert "persons-to-third-countries" in refused[Category.PERSON]
    assert refused[Category.PARTY] == ("default-deny",)


def test_a_route_is_cargo_and_goes_where_cargo_may() -> None:
    core = msgspec.structs.replace(PARTNER, categories=frozenset({Category.CORE}))
    one = handled(tlp=Tlp.GREEN)
    shared = POLICY.share(one, core, ROTTERDAM, TODAY).notice
    assert shared is not None
    assert isinstance(shared.body, Seizure)
    assert SEIZURE.route
    assert (shared.body.at, shared.body.route) == (SEIZURE.at, ())


def test_what_was_wrong_is_a_note_and_that_something_was_is_told_to_all() -> None:
    why = "The consignee was ACME FRUIT BV."
    one = msgspec.structs.replace(handled(tlp=Tlp.GREEN), version=2, correction=why)
    whole = POLICY.share(one, ALLY, ROTTERDAM, TODAY).notice
    part = POLICY.share(one, PARTNER, ROTTERDAM, TODAY).notice
    assert whole is not None
    assert part is not None
    assert (whole.correction, part.correction) == (why, CORRECTED)


@pytest.mark.parametrize(
    ("more", "partner", "rule"),
    [
        ({"tlp": Tlp.RED}, ALLY, "red-by-name"),
        ({"tlp": Tlp.AMBER}, PARTNER, "amber-to-members"),
        ({"tlp": Tlp.AMBER_STRICT}, PARTNER, "amber-to-members"),
        ({"retain_until": TODAY - timedelta(days=1)}, ALLY, "retention"),
    ],
)
def test_what_is_forbidden_is_forbidden_whatever_is_agreed(
    more: dict[str, Any], partner: Partner, rule: str
) -> None:
    assert POLICY.share(handled(**more), partner, ROTTERDAM, TODAY).notice is None
    assert rule in rules(handled(**more), partner)


def test_red_goes_to_whom_it_names() -> None:
    one = handled(tlp=Tlp.RED, audience=frozenset({ANTWERP}))
    assert POLICY.share(one, ALLY, ROTTERDAM, TODAY).notice == one
    other = msgspec.structs.replace(ALLY, node=HAMBURG)
    assert POLICY.share(one, other, ROTTERDAM, TODAY).notice is None


def test_what_another_wrote_goes_on_only_where_they_allowed_it() -> None:
    to = msgspec.structs.replace(ALLY, node=HAMBURG)
    assert POLICY.share(notice(), to, ANTWERP, TODAY).notice is None
    assert "originator-control" in rules(notice(), to, ANTWERP)
    assert POLICY.share(handled(onward=True), to, ANTWERP, TODAY).notice is not None
    own = msgspec.structs.replace(ALLY, node=ROTTERDAM)
    assert POLICY.share(notice(), own, ANTWERP, TODAY).notice is not None


def test_an_agreement_that_ended_covers_nothing() -> None:
    late = msgspec.structs.replace(ALLY, agreement_until=TODAY - timedelta(days=1))
    assert rules(notice(), late) == {"default-deny"}


def test_an_indicator_goes_whole_or_not_at_all() -> None:
    one = notice(
        Indicator(what=Seen.HEADING, value="0803", together=((Seen.TELEPHONE, "+593 4"),)),
        handling=msgspec.structs.replace(HANDLING, tlp=Tlp.GREEN),
    )
    assert POLICY.share(one, ALLY, ROTTERDAM, TODAY).notice == one
    assert POLICY.share(one, PARTNER, ROTTERDAM, TODAY).notice is None


@given(making.notices(), st.frozensets(st.sampled_from(Category)))
def test_a_reduced_copy_holds_nothing_of_what_was_not_allowed(
    one: Notice, allowed: frozenset[Category]
) -> None:
    copy = reduced(one, allowed)
    if copy is not None:
        assert categories(copy) <= allowed
        assert reduced(copy, allowed) == copy
    else:
        assert not categories(one) <= allowed


HANDLINGS = st.builds(
    Handling,
    tlp=st.sampled_from(Tlp),
    code=st.sampled_from([HandlingCode.NONE, HandlingCode.NO_COURT, HandlingCode.NO_DISSEMINATION]),
    purposes=st.frozensets(st.sampled_from(Purpose), min_size=1),
    legal_basis=st.just("agreement"),
    retain_until=st.sampled_from([TODAY - timedelta(days=1), TODAY, date(2027, 1, 1)]),
    audience=st.none() | st.frozensets(st.sampled_from([ANTWERP, OVERSEAS, ROTTERDAM]), min_size=1),
)
PARTNERS = st.builds(
    Partner,
    node=st.sampled_from([ANTWERP, OVERSEAS, ROTTERDAM]),
    member=st.booleans(),
    third_country=st.booleans(),
    agreement_until=st.sampled_from([TODAY - timedelta(days=1), TODAY]),
    categories=st.frozensets(st.sampled_from(Category)),
    purposes=st.frozensets(st.sampled_from(Purpose)),
)


def allowed(
    handling: Handling, partner: Partner, sender: str, category: Category, purpose: Purpose
) -> bool:
    """The policy once more, in plain Python: an oracle written apart."""
    own = partner.node == ROTTERDAM
    named = handling.audience is not None and partner.node in handling.audience
    agreed = (
        partner.agreement_until >= TODAY
        and category in partner.categories
        and purpose in partner.purposes & handling.purposes
        and (handling.audience is None or named)
    )
    if not (agreed or own) or handling.retain_until < TODAY:
        return False
    passes_on = sender != ROTTERDAM and not own
    if passes_on and (not handling.onward or handling.code is HandlingCode.NO_DISSEMINATION):
        return False
    if handling.audience is not None:
        return True
    if handling.tlp is Tlp.RED:
        return False
    if handling.tlp in (Tlp.AMBER, Tlp.AMBER_STRICT) and not partner.member:
        return False
    return not (category is Category.PERSON and partner.third_country)


@given(HANDLINGS, PARTNERS, st.sampled_from([ROTTERDAM, ANTWERP]), st.booleans())
@settings(max_examples=500)
def test_policy_and_oracle_agree_on_everything(
    handling: Handling, partner: Partner, sender: str, onward: bool
) -> None:
    if onward and handling.code is not HandlingCode.NO_DISSEMINATION:
        handling = msgspec.structs.replace(handling, onward=True)
    one = notice(handling=handling)
    for each in POLICY.share(one, partner, sender, TODAY).decisions:
        wanted = allowed(handling, partner, sender, each.category, each.purpose)
        assert each.allowed == wanted
        assert each.rules


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("permit (principal, action", "unexpected"),
        (
            '@id("x") permit (principal, action, resource) when { resource.tpl == "red" };',
            "tpl",
        ),
        ('permit (principal, action == Action::"send", resource);', "send"),
    ],
)
def test_a_policy_that_speaks_of_what_there_is_not_is_refused(text: str, message: str) -> None:
    with pytest.raises(BadPolicy, match=message):
        Policy(text)


def test_a_policy_is_called_after_its_text() -> None:
    assert Policy.default().digest == POLICY.digest
    assert Policy(POLICY.text + "\n").digest != POLICY.digest
