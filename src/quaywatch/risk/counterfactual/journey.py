"""Facts about the way, and about what is known beside the declaration, that might be otherwise."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial

import msgspec

from quaywatch.cargo import Consignment, FreightPayment
from quaywatch.risk.counterfactual.case import Alternative, Case, Change

_PORTS = 3
"""Most ports of transhipment that are tried as port of loading."""
_ALONE = 1.0
_SHARED = {"telephone_consignees": "telephone-own", "address_consignees": "address-own"}
_SHARED_FIELDS = {
    "telephone_consignees": ("consignment.consignee_telephone",),
    "address_consignees": ("consignment.consignee_address",),
}
_SHARED_FROM = 1.5
"""Different consignees, as counted, from which on something is shared."""


def journey(consignment: Consignment, suspect: Collection[str]) -> Iterator[Alternative]:
    """Yield what might be otherwise with the way and how it is paid."""
    route = consignment.route
    for port in dict.fromkeys(route.transhipment_ports[:_PORTS]):
        if port and port != route.port_of_loading:
            change = Change(
                code="loaded-at", values={"port": port}, fields=("consignment.port_of_loading",)
            )
            yield Alternative(change, partial(_loaded_at, port))
    if route.place_of_receipt and "consignment.place_of_receipt" in suspect:
        change = Change(code="received-at-port", fields=("consignment.place_of_receipt",))
        yield Alternative(change, _received_at_port)
    if consignment.freight_payment is not FreightPayment.PREPAID:
        change = Change(code="freight-prepaid", fields=("consignment.freight_payment",))
        yield Alternative(change, _prepaid)


def beside(told: Mapping[str, str], past: Mapping[str, float]) -> Iterator[Alternative]:
    """Yield what might be otherwise with what was reported of the boxes, and with who shares."""
    for code in sorted(told):
        change = Change(code="story-explained", values={"code": code, "said": told[code]})
        yield Alternative(change, partial(_explained, code))
    for feature, code in _SHARED.items():
        if past.get(feature, 0.0) >= _SHARED_FROM:
            change = Change(code=code, fields=_SHARED_FIELDS[feature])
            yield Alternative(change, partial(_alone, feature))


def _loaded_at(port: str, case: Case) -> Case:
    route = case.consignment.route
    after = route.transhipment_ports[route.transhipment_ports.index(port) + 1 :]
    changed = msgspec.structs.replace(
        route, place_of_receipt=port, port_of_loading=port, transhipment_ports=after
    )
    return case.with_consignment(route=changed)


def _received_at_port(case: Case) -> Case:
    route = case.consignment.route
    changed = msgspec.structs.replace(route, place_of_receipt=route.port_of_loading)
    return case.with_consignment(route=changed)


def _prepaid(case: Case) -> Case:
    return case.with_consignment(freight_payment=FreightPayment.PREPAID)


def _explained(code: str, case: Case) -> Case:
    return replace(case, told={c: said for c, said in case.told.items() if c != code})


def _alone(feature: str, case: Case) -> Case:
    return replace(case, past={**case.past, feature: _ALONE})
