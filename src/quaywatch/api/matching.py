"""Matching without showing as shapes."""

from typing import cast

import msgspec

from quaywatch.alliance.accords import Life, Terms
from quaywatch.alliance.matching import Budget, Hit, Quota, Telling, told
from quaywatch.api import alliance
from quaywatch.api import matching_shapes as shapes
from quaywatch.api.permissions import Role
from quaywatch.node.allied.matching.facts import MatchAlarm, MatchAnswered
from quaywatch.node.allied.matching.room import Pending, Told


def terms_of(shape: shapes.MatchTermsShape) -> Terms:
    """Return what was written; raises ValueError."""
    return msgspec.convert(shape.model_dump(mode="json") | {"topic": "matching"}, Terms)


def terms(one: Terms) -> shapes.MatchTermsShape:
    """Return terms as they are shown."""
    return shapes.MatchTermsShape(
        node=one.node,
        they_ask=sorted(each.value for each in one.they_ask),
        we_ask=sorted(each.value for each in one.we_ask),
        counts_only=one.counts_only,
        per_day=one.per_day,
        until=one.until,
    )


def line(life: Life, budgets: list[Budget], username: str, role: Role) -> shapes.MatchTermsLine:
    """Return terms with how they stand and how much was asked."""
    made = life.in_force, life.proposed
    shown = [terms(one) if isinstance(one, Terms) else None for one in made]
    return shapes.MatchTermsLine(
        accord=alliance.accord(life, username, role),
        in_force=shown[0],
        proposed=shown[1],
        budgets=[budget(one) for one in budgets],
    )


def budget(one: Budget) -> shapes.MatchBudget:
    """Return a partner's ration as it is shown."""
    said = msgspec.to_builtins(one)
    said.pop("partner")
    return shapes.MatchBudget.model_validate(said)


def learned(telling: Telling) -> shapes.MatchTold:
    """Return by which sentences each side is told what it learns."""
    found = told(telling, Quota())
    return shapes.MatchTold(
        asker=[one.code for one in found.asker],
        owner=[one.code for one in found.owner],
        never=[one.code for one in found.never],
    )


def quota() -> shapes.MatchQuota:
    """Return what is the same in all terms."""
    made = Quota()
    return shapes.MatchQuota(
        opened=made.opened,
        count_least=made.count_least,
        manifests_per_day=made.manifests_per_day,
    )


def hit(one: Hit) -> shapes.MatchHit:
    """Return a match as it is shown."""
    return shapes.MatchHit(
        id=one.id,
        owner=one.owner,
        sort=one.item.sort.value,
        value=one.item.value,
        found_at=one.found_at,
        state=one.state.value,
        officer=one.officer,
        note=one.note,
        notices=list(one.notices),
    )


def request(one: Pending) -> shapes.MatchRequest:
    """Return a partner's request as it is shown."""
    asked = one.request
    return shapes.MatchRequest(
        id=asked.id,
        partner=asked.partner,
        sort=asked.item.sort.value,
        value=asked.item.value,
        reason=asked.reason,
        asked_at=asked.asked_at,
        state=asked.state.value,
        first_officer=asked.first_officer,
        second_officer=asked.second_officer,
        notices=[
            shapes.MatchNotice(reference=each.reference, title=alliance.title(each))
            for each in one.notices
        ],
        chosen=list(asked.notices),
    )


def event(one: Told) -> shapes.MatchEvent:
    """Return a line of the history of matching."""
    fact = one.fact
    if isinstance(fact, MatchAlarm):
        return _event(one, "alarm", why=fact.why)
    if isinstance(fact, MatchAnswered):
        kind = "refused" if fact.refused else "answered"
        return _event(one, kind, fact.purpose, fact.counts_only, fact.size, why=fact.refused)
    return _event(one, "asked", fact.purpose, fact.counts_only, fact.asked, fact.matched)


def _event(
    one: Told,
    kind: str,
    purpose: str = "",
    counts_only: bool = False,
    size: int = 0,
    matched: int = 0,
    why: str = "",
) -> shapes.MatchEvent:
    return shapes.MatchEvent(
        at=one.at,
        kind=cast("shapes.MatchEventName", kind),
        partner=one.fact.partner,
        purpose=purpose,
        counts_only=counts_only,
        size=size,
        matched=matched,
        why=why,
    )
