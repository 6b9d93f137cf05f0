"""Draws in memory: today's is drawn, tomorrow's is open, the day after is frozen."""

from collections.abc import Callable
from datetime import date, timedelta

import msgspec
from fastapi import FastAPI, Request

from quaywatch.api import draw_shapes, draws, schemas
from quaywatch.inspections import drawing
from quaywatch.inspections.drawing import Draw
from quaywatch.node.drawing import Audits
from tests.inspections.drawing import making
from tests.inspections.drawing.making import DAY, EVE, KEY, MORNING, SHARE

SignedIn = Callable[[Request], schemas.User]


def begun() -> dict[date, Draw]:
    """Return the draws as a test finds them."""
    tomorrow = Draw(day=DAY + timedelta(days=1))
    step = drawing.commit(tomorrow, SHARE, None, making.act(tomorrow, "planner", EVE), KEY)
    return {DAY: making.drawn(), tomorrow.day: tomorrow.apply(step)}


def freeze(kept: dict[date, Draw], day: date) -> None:
    """Freeze a day, as its planner would."""
    draw = kept[day]
    document = msgspec.structs.replace(making.document(), name=draw.name)
    step = drawing.freeze(draw, document, making.act(draw, "planner", MORNING), KEY)
    kept[day] = draw.apply(step)


def routes(app: FastAPI, kept: dict[date, Draw], signed_in: SignedIn) -> None:
    """Answer for draws."""

    def shape(day: date, request: Request) -> draw_shapes.DrawShape:
        audits = Audits(drawn=2, inspected=1) if day == DAY else Audits(drawn=0, inspected=0)
        return draws.shape(kept.get(day, Draw(day=day)), audits, signed_in(request).username)

    @app.get("/api/draws/{day}")
    def read(day: date, request: Request) -> draw_shapes.DrawShape:
        return shape(day, request)

    @app.get("/api/draws/{day}/verification")
    def verify(day: date, request: Request) -> draw_shapes.VerificationShape:
        signed_in(request)
        return draw_shapes.VerificationShape(holds=True, differences=[])

    @app.post("/api/draws/{day}/seal")
    def seal(day: date, body: draw_shapes.SealRequest, request: Request) -> draw_shapes.DrawShape:
        act = making.act(kept[day], signed_in(request).username, EVE)
        kept[day] = kept[day].apply(drawing.seal(kept[day], body.seal, act))
        return shape(day, request)

    @app.post("/api/draws/{day}/open")
    def reveal(
        day: date, body: draw_shapes.ValueRequest, request: Request
    ) -> draw_shapes.DrawShape:
        act = making.act(kept[day], signed_in(request).username, MORNING)
        kept[day] = kept[day].apply(drawing.reveal(kept[day], body.value, act))
        return shape(day, request)
