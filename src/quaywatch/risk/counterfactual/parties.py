"""Facts about the parties that might be otherwise: what was left out, and what speaks against."""

from collections.abc import Collection, Iterator
from functools import partial

from quaywatch.cargo import Consignment, Party, PartyRole
from quaywatch.cargo.identifiers import unlocode
from quaywatch.risk.counterfactual.case import Alternative, Case, Change

_ROLES = (PartyRole.CONSIGNOR, PartyRole.CONSIGNEE, PartyRole.NOTIFY_PARTY)
_STREET = "12 Market Street"
_TELEPHONE = "+00 555 01 42 77"
_MAIL = "office@trading-house.example"
_NAME = "Northern Trading House"


def parties(consignment: Consignment, suspect: Collection[str]) -> Iterator[Alternative]:
    """Yield what might be otherwise; `suspect` are the fields that raise the risk."""
    for role in _ROLES:
        party = consignment.party(role)
        if party is None or not party.name.strip():
            yield _named(role, consignment)
        else:
            yield from _fields(party, consignment, suspect)


def _named(role: PartyRole, consignment: Consignment) -> Alternative:
    given = {"name": _NAME, **_usual(role, consignment)}
    change = Change(
        code="party-named",
        values={"role": role.value},
        fields=tuple(f"consignment.{role.value}_{name}" for name in given),
    )
    return Alternative(change, partial(_with, role, given))


def _fields(
    party: Party, consignment: Consignment, suspect: Collection[str]
) -> Iterator[Alternative]:
    for name, value in _usual(party.role, consignment).items():
        column = f"consignment.{party.role.value}_{name}"
        said = getattr(party, name)
        code = "party-given" if not said else "party-other"
        if value and said != value and (not said or column in suspect):
            change = Change(
                code=code, values={"role": party.role.value, "field": name}, fields=(column,)
            )
            yield Alternative(change, partial(_with, party.role, {name: value}))


def _usual(role: PartyRole, consignment: Consignment) -> dict[str, str]:
    """Return particulars against which nothing speaks, at the end of the route that is theirs."""
    route = consignment.route
    sender = role is PartyRole.CONSIGNOR
    port = route.port_of_loading if sender else route.port_of_discharge
    usual = {"address": _STREET, "telephone": _TELEPHONE, "email": _MAIL}
    if port and (city := unlocode.name(port)):
        usual |= {"city": city, "country": port[:2].upper()}
    return usual


def _with(role: PartyRole, given: dict[str, str], case: Case) -> Case:
    return case.with_party(role, **given)
