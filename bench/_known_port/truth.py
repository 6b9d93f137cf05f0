"""Counts what was drawn, without the ledger and without the measures: what they have to come to."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bench._known_port.assessing import FRESH
from bench._known_port.drawing import AS_OF, RISKY, START, UNTIL, Drawn, Look, Port
from bench._known_port.telling import name

Counts = tuple[int, int]
"""How many count, of how many judged."""


def _in(at: datetime | None) -> bool:
    return at is not None and START <= at < UNTIL


def _tally(cases: Iterable[bool]) -> Counts:
    known = list(cases)
    return sum(known), len(known)


def _here(one: Drawn, by: datetime) -> bool:
    """Whether it was scanned here by an instant."""
    look = one.look
    done = look is not None and look.kind == "scan" and look.recorded_at is not None
    recorded = done and look is not None and look.recorded_at is not None
    return bool(recorded and look and look.recorded_at and look.recorded_at <= by) or any(
        not shot.foreign and shot.taken_at <= by for shot in one.shots
    )


def _opened(one: Drawn, by: datetime) -> bool:
    look = one.look
    return bool(look and look.kind == "open" and look.recorded_at and look.recorded_at <= by)


def truth(port: Port, risky: frozenset[str]) -> dict[str, Counts]:
    """Return what each measure should count; `risky` names the boxes that the node ranks high."""
    boxes = port.boxes
    came = [one for one in boxes if _in(one.came_at)]
    gone = [one for one in boxes if one.left_at and _in(one.left_at)]
    filed = [one for one in boxes if _in(one.filed_at)]
    looks = [(one, one.look) for one in boxes if one.look is not None]
    done = [(one, look) for one, look in looks if _in(look.recorded_at)]
    finds = [look for _, look in done if look.result == "found"]
    shots = [(one, shot) for one in boxes for shot in one.shots]
    words = [(one, word) for one, shot in shots for word in shot.words if _in(word[1])]

    def has(one: Drawn) -> bool:
        return name(one) in risky

    ashore = [(one, look) for one, look in looks if one.discharged_at and _in(one.discharged_at)]
    scans = [(one, look) for one, look in ashore if look.kind == "scan" and not look.cancelled]
    day = timedelta(days=1)
    return {
        "high_risk_scanned": _tally(_here(one, _left(one)) for one in gone if has(one)),
        "risk_route_scanned": _tally(_here(one, _left(one)) for one in gone if _route(one)),
        "empties_checked": _tally(
            _here(one, AS_OF) or bool(one.look and one.look.recorded_at)
            for one in came
            if one.empty and _route(one)
        ),
        "risk_reefers_inspected": _tally(
            _here(one, _left(one)) or _opened(one, _left(one))
            for one in gone
            if one.reefer and _route(one)
        ),
        "earlier_scan": _tally(any(s.foreign for s in one.shots) for one in came if has(one)),
        "pictures_with_verdicts": _tally(
            shot.machine and bool(shot.words)
            for _, shot in shots
            if not shot.foreign and _in(shot.taken_at)
        ),
        "result_in_36_hours": _tally(bool(look.recorded_at) for _, look in scans),
        "hours_to_scan": _tally(
            bool(look.recorded_at) or any(not s.foreign for s in one.shots) for one, look in scans
        ),
        "inserted_threats_found": _tally(found for *_, at, found in port.threats if _in(at)),
        "false_alarms": _tally(word[2] for one, word in words if not _found(one)),
        "read_again_blind": _tally(
            len(shot.words) > 1 for _, shot in shots if any(_in(word[1]) for word in shot.words)
        ),
        "filed_before_loading": _tally(
            _complete(one) and (one.loaded_at or one.departs_at) - one.filed_at >= day
            for one in filed
        ),
        "vague_descriptions": _tally(one.vague for one in filed),
        "events_told": _tally(bool(one.loaded_at and one.discharged_at) for one in came),
        "way_known": _tally(
            bool(one.loaded_at and one.discharged_at) and one.via_hub != "broken" for one in came
        ),
        "verified_mass": _tally(one.weighed for one in came if not one.empty),
        "seal_told_before_arrival": _tally(
            one.bill_seal and one.filed_at <= one.came_at for one in came if not one.empty
        ),
        "gate_agrees": (len(gone), len(gone) + len(port.strays)),
        "seal_agrees": _tally(
            one.quay_seal == "same" for one in came if one.bill_seal and one.quay_seal
        ),
        "lookups_without_task": _tally(
            not tasked for one in boxes for _, at, tasked in one.visits if _in(at)
        ),
        "looks_on_record": _on_record(boxes),
        "lifted_by_two": _tally(True for one in boxes if _in(one.let_go_at)),
        "selections_with_reason": _tally(look.reasoned for _, look in looks if _in(_chosen(look))),
        "results_fed_back": _tally(
            look.recorded_at is not None and look.recorded_at <= AS_OF
            for _, look in looks
            if not look.cancelled and _in(look.slot_at) and look.slot_at + day <= AS_OF
        ),
        "finds_recorded_in_48_hours": _tally(
            look.recorded_at - look.slot_at <= 2 * day for look in finds if look.recorded_at
        ),
        "finds_with_mass": _tally(look.mass_kg is not None for look in finds),
        "opened_with_photographs": _tally(
            look.photographed
            for one, look in done
            if look.kind == "open" and (_route(one) or has(one))
        ),
        "chosen_by_lot": _tally(_audited(one) for one in gone if _route(one)),
        "audits_with_verdict": _tally(True for _, look in done if look.basis == "random_audit"),
        "loading_ports_assessed": _tally(
            origin in FRESH for origin in {one.origin for one in came if _route(one)}
        ),
        "reefer_hours": _tally(_freed(one) for one in boxes if one.reefer and _kept_and_seen(one)),
    }


def _left(one: Drawn) -> datetime:
    assert one.left_at is not None
    return one.left_at


def _complete(one: Drawn) -> bool:
    """Whether nothing mandatory is missing: a full container has its seal told."""
    return one.whole and (one.bill_seal or one.empty)


def _route(one: Drawn) -> bool:
    return one.origin in RISKY


def _found(one: Drawn) -> bool:
    return bool(one.look and one.look.recorded_at and one.look.result == "found")


def _chosen(look: Look) -> datetime:
    """When it was chosen: a plan does so an hour before anybody orders it."""
    return look.ordered_at if look.basis == "officer" else look.ordered_at - timedelta(hours=1)


def _audited(one: Drawn) -> bool:
    look = one.look
    if look is None or look.recorded_at is None or look.recorded_at > AS_OF:
        return False
    return look.basis == "random_audit" and look.kind in ("scan", "open")


def _on_record(boxes: Iterable[Drawn]) -> Counts:
    """Officers who decided in the month, and those of them who had opened all they decided on."""
    decided: dict[str, list[bool]] = {}
    for one in boxes:
        look = one.look
        if look is None:
            continue
        times = [look.ordered_at, look.recorded_at]
        times.append(look.ordered_at + timedelta(minutes=30) if look.cancelled else None)
        if any(_in(at) for at in times):
            opened = any(who == look.by and at < UNTIL for who, at, _ in one.visits)
            decided.setdefault(look.by, []).append(opened)
    return _tally(all(known) for known in decided.values())


def _kept_and_seen(one: Drawn) -> bool:
    """An order keeps a box; looked into, it counts from the order on."""
    look = one.look
    if look is None or look.recorded_at is None or look.recorded_at > AS_OF:
        return False
    return look.kind in ("scan", "open") and _in(look.ordered_at)


def _freed(one: Drawn) -> bool:
    look = one.look
    return bool(look and look.result == "nothing" and look.recorded_at)
