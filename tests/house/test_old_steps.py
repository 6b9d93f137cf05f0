"""Steps as nodes have stored them for good: they are read, and are still written so."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from quaywatch import inspections, requests
from quaywatch.alliance import accords, inquiries
from quaywatch.ledger import Event
from quaywatch.norms import life as assessments
from quaywatch.norms.gaps import life as gaps
from quaywatch.norms.register import Register
from quaywatch.risk import life as models
from quaywatch.rules import life as profiles
from quaywatch.strategy import seeding

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
POLICY = b'{"matter":{"topic":"policy","text":"permit (principal, action, resource);"}}'
PLAN = (
    b'{"assessment":"a1","plan":{"assessors":["ann"],"catalogue":"1","from_on":"2026-03-02",'
    b'"level":"baseline","port":"BEANR","until_on":"2026-03-09"},"port":"BEANR"}'
)
OLD: dict[str, tuple[Any, str, list[tuple[str, bytes]], dict[str, object]]] = {
    "profile": (
        profiles.Life(code="QW-1"),
        "profile/QW-1",
        [
            ("profile.proposed", b'{"code":"QW-1"}'),
            ("profile.approved", b'{"code":"QW-1"}'),
            ("profile.retirement-proposed", b'{"code":"QW-1","reason":"old"}'),
        ],
        {
            "stage": profiles.Stage.LIVE,
            "proposed_by": "one",
            "approved_by": "two",
            "retiring_by": "three",
        },
    ),
    "model": (
        models.Life(model_id="ab12"),
        "model/ab12",
        [
            ("model.proposed", b'{"model_id":"ab12"}'),
            ("model.approved", b'{"model_id":"ab12","number":3}'),
            ("model.withdrawal-proposed", b'{"model_id":"ab12","reason":"drift"}'),
        ],
        {"number": 3, "approved_by": "two", "withdrawing_by": "three", "makers": {"one"}},
    ),
    "accord": (
        accords.Life(topic=accords.Topic.POLICY, name="sharing"),
        "accord/policy/sharing",
        [
            ("accord.proposed", POLICY),
            ("accord.confirmed", b"{}"),
            ("accord.suspended", b'{"reason":"leak"}'),
        ],
        {"stage": accords.Stage.SUSPENDED, "proposed_by": "one", "confirmed_by": "two"},
    ),
    "inquiry": (
        inquiries.Life(inquiry_id="7"),
        "inquiry/7",
        [
            (
                "inquiry.arrived",
                b'{"inquiry_id":"7","heard":{"partner":"nl","id":"7"}}',
            ),
            ("inquiry.escalated", b'{"inquiry_id":"7","to":"chief","reason":"late"}'),
        ],
        {"partner": "nl", "escalations": 1, "stage": inquiries.Stage.WAITING},
    ),
    "gap": (
        gaps.Plan(port="BEANR", requirement="SCN-01"),
        "gap/BEANR/SCN-01",
        [
            (
                "gap.planned",
                b'{"eur":5.0,"owner":"ann","port":"BEANR","requirement":"SCN-01","what":"two"}',
            ),
            ("gap.closed", b'{"evidence":["E1"],"port":"BEANR","requirement":"SCN-01"}'),
            ("gap.agreed", b'{"port":"BEANR","requirement":"SCN-01"}'),
        ],
        {"owner": "ann", "eur": 5.0, "closed_by": "two", "agreed": True},
    ),
    "assessment": (
        assessments.Assessment(id="a1"),
        "assessment/a1",
        [
            (
                "assessment.planned",
                PLAN,
            ),
            ("assessment.closed", b'{"assessment":"a1","port":"BEANR"}'),
        ],
        {"stage": assessments.Stage.CLOSED},
    ),
    "register": (
        Register(),
        "norms/register",
        [("requirement.owned", b'{"requirement":"SCN-01","owner":"ann"}')],
        {"revision": 1},
    ),
    "seeded": (
        seeding.Test(name="t1"),
        "seeded/t1",
        [
            ("seeded.confirmed", b"{}"),
            ("seeded.reported", b'{"found":true,"on":"2026-03-02"}'),
        ],
        {"standing": seeding.Standing.REPORTED, "reported_by": "two", "found": True},
    ),
    "request": (
        requests.Request(request_id="r1"),
        "request/r1",
        [
            ("request.proposed", b'{"request_id":"r1"}'),
            ("request.approved", b'{"request_id":"r1"}'),
            ("request.lifting_proposed", b'{"reason":"wrong box","request_id":"r1"}'),
        ],
        {"proposed_by": "one", "approved_by": "two", "lifting_by": "three"},
    ),
    "box": (
        inspections.Record(box_id="b1"),
        "box/b1",
        [
            ("box.detained", b'{"box_id":"b1","reason":"other"}'),
            ("box.lifting-proposed", b'{"box_id":"b1","reason":"other"}'),
        ],
        {"version": 2},
    ),
}


@pytest.mark.parametrize("sort", OLD)
def test_what_was_stored_folds_as_it_did(sort: str) -> None:
    thing, stream, steps, expected = OLD[sort]
    for place, (kind, payload) in enumerate(steps, start=1):
        thing = thing.apply(
            Event(
                kind=kind,
                payload=payload,
                known_at=NOW,
                key=f"{place}",
                actor=("one", "two", "three")[place - 1],
                stream=stream,
                version=place,
            )
        )
    assert {name: getattr(thing, name) for name in expected} == expected


@pytest.mark.parametrize("sort", [sort for sort in OLD if sort not in ("register", "seeded")])
def test_what_was_stored_would_be_written_alike(sort: str) -> None:
    thing, stream, steps, _ = OLD[sort]
    for place, (kind, payload) in enumerate(steps, start=1):
        event = Event(
            kind=kind,
            payload=payload,
            known_at=NOW,
            key=f"{place}",
            actor="one",
            stream=stream,
            version=place,
        )
        thing = thing.apply(event)
        order = "deterministic" if sort in ("accord", "inquiry") else "sorted"
        assert msgspec.json.encode(thing.history[-1].fact, order=order) == payload
