"""Why seizures fell, as shapes."""

from collections.abc import Sequence
from typing import cast

import msgspec

from quaywatch.api.strategy.allocation_shapes import StrategyAssumption
from quaywatch.api.strategy.answers import verdicts
from quaywatch.api.strategy.flow_shapes import (
    FlowAnswer,
    FlowAssumptions,
    FlowEstimate,
    FlowOwn,
    FlowReasons,
    FlowSwing,
    FlowVerdict,
    FlowWeighed,
    FlowWithoutPort,
)
from quaywatch.cargo.identifiers import unlocode
from quaywatch.strategy.figures import public
from quaywatch.strategy.flow.assumptions import RANGES, Assumptions
from quaywatch.strategy.flow.evidence import Evidence
from quaywatch.strategy.flow.lacking import lacking
from quaywatch.strategy.flow.observed import Observed, informed
from quaywatch.strategy.flow.published import published, sources
from quaywatch.strategy.flow.verdict import ENOUGH, Estimate, Verdict, verdict
from quaywatch.strategy.flow.weighing import Weighed, weigh


def answer(assumed: FlowAssumptions, own: Sequence[Observed], *, simulated: bool) -> FlowAnswer:
    """Return the verdict on public figures and own audits, or that it is not there yet."""
    asked = evidence(own, simulated=simulated)
    said = found(assumed, own, simulated=simulated)
    told = None if said is None else _told(asked, said, assumed)
    return FlowAnswer(
        verdict=told,
        own=[FlowOwn(**msgspec.to_builtins(one), used=_used(asked, one)) for one in own],
    )


def found(assumed: FlowAssumptions, own: Sequence[Observed], *, simulated: bool) -> Verdict | None:
    """Return the verdict as it is computed; None where it is not there yet."""
    taken, asked = _taken(assumed), evidence(own, simulated=simulated)
    said = verdicts().ask(("verdict", taken, _key(asked)), lambda: verdict(asked, taken))
    return None if said is None else cast("Verdict", said)


def reasons(assumed: FlowAssumptions, own: Sequence[Observed], *, simulated: bool) -> FlowReasons:
    """Return what it hangs on, or that it is not there yet."""
    taken, asked = _taken(assumed), evidence(own, simulated=simulated)
    said = verdicts().ask(("weighed", taken, _key(asked)), lambda: weigh(asked, taken))
    return FlowReasons(weighed=None if said is None else _weighed(cast("Weighed", said)))


def evidence(own: Sequence[Observed], *, simulated: bool) -> Evidence:
    """Return what is published with the node's own audits and tests.

    What a simulated node found says nothing of real ports and stays out.
    """
    return published() if simulated else informed(published(), own)


def _key(asked: Evidence) -> bytes:
    return msgspec.json.encode(asked, order="sorted")


def _used(asked: Evidence, one: Observed) -> bool:
    return any(
        (each.port, each.year) == (one.port, one.year)
        and (each.audited, each.tests) == (one.audited, one.tests)
        for each in asked.port_years
    )


def _taken(assumed: FlowAssumptions) -> Assumptions:
    return msgspec.structs.replace(Assumptions(), **assumed.model_dump())


def _told(asked: Evidence, said: Verdict, assumed: FlowAssumptions) -> FlowVerdict:
    line = {one: number for number, one in enumerate(public().figures)}
    return FlowVerdict(
        target=asked.target,
        name=_name(asked.target),
        changed=asked.changed,
        enough=ENOUGH,
        probability={each.value: value for each, value in said.probability.items()},
        prior={each.value: value for each, value in said.prior.items()},
        error=said.error,
        explanation=None if said.explanation is None else said.explanation.value,
        withheld=[each.value for each in said.withheld],
        traffic=_estimate(said.traffic),
        seen=_estimate(said.seen),
        lacking=[each.value for each in lacking(asked)],
        assumptions=[_assumption(name, value) for name, value in assumed.model_dump().items()],
        figures=[line[one] for one in sources()],
        r_hat=said.checks.r_hat,
        effective=said.checks.effective,
        diverged=said.checks.diverged,
        draws=said.checks.draws,
    )


def _assumption(name: str, value: float) -> StrategyAssumption:
    one = RANGES[name]
    return StrategyAssumption(
        name=name,
        value=value,
        low=one.low,
        high=one.high,
        unit=one.unit,
        basis="public" if one.published else "assumed",
        source=one.source,
    )


def _estimate(one: Estimate) -> FlowEstimate:
    return FlowEstimate(**msgspec.structs.asdict(one))


def _weighed(said: Weighed) -> FlowWeighed:
    return FlowWeighed(
        swings=[
            FlowSwing(
                name=one.assumption,
                low=RANGES[one.assumption].low,
                high=RANGES[one.assumption].high,
                at_low={each.value: value for each, value in one.low.items()},
                at_high={each.value: value for each, value in one.high.items()},
            )
            for one in said.swings
        ],
        without_port=[
            FlowWithoutPort(
                port=port,
                name=_name(port),
                probability={each.value: value for each, value in without.items()},
            )
            for port, without in said.without_port.items()
        ],
        without_kind={
            kind.value: {each.value: value for each, value in without.items()}
            for kind, without in said.without_kind.items()
        },
    )


def _name(place: str) -> str:
    return unlocode.name(place) or place
