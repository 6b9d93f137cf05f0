"""What changes when a port joins, leaves or gets more minutes: the outcome before and after."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from quaywatch.strategy.allocation.members import Alliance, Member
from quaywatch.strategy.allocation.outcomes import How, Outcome, settle
from quaywatch.strategy.allocation.reasons import Code, Reason

_TELLING = 1e-6
"""Differences below this are not told."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two outcomes, and what differs."""

    before: Outcome
    after: Outcome
    reasons: tuple[Reason, ...]
    """The largest first."""


def joined(alliance: Alliance, port: str, how: How = How.POOLED) -> Difference:
    """Return what changes when an outsider becomes a member.

    Raises:
        KeyError: there is no such outsider.

    """
    one = _named(alliance.outsiders, port)
    after = msgspec.structs.replace(
        alliance,
        members=(*alliance.members, one),
        outsiders=tuple(each for each in alliance.outsiders if each is not one),
    )
    return difference(settle(alliance, how), settle(after, how))


def left(alliance: Alliance, port: str, how: How = How.POOLED) -> Difference:
    """Return what changes when a member leaves: it is there still, and minds itself.

    Raises:
        KeyError: there is no such member.

    """
    one = _named(alliance.members, port)
    after = msgspec.structs.replace(
        alliance,
        members=tuple(each for each in alliance.members if each is not one),
        outsiders=(*alliance.outsiders, one),
    )
    return difference(settle(alliance, how), settle(after, how))


def bought(alliance: Alliance, port: str, minutes: float, how: How = How.POOLED) -> Difference:
    """Return what changes when a port gets so many minutes more, as by one scanner more.

    Raises:
        KeyError: there is no such port.

    """
    one = _named(alliance.ports, port)
    more = msgspec.structs.replace(one, minutes=one.minutes + minutes)
    after = msgspec.structs.replace(
        alliance,
        members=tuple(more if each is one else each for each in alliance.members),
        outsiders=tuple(more if each is one else each for each in alliance.outsiders),
    )
    return difference(settle(alliance, how), settle(after, how))


def difference(before: Outcome, after: Outcome) -> Difference:
    """Return two outcomes of the same ports with what differs between them."""
    told = sorted(_told(before, after), key=lambda one: -abs(one.after - one.before))
    whole = _whole(before, after)
    return Difference(before, after, (*whole, *told))


def _whole(before: Outcome, after: Outcome) -> Iterator[Reason]:
    """Tell what changes for all together."""
    old, new = before.level, after.level
    if before.arriving is not None and after.arriving is not None:
        old, new = before.arriving, after.arriving
    code = Code.UNCHANGED
    if abs(new - old) > _TELLING:
        code = Code.LESS_ARRIVES if new < old else Code.MORE_ARRIVES
    yield Reason(code=code, before=old, after=new)
    stayed = [1.0 - sum(at.chosen or 0.0 for at in each.ports) for each in (before, after)]
    if before.arriving is not None and stayed[1] - stayed[0] > _TELLING:
        yield Reason(code=Code.NOT_SHIPPED, before=stayed[0], after=stayed[1])


def _told(before: Outcome, after: Outcome) -> Iterator[Reason]:
    """Tell what changes at each port."""
    ports = {at.port: at for at in before.ports}
    for now in after.ports:
        was = ports[now.port]
        pairs = (
            (was.arriving, now.arriving, Code.PORT_GAINS, Code.PORT_LOSES),
            (was.chosen, now.chosen, Code.TRAFFIC_GOES, Code.TRAFFIC_COMES),
        )
        for old, new, falls, rises in pairs:
            if old is not None and new is not None and abs(new - old) > _TELLING:
                code = falls if new < old else rises
                yield Reason(code=code, port=now.port, before=old, after=new)
        lent = now.minutes - was.minutes - (now.has - was.has)
        if abs(lent) > max(_TELLING * now.has, 0.5):
            code = Code.SPENDS_MORE if lent > 0 else Code.SPENDS_ELSEWHERE
            spent = (was.minutes / max(was.has, 1.0), now.minutes / max(now.has, 1.0))
            yield Reason(code=code, port=now.port, before=spent[0], after=spent[1])


def _named(members: tuple[Member, ...], port: str) -> Member:
    for one in members:
        if one.port == port:
            return one
    raise KeyError(port)
