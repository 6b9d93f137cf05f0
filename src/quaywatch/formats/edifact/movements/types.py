"""The message types that tell of containers, each a table.

SMDG user manuals and UN/EDIFACT directories D.95B to D.21A; what differs between directories are
qualifiers, and tables take all of them.
"""

from quaywatch.cargo.movement import Classifier, MovementKind
from quaywatch.cargo.transport_call import CallKind
from quaywatch.formats.edifact.movements.profile import (
    INSTANTS,
    PLACES,
    REFERENCES,
    Call,
    Event,
    Profile,
    Slot,
    at_port,
)
from quaywatch.formats.edifact.movements.statuses import STATUSES

_PLANNED = Classifier.PLANNED

_DISCHARGED, _LOADED = Event(MovementKind.DISCHARGED), Event(MovementKind.LOADED)
_TO_DISCHARGE = Event(MovementKind.DISCHARGED, _PLANNED)
_TO_LOAD = Event(MovementKind.LOADED, _PLANNED)
_IN, _OUT = Event(MovementKind.GATE_IN), Event(MovementKind.GATE_OUT)
_TO_COME_IN = Event(MovementKind.GATE_IN, _PLANNED)
_TO_GO_OUT = Event(MovementKind.GATE_OUT, _PLANNED)
_TO_PICK_UP = Event(MovementKind.PICKED_UP, _PLANNED)

_MAIN = frozenset({"20"})
"""A plan also names, without stage, the voyage that a container goes on with."""

_CALLS_OF_A_PLAN = (
    Call(("5",), "178", CallKind.ARRIVAL, Classifier.ACTUAL),
    Call(("5",), "136", CallKind.DEPARTURE, Classifier.ACTUAL),
    Call(("5",), "133", CallKind.DEPARTURE, Classifier.ESTIMATED),
    Call(("61",), "132", CallKind.ARRIVAL, Classifier.ESTIMATED),
)

BAPLIE = Profile(
    name="baplie",
    opens="LOC+147",
    event=Event(MovementKind.STOWED),
    header_places={"5": Slot.PLACE},
    otherwise=("136", "133", "137", "178", "132"),
    calls=_CALLS_OF_A_PLAN,
    stages=_MAIN,
    planning=True,
)
"""Bayplan of what is aboard when the vessel leaves (SMDG 1.5, 2.x, 3.x)."""

MOVINS = Profile(
    name="movins",
    opens="LOC+147",
    handlings={
        "DIS": _TO_DISCHARGE,
        "LOA": _TO_LOAD,
        "RES": Event(MovementKind.STOWED, _PLANNED),
        "SHI": Event(MovementKind.STOWED, _PLANNED),
    },
    event=Event(MovementKind.STOWED, _PLANNED),
    header_places={"5": Slot.PLACE, "9": Slot.PLACE},
    otherwise=("132", "133", "137"),
    calls=_CALLS_OF_A_PLAN,
    stages=_MAIN,
    handling_first=True,
    planning=True,
)
"""Stowage instruction; HAN says whether a container is to be loaded, discharged or shifted."""

COPRAR = Profile(
    name="coprar",
    opens="EQD",
    events={"43": _TO_DISCHARGE, "118": _TO_DISCHARGE, "45": _TO_LOAD, "121": _TO_LOAD},
    handlings={"2": _TO_LOAD, "3": _TO_DISCHARGE, "6": _TO_DISCHARGE},
    event=_TO_LOAD,
    instants={"201": Slot.AT},
    otherwise=("132", "133", "137"),
    calls=at_port("9", "11"),
    planning=True,
)
"""Loading or discharge order."""

COARRI = Profile(
    name="coarri",
    opens="EQD",
    events={"44": _DISCHARGED, "119": _DISCHARGED, "46": _LOADED, "122": _LOADED},
    handlings={"2": _LOADED, "3": _DISCHARGED, "6": _DISCHARGED},
    event=_DISCHARGED,
    otherwise=("178", "136", "137", "132", "133"),
    calls=at_port("9", "11"),
)
"""Discharge or loading report."""

CODECO = Profile(
    name="codeco",
    opens="EQD",
    events={
        "34": _IN,
        "109": _IN,
        "36": _OUT,
        "111": _OUT,
        "113": Event(MovementKind.STRIPPED),
        "116": Event(MovementKind.PICKED_UP),
    },
    handlings={"2": _IN, "3": _OUT},
    event=_IN,
    places={**PLACES, "99": Slot.PLACE, "98": Slot.PLACE, "14": Slot.PLACE},
    instants={**INSTANTS, "181": Slot.AT, "180": Slot.AT, "186": Slot.AT, "178": Slot.AT},
)
"""Gate-in or gate-out report of a terminal or depot."""

COSTCO = Profile(
    name="costco",
    opens="EQD",
    events={"113": Event(MovementKind.STRIPPED), "37": Event(MovementKind.STRIPPED)},
    event=Event(MovementKind.STUFFED),
    places=CODECO.places,
    instants=CODECO.instants,
)
"""Confirmation that a container was stuffed or stripped."""

COPARN = Profile(
    name="coparn",
    opens="EQD",
    events={
        "11": _TO_GO_OUT,
        "12": _TO_PICK_UP,
        "108": _TO_PICK_UP,
        "104": _TO_COME_IN,
        "126": _TO_COME_IN,
        "129": _TO_GO_OUT,
    },
    event=_TO_COME_IN,
    places={**PLACES, "98": Slot.PLACE, "99": Slot.PLACE},
    header_places={"98": Slot.PLACE, "99": Slot.PLACE},
    instants={**INSTANTS, "201": Slot.AT, "200": Slot.AT, "36": Slot.NOTHING},
    otherwise=("201", "132", "133", "137"),
    planning=True,
)
"""Announcement of a container to be picked up or brought."""

COPINO = Profile(
    name="copino",
    opens="EQD",
    events={"661": _TO_COME_IN, "660": _TO_GO_OUT},
    handlings={"2": _TO_COME_IN, "3": _TO_GO_OUT},
    event=_TO_COME_IN,
    places={**PLACES, "98": Slot.PLACE, "99": Slot.PLACE},
    header_places={"88": Slot.PLACE, "7": Slot.PLACE, "98": Slot.PLACE, "99": Slot.PLACE},
    instants={**INSTANTS, "132": Slot.AT, "133": Slot.AT, "201": Slot.AT, "200": Slot.AT},
    otherwise=("132", "133", "137"),
    planning=True,
)
"""A lorry's pre-notice at the gate."""

VERMAS = Profile(
    name="vermas",
    opens="EQD",
    event=Event(MovementKind.WEIGHED),
    instants={"798": Slot.AT, "WAT": Slot.AT},
)
"""Verified gross mass (SOLAS VI/2)."""

IFTSTA = Profile(
    name="iftsta",
    opens="STS",
    statuses=STATUSES,
    places={**PLACES, "175": Slot.PLACE, "14": Slot.PLACE, "5": Slot.PLACE, "60": Slot.PLACE},
    references={**REFERENCES, "MB": Slot.BILL, "HWB": Slot.BILL},
    instants={
        **INSTANTS,
        "334": Slot.AT,
        "178": Slot.AT,
        "186": Slot.AT,
        "136": Slot.AT,
        "132": Slot.EXPECTED_AT,
        "133": Slot.EXPECTED_AT,
    },
    stages=frozenset({"20", "", "10", "30", "1"}),
)
"""Status reports, such as carriers' container status messages to customs."""

TYPES = (
    BAPLIE,
    MOVINS,
    COPRAR,
    COARRI,
    CODECO,
    COSTCO,
    COPARN,
    COPINO,
    VERMAS,
    IFTSTA,
)
