"""All questions, put to one trip."""

from typing import Any

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.story.contradictions import masses, papers, places, route, seals
from quaywatch.story.contradictions.common import Answer
from quaywatch.story.events import Rows
from quaywatch.story.findings import Contradiction
from quaywatch.story.geography import World

Answers = np.ndarray[Any, np.dtype[np.int64]]

(
    _SEAL_CHANGED,
    _SEAL_UNDECLARED,
    _MASS_DRIFT,
    _MASS_ABOVE_DECLARED,
    _TWO_PLACES,
    _SEEN_AFTER_LEAVING,
    _LOADED_BEFORE_GATE_IN,
    _STOWED_NEVER_LOADED,
    _EVENT_MISSING,
    _HUB_DWELL,
    _TRANSHIPMENT_UNDECLARED,
    _DISCHARGED_ELSEWHERE,
    _PLAN_BROKEN,
    _DETOUR,
    _EMPTY_WITH_CARGO,
    _EMPTY_SEALED,
    _SIZE_TYPE_DIFFERS,
    _VESSEL_DIFFERS,
    _DISCHARGED_BEFORE_ARRIVAL,
) = map(int, Contradiction)


@compiled
def _put(answers: Answers, code: int, answer: Answer) -> None:
    for i in range(4):
        answers[code, i] = answer[i]


@compiled
def ask(answers: Answers, events: Rows, start: int, end: int, world: World) -> None:
    """Write the answer to each question into the row of its `Contradiction`."""
    _put(answers, _SEAL_CHANGED, seals.changed(events, start, end))
    _put(answers, _SEAL_UNDECLARED, seals.undeclared(events, start, end))
    _put(answers, _MASS_DRIFT, masses.drift(events, start, end))
    _put(answers, _MASS_ABOVE_DECLARED, masses.above_declared(events, start, end))
    _put(answers, _TWO_PLACES, places.two_places(events, start, end, world))
    _put(answers, _SEEN_AFTER_LEAVING, places.seen_after_leaving(events, start, end))
    _put(answers, _LOADED_BEFORE_GATE_IN, places.loaded_before_gate_in(events, start, end))
    _put(answers, _STOWED_NEVER_LOADED, places.stowed_never_loaded(events, start, end))
    _put(answers, _EVENT_MISSING, route.event_missing(events, start, end, world))
    _put(answers, _HUB_DWELL, route.hub_dwell(events, start, end))
    undeclared = route.transhipment_undeclared(events, start, end, world)
    _put(answers, _TRANSHIPMENT_UNDECLARED, undeclared)
    _put(answers, _DISCHARGED_ELSEWHERE, route.discharged_elsewhere(events, start, end, world))
    _put(answers, _PLAN_BROKEN, route.plan_broken(events, start, end, world))
    _put(answers, _DETOUR, route.detour(events, start, end, world))
    _put(answers, _EMPTY_WITH_CARGO, papers.empty_with_cargo(events, start, end))
    _put(answers, _EMPTY_SEALED, papers.empty_sealed(events, start, end))
    _put(answers, _SIZE_TYPE_DIFFERS, papers.size_type_differs(events, start, end))
    _put(answers, _VESSEL_DIFFERS, papers.vessel_differs(events, start, end, world))
    early = places.discharged_before_arrival(events, start, end, world)
    _put(answers, _DISCHARGED_BEFORE_ARRIVAL, early)
