"""The question of Antwerp after 2023, as far as published figures go."""

from functools import cache

from quaywatch.strategy.figures import Figure, Quantity, Scope, best, public
from quaywatch.strategy.flow.evidence import Evidence, PortYear, Role, Upstream

TARGET, CHANGED = "BEANR", 2024
FIRST, LAST = 2017, 2025
RECEIVERS = ("NLRTM", "NLVLI", "DEHAM", "FR", "PT", "ESVLC", "ITGIT")
"""Ports, and countries that publish no figure by port, which traffic that avoids Antwerp can reach.
No control is among them: of no port with figures is it known that it could receive nothing."""
_DEFINITIONS = {"cocaine-seized", "cocaine-seizures", "cocaine-seized-upstream"}


@cache
def published() -> Evidence:
    """Return it: masses by year, two numbers of seizures, what was seized upstream for Belgium.

    >>> published().target
    'BEANR'
    """
    years = [
        one
        for place in (TARGET, *RECEIVERS)
        for year in range(FIRST, LAST + 1)
        if (one := _port_year(place, year)) is not None
    ]
    roles = {TARGET: Role.TARGET, **dict.fromkeys(RECEIVERS, Role.RECEIVER)}
    stopped = [_said("BE", year, Quantity.COCAINE_KG, Scope.UPSTREAM) for year in _years()]
    return Evidence(
        roles=roles,
        changed=CHANGED,
        port_years=tuple(years),
        upstream=tuple(
            Upstream(year=year, mass_kg=one.value)
            for year, one in zip(_years(), stopped, strict=True)
            if one is not None
        ),
    )


def sources() -> tuple[Figure, ...]:
    """Return the figures that it rests on, in their order."""
    places = [*((each, _scope(each)) for each in (TARGET, *RECEIVERS)), ("BE", Scope.UPSTREAM)]
    found = [
        _said(place, year, quantity, scope)
        for place, scope in places
        for quantity in (Quantity.COCAINE_KG, Quantity.SEIZURES)
        for year in _years()
    ]
    return tuple(one for one in found if one is not None)


def _years() -> range:
    return range(FIRST, LAST + 1)


def _scope(place: str) -> Scope:
    return Scope.COUNTRY if len(place) == 2 else Scope.PORT


def _port_year(place: str, year: int) -> PortYear | None:
    mass = _said(place, year, Quantity.COCAINE_KG, _scope(place))
    hits = _said(place, year, Quantity.SEIZURES, _scope(place))
    if mass is None and hits is None:
        return None
    return PortYear(
        port=place,
        year=year,
        hits=None if hits is None else int(hits.value),
        mass_kg=None if mass is None else mass.value,
    )


def _said(place: str, year: int, quantity: Quantity, scope: Scope) -> Figure | None:
    return best(
        one
        for one in public().figures
        if (one.place, one.year, one.quantity, one.scope) == (place, year, quantity, scope)
        and one.definition in _DEFINITIONS
        and one.loaded_in is None
    )
