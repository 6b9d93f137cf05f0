"""Policies of looking against traffickers who answer, with the same seeds and scanner hours.

`reduction` is by how much less the strategic plan lets through than following last year's seizures,
by any way, with its 95 % interval over seeds. Two figures say what the other way than containers
has to do with it: the reduction where there is none, and where it carries under both what it does
where seizures are followed.
"""

import time

from msgspec.structs import replace

from bench._tunnel import at_equal_share, row, sailed, shut, table, told
from bench.result import Result
from quaywatch.strategy.tunnel import against, scenario

TITLE = "policies of looking through simulated years, with traffickers who answer"
_LESS = 0.15
_MINUTES = 10.0
_SEEDS = 20


def run(quick: bool) -> Result:
    """Sail every policy with three times today's hours, two also with those of today."""
    begin = time.perf_counter()
    seeds = 3 if quick else _SEEDS
    programme, calm = (
        replace(found, months=48) if quick else found
        for found in (scenario("programme"), scenario("calm"))
    )
    decade = replace(calm, months=120)
    _, minutes = sailed(decade, "strategic", 1)
    runs = table(programme, seeds)
    base = runs["seizures"]
    today = {policy: sailed(calm, policy, seeds)[0] for policy in ("seizures", "strategic")}
    unmoved = replace(programme, traffickers="static")
    naive = {policy: sailed(unmoved, policy, 2)[0] for policy in ("seizures", "strategic")}
    closed = {
        policy: sailed(programme, policy, seeds, shut)[0]
        for policy in ("seizures", "common", "strategic")
    }
    found = against(base, runs["strategic"])
    figures: dict[str, object] = {
        "seeds": seeds,
        "consignments_per_year": programme.consignments_per_year,
        "minutes_decade": round(minutes, 2),
        "reduction": told(found.reduction),
        "reduction_ports": told(found.reduction_ports),
        "reduction_no_other_way": told(against(closed["seizures"], closed["strategic"]).reduction),
        "reduction_equal_other_way": told(at_equal_share(base, runs["strategic"])),
        "sharing": told(against(runs["common"], runs["strategic"]).reduction),
        "sharing_no_other_way": told(against(closed["common"], closed["strategic"]).reduction),
        "reduction_hours_of_today": told(against(*today.values()).reduction),
        "reduction_if_nobody_answered": told(against(*naive.values()).reduction),
        "policies": {policy: row(base, one) for policy, one in runs.items()},
        "minutes": round((time.perf_counter() - begin) / 60, 2),
    }
    holds = {
        "minutes_decade": minutes <= _MINUTES,
        "reduction": (found.reduction.low or 0.0) >= _LESS,
    }
    return Result("wind_tunnel", figures, holds=holds)
