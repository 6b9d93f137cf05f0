"""Which sentences a plan's reasons come to, and with which figures."""

from collections.abc import Iterator
from typing import NamedTuple

from quaywatch.api.why.figures import NOTHING, Figures
from quaywatch.cargo import InspectionKind
from quaywatch.inspections.why import Look, Pick, Turn, Why

_HEAVIEST = max(kind.weight for kind in InspectionKind)
_EDGE = 0.02
"""Share of its probability below which nothing is told apart in what is read."""


class Said(NamedTuple):
    """A sentence by its code, with the figures in it as they are read."""

    code: str
    figures: dict[str, str]


def of_box(why: Why, write: Figures) -> Iterator[Said]:
    """Say why this box."""
    yield Said(
        "box.probability",
        {
            "probability": write.share(why.probability),
            "rank": write.count(why.rank),
            "of": write.count(why.of),
        },
    )
    if why.harm != 1:
        yield Said("box.harm", {"harm": write.factor(why.harm)})
    if why.learns > 0:
        yield Said("box.learns", {"learns": write.finds(why.learns)})
    yield from _picked(why, write)
    yield from _asked(why, write)
    yield from _turned(why, write)
    if why.proven:
        yield Said("box.proven", {})


def of_hour(why: Why, write: Figures) -> Iterator[Said]:
    """Say why now."""
    window = why.window
    yield Said(f"now.since_{window.since_by}", {"since": write.at(window.since)})
    yield Said(f"now.until_{window.until_by}", {"until": write.at(window.until)})
    yield Said("now.hours", {"hours": write.count(window.hours)})
    for name, count in (
        ("early", window.early),
        ("late", window.late),
        ("barred", window.barred),
    ):
        if count:
            yield Said(f"now.{name}", {name: write.count(count)})
    if why.pick is Pick.AUDIT:
        yield Said("now.lot", {})
        return
    yield _price(why, write)
    if window.price and window.cheapest_at is not None:
        cheapest = {"cheapest_at": write.at(window.cheapest_at)}
        yield Said("now.cheapest", cheapest | {"cheapest": write.finds(window.cheapest)})
    yield waiting(why, write)


def of_look(why: Why, write: Figures) -> Iterator[Said]:
    """Say why this look."""
    yield Said("look.chosen", _weighed(why.look, write))
    if why.pick is Pick.AUDIT:
        yield Said("look.lot", {})
    else:
        left = {"room": write.finds(why.look.room), "gain": write.finds(why.look.gain)}
        yield Said("look.gain", left)
    yield from _alarm(why, write)
    if why.pick is not Pick.AUDIT:
        yield from _others(why, write)


def in_brief(why: Why, write: Figures) -> Iterator[Said]:
    """Say the most of it in one line."""
    if why.lot is not None:
        yield Said("brief.lot", {"chance": write.share(why.lot.chance)})
        return
    if why.pick is Pick.ROOM:
        yield Said("brief.room", {})
    else:
        yield Said("brief.worth", {"rank": write.count(why.rank), "of": write.count(why.of)})
    if why.asked is not None and why.asked.worth > NOTHING:
        yield Said("brief.asked", {"stratum": write.stratum(why.asked.stratum)})
    pressing = waiting(why, write)
    if pressing.code != "now.waits":
        yield Said(pressing.code.replace("now", "brief"), pressing.figures)
    if why.keeps is not None and not _on_edge(why, why.keeps):
        yield Said("brief.keeps", {"keeps": write.share(why.keeps.probability)})


def waiting(why: Why, write: Figures) -> Said:
    """Say what it would cost to wait."""
    window = why.window
    if window.later_at is None:
        return Said("now.last", {})
    later = {"later_at": write.at(window.later_at)}
    if window.waiting < NOTHING:
        return Said("now.waits", later)
    return Said("now.waiting", later | {"waiting": write.finds(window.waiting)})


def _picked(why: Why, write: Figures) -> Iterator[Said]:
    if why.pick is Pick.ROOM:
        yield Said("box.room", {})
    if why.lot is not None:
        yield Said("box.lot", {})
        yield Said(
            "box.chance",
            {
                "stratum": write.stratum(why.lot.stratum),
                "size": write.count(why.lot.size),
                "of": write.count(why.lot.of),
                "chance": write.share(why.lot.chance),
            },
        )
        if why.draw:
            yield Said("box.draw", {"draw": why.draw})


def _asked(why: Why, write: Figures) -> Iterator[Said]:
    asked = why.asked
    if asked is None:
        return
    yield Said(
        "box.asked",
        {
            "stratum": write.stratum(asked.stratum),
            "size": write.count(asked.of),
            "boxes": write.factor(asked.boxes),
        },
    )
    if asked.worth > NOTHING:
        yield Said("box.asked_worth", {"worth": write.finds(asked.worth)})


def _turned(why: Why, write: Figures) -> Iterator[Said]:
    keeps = why.keeps
    if keeps is None:
        return
    steps = {"steps": write.steps(keeps.steps)} if keeps.steps else {}
    alone = "" if keeps.steps else "_alone"
    if _on_edge(why, keeps):
        yield Said(f"box.edge{alone}", steps)
    else:
        yield Said(f"box.keeps{alone}", steps | {"keeps": write.share(keeps.probability)})
    if why.out is not None:
        yield Said("box.out", {"out": write.share(why.out.probability)})


def _on_edge(why: Why, keeps: Turn) -> bool:
    return keeps.probability >= why.probability * (1 - _EDGE)


def _price(why: Why, write: Figures) -> Said:
    price = why.window.price
    return Said("now.price", {"price": write.finds(price)}) if price else Said("now.free", {})


def _alarm(why: Why, write: Figures) -> Iterator[Said]:
    alarm, steps = why.alarm, why.look.steps
    speaks = {"chance": write.share(alarm.chance), "alarmed": write.share(alarm.alarmed)}
    if len(steps) > 1:
        yield Said("look.alarm", speaks | {"then": write.steps(steps[1:2])})
    else:
        yield Said("look.alarm_last", speaks)
    yield Said("look.silence", {"silent": write.share(alarm.silent)})


def _others(why: Why, write: Figures) -> Iterator[Said]:
    chosen, beside = why.look, why.next
    if beside is not None:
        less = chosen.gain - beside.gain
        code = "look.next" if less >= NOTHING else "look.equal"
        yield Said(code, _weighed(beside, write) | {"less": write.finds(less)})
    heavier = why.heavier or _heavier(chosen, beside)
    if heavier is not None:
        less = chosen.gain - heavier.gain
        code = "look.heavier" if less >= NOTHING else "look.heavier_equal"
        yield Said(code, _weighed(heavier, write) | {"less": write.finds(less)})
    elif chosen.steps[0].weight < _HEAVIEST:
        yield Said("look.no_heavier", {})


def _heavier(chosen: Look, beside: Look | None) -> Look | None:
    if beside is None or beside.steps[0].weight <= chosen.steps[0].weight:
        return None
    return beside


def _weighed(look: Look, write: Figures) -> dict[str, str]:
    return {
        "steps": write.steps(look.steps),
        "at": write.at(look.at),
        "finds": write.finds(look.finds),
        "cost": write.euros(look.cost_eur),
        "delay": write.hours(look.delay_hours),
        "room": write.finds(look.room),
    }
