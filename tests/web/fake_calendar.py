"""A calendar that supervisors change on the page."""

from datetime import timedelta
from typing import Any

from fastapi import APIRouter

from quaywatch.api import calendar_shapes as shapes
from tests.web.fake_rows import NOW, TERMINALS

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")


def scanner(**more: Any) -> shapes.ResourceDefinition:
    """Return a mobile scanner that works from Monday to Friday."""
    said: dict[str, Any] = {
        "name": "mobile scanner 1",
        "means": "mobile_scanner",
        "kind": "scan",
        "terminal": TERMINALS[0],
        "slots_per_hour": 6,
        "shifts": [{"weekday": day, "start": 6, "end": 22} for day in _WEEK],
        "moves_to": [TERMINALS[1]],
        "setup_minutes": 30,
    }
    return shapes.ResourceDefinition.model_validate(said | more)


class FakeCalendar:
    """What is in the calendar, and its routes."""

    def __init__(self) -> None:
        desk = {"name": "desk", "means": "documentary_desk", "kind": "documents"}
        self.resources = [scanner(), scanner(**desk, terminal="", moves_to=[])]
        self.asked = [shapes.AskedShape(stratum="EC", share=0.3)]
        self.changes: list[shapes.CalendarChange] = []
        self.router = APIRouter(prefix="/api/calendar")
        self.router.get("")(self.shape)
        self.router.put("/resource")(self.put)
        self.router.post("/withdrawn")(self.withdraw)
        self.router.put("/coverage")(self.ask)

    def shape(self) -> shapes.CalendarShape:
        """Return the calendar; today's plan fell short of what was asked of Ecuador."""
        return shapes.CalendarShape(
            version=len(self.changes),
            timezone="Europe/Brussels",
            resources=self.resources,
            travel=[],
            strata="country_of_loading",
            asked=self.asked,
            covered=[
                shapes.CoveredShape(stratum="EC", boxes=40, asked=12, reached=7.5, price=0.05)
            ],
            changes=self.changes[::-1],
        )

    def put(self, body: shapes.PutResourceRequest) -> shapes.CalendarShape:
        """Take a resource in."""
        others = [each for each in self.resources if each.name != body.resource.name]
        self.resources = [*others, body.resource]
        return self._changed("put", body.resource.name)

    def withdraw(self, body: shapes.WithdrawRequest) -> shapes.CalendarShape:
        """Let a resource go."""
        self.resources = [each for each in self.resources if each.name != body.resource]
        return self._changed("withdrawn", body.resource)

    def ask(self, body: shapes.CoverageRequest) -> shapes.CalendarShape:
        """Take over what is asked."""
        self.asked = list(body.asked)
        return self._changed("coverage", "")

    def _changed(self, what: Any, name: str) -> shapes.CalendarShape:
        version = len(self.changes) + 1
        self.changes.append(
            shapes.CalendarChange(
                version=version,
                at=NOW + timedelta(minutes=version),
                by="supervisor",
                what=what,
                name=name,
                from_at=NOW,
                holds=True,
            )
        )
        return self.shape()
