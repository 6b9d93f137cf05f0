"""The invented story of a box: two filers, an amendment, a seal that changed."""

from datetime import timedelta

from quaywatch.api import schemas
from quaywatch.api import story_shapes as shapes
from tests.web.fake_rows import NOW


def story(row: schemas.WorkRow) -> shapes.StoryShape:
    """Return the story of `row`."""
    return shapes.StoryShape(
        trips=[_trip(row, mine=True), _trip(row, mine=False)],
        bills=[_bill("QXM4711", "master", "QXAL", "F12"), _bill("QXH1", "house", "QXBV", "F14")],
        missing=[shapes.MissingShape(what="consignee", of="QXH1")],
        amendments=[
            shapes.AmendmentShape(
                position=4712, reference="QXM4711", sender="QXAL", function="amendment",
                known_at=NOW - timedelta(hours=24),
                changes=[shapes.ChangeShape(
                    field=f"equipment[{row.equipment_number}].seals", before="QX0047118",
                    after="QX0047118, EC991204",
                )],
            )
        ],
    )  # fmt: skip


def _trip(row: schemas.WorkRow, *, mine: bool) -> shapes.TripShape:
    arrival = (row.arrival_at or NOW) - timedelta(days=0 if mine else 90)
    origin = row.port_of_loading
    steps = [
        (-20.5, "gate_in", "actual", origin, "QX0047118", [0]),
        (-19.0, "loaded", "actual", origin, "", []),
        (-18.5, "declared", "declared", f"{origin} > BEANR", "QX0047118", []),
        (0.0, "discharged", "actual", "BEANR", "EC991204", [0]),
    ]
    return shapes.TripShape(
        mine=mine,
        events=[
            shapes.TripEventShape(
                at=arrival + timedelta(days=days), kind=kind, certainty=certainty, location=place,
                location_name=None, facility=None, vessel="QX STAR 12N",
                said=[shapes.SaidShape(field="seals", value=seal)] if seal else [],
                format="coarri", sender="QXTERM", position=4700 + i,
                contradictions=found if mine else [],
            )
            for i, (days, kind, certainty, place, seal, found) in enumerate(steps)
        ],
        contradictions=[
            shapes.ContradictionShape(
                code="seal-changed", severity="error",
                text="The seal changed from QX0047118 to EC991204, and nobody reported opening it.",
                source="ISO 17712",
            )
        ] if mine else [],
        berth=_berth() if mine else None,
    )  # fmt: skip


def _berth() -> shapes.BerthShape:
    """Return a place at hand in a bay half full, where the plan had it in the hold."""
    return shapes.BerthShape(
        cell="0141282", bay=14, row=12, tier=82, on_deck=True, reach="at_hand", planned="0140506",
        sailed=True, aboard=412, others=57, as_reachable=1, position=4701,
        neighbours=[
            shapes.NeighbourShape(row=row, tier=tier, reefer=tier in (82, 84), empty=False)
            for tier, rows in ((2, 11), (4, 9), (82, 12), (84, 7), (86, 4))
            for row in range(rows)
        ],
    )  # fmt: skip


def _bill(reference: str, level: str, sender: str, filing_type: str) -> shapes.JoinedBillShape:
    return shapes.JoinedBillShape.model_validate(
        {
            "reference": reference,
            "level": level,
            "cancelled": False,
            "parts": [
                {
                    "position": 4711, "sender": sender, "format": "ics2",
                    "filing_type": filing_type, "mrn": "26BE0000000000QXM1",
                    "function": "original", "known_at": NOW - timedelta(hours=30),
                    "in_force": True, "gives": ["consignor", "goods_items", "equipment"],
                }
            ],
        }
    )  # fmt: skip
