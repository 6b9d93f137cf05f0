"""A node in memory that keeps the HTTP contract: what the page is tested against.

Rows are invented; nothing is scored. It answers as `quaywatch.api.schemas` says, with the security
headers of a strict server, so that what works here works there.
"""

import secrets
from collections import Counter
from datetime import timedelta
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles

from quaywatch.api import (
    board_shapes,
    brought_shapes,
    elsewhere_shapes,
    intake_shapes,
    otherwise_shapes,
    party_shapes,
    resource_shapes,
    scan_shapes,
    schemas,
    treatment_shapes,
)
from quaywatch.api.reasons import labels
from tests.web import (
    fake_calendar,
    fake_dossier,
    fake_draws,
    fake_looks,
    fake_parties,
    fake_rows,
)

STATIC = Path(__file__).parents[2] / "src/quaywatch/static"
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
FILTERS = ("status", "basis", "port_of_loading", "terminal", "carrier_code")
ACCOUNTS = {"officer": "Officer Demo", "supervisor": "Supervisor Demo", "analyst": "Analyst Demo"}
CHECK = "goods-description.vague"


class RefusedError(Exception):
    """A request that the node refuses, as status, code and message."""


class FakeNode:
    """The state behind the routes."""

    def __init__(self, count: int) -> None:
        self.rows = fake_rows.rows(count)
        self.by_id = {row.box_id: i for i, row in enumerate(self.rows)}
        self.orders: dict[str, schemas.OrderShape] = {}
        self.planned = True
        self.outage: resource_shapes.OutageRequest | None = None
        self.draws = fake_draws.begun()
        self.calendar = fake_calendar.FakeCalendar()
        self.outcomes: dict[str, schemas.OutcomeShape] = {}
        self.sessions: dict[str, str] = {}
        self.sorted: dict[tuple[str, ...], list[schemas.WorkRow]] = {}

    def row(self, box_id: str) -> schemas.WorkRow:
        if box_id not in self.by_id:
            raise RefusedError(404, "box.unknown", "no such box")
        return self.rows[self.by_id[box_id]]

    def select(self, query: dict[str, str]) -> list[schemas.WorkRow]:
        """Return the rows that match, in the order asked for."""
        key = tuple(f"{k}={v}" for k, v in sorted(query.items()) if k not in {"offset", "limit"})
        if key not in self.sorted:
            self.sorted[key] = self._select(query)
        return self.sorted[key]

    def _select(self, query: dict[str, str]) -> list[schemas.WorkRow]:
        found = [row for row in self.rows if _matches(row, query)]
        field = query.get("sort", "probability")
        absent = [row for row in found if getattr(row, field) is None]
        present = [row for row in found if getattr(row, field) is not None]
        present.sort(key=lambda row: getattr(row, field), reverse=query.get("order") == "desc")
        return present + absent

    def change(self, box_id: str, version: int, **update: object) -> schemas.WorkRow:
        """Write a row's next version; refuse one that rests on an old version."""
        row = self.row(box_id)
        if row.version != version:
            raise RefusedError(409, "box.conflict", "the box was changed in the meantime")
        changed = row.model_copy(update={"version": version + 1, **update})
        self.rows[self.by_id[box_id]] = changed
        self.sorted.clear()
        return changed


def _matches(row: schemas.WorkRow, query: dict[str, str]) -> bool:
    if any(query.get(name) and getattr(row, name) != query[name] for name in FILTERS):
        return False
    if query.get("hs") and not (row.hs_code or "").startswith(query["hs"]):
        return False
    if query.get("finding") and not row.finding_count:
        return False
    text = (
        f"{row.equipment_number} {row.reference} {row.consignor} {row.consignee} {row.description}"
    )
    return query.get("q", "").lower() in text.lower()


def create(count: int) -> FastAPI:
    """Return the application over `count` rows."""
    node = FakeNode(count)
    app = FastAPI()
    app.state.node = node
    app.middleware("http")(_secure)
    app.exception_handler(RefusedError)(_refuse)
    _session_routes(app, node)
    _list_routes(app, node)
    _resource_routes(app, node)
    _scan_routes(app)
    _box_routes(app, node)
    _party_routes(app, node)
    app.include_router(node.calendar.router)
    fake_draws.routes(app, node.draws, lambda request: _signed_in(node, request))
    app.mount("/", StaticFiles(directory=STATIC, html=True))
    return app


async def _secure(request: Request, call_next) -> Response:
    response = await call_next(request)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _refuse(request: Request, refused: RefusedError) -> JSONResponse:
    status, code, message = refused.args
    return JSONResponse({"code": code, "message": message}, status)


def _user(node: FakeNode, request: Request) -> schemas.User | None:
    username = node.sessions.get(request.cookies.get("session", ""))
    if username is None:
        return None
    return schemas.User(
        username=username, display_name=ACCOUNTS[username], role=username, language="en"
    )


def _signed_in(node: FakeNode, request: Request) -> schemas.User:
    user = _user(node, request)
    if user is None:
        raise RefusedError(401, "session.none", "sign in first")
    if request.method != "GET" and request.headers.get("x-csrf-token") != "csrf-of-this-test":
        raise RefusedError(403, "csrf", "the token is missing")
    return user


def _session_routes(app: FastAPI, node: FakeNode) -> None:
    @app.get("/api/session")
    def session(request: Request) -> schemas.Session:
        return schemas.Session(
            user=_user(node, request),
            csrf_token="csrf-of-this-test",
            simulated=True,
            node_name="Antwerp",
            now=fake_rows.NOW,
            version="0.1.0",
            demo_accounts=[
                schemas.DemoAccount(username=name, password=f"{name}-demo", role=name)
                for name in ACCOUNTS
            ],
        )

    @app.post("/api/session")
    def sign_in(body: schemas.SignIn, response: Response) -> dict[str, str]:
        if body.password != f"{body.username}-demo" or body.username not in ACCOUNTS:
            raise RefusedError(401, "session.refused", "wrong name or password")
        token = secrets.token_hex(8)
        node.sessions[token] = body.username
        response.set_cookie("session", token, httponly=True, samesite="strict")
        return {}

    @app.delete("/api/session")
    def sign_out(request: Request) -> dict[str, str]:
        node.sessions.pop(request.cookies.get("session", ""), None)
        return {}


def _options(rows: list[schemas.WorkRow], field: str) -> list[schemas.FilterOption]:
    counts = Counter(value for row in rows if (value := getattr(row, field)))
    return [
        schemas.FilterOption(value=value, label=value.replace("_", " "), count=count)
        for value, count in counts.most_common()
    ]


def _resource_routes(app: FastAPI, node: FakeNode) -> None:
    @app.get("/api/treatments")
    def treatments(request: Request) -> treatment_shapes.TreatmentsShape:
        _signed_in(node, request)
        return fake_looks.treatments()

    @app.get("/api/resources")
    def resources(request: Request) -> list[resource_shapes.ResourceShape]:
        _signed_in(node, request)
        return fake_dossier.resources(node.outage)

    @app.post("/api/resources/outage")
    def outage(
        request: Request, body: resource_shapes.OutageRequest
    ) -> list[resource_shapes.ResourceShape]:
        _signed_in(node, request)
        node.outage = body
        return fake_dossier.resources(node.outage)

    @app.post("/api/resources/restored")
    def restored(
        request: Request, body: resource_shapes.RestoredRequest
    ) -> list[resource_shapes.ResourceShape]:
        _signed_in(node, request)
        node.outage = None
        return fake_dossier.resources(node.outage)


def _list_routes(app: FastAPI, node: FakeNode) -> None:
    @app.get("/api/worklist")
    def worklist(request: Request, offset: int = 0, limit: int = 200) -> schemas.WorkPage:
        _signed_in(node, request)
        found = node.select(dict(request.query_params))
        return schemas.WorkPage(
            total=len(found),
            offset=offset,
            rows=found[offset : offset + limit],
            as_of=fake_rows.NOW,
        )

    @app.get("/api/worklist/options")
    def options(request: Request) -> schemas.FilterOptions:
        _signed_in(node, request)
        vague = sum(1 for row in node.rows if row.finding_count)
        finding = schemas.FilterOption(value=CHECK, label="Vague description", count=vague)
        return schemas.FilterOptions(
            finding=[finding], **{name: _options(node.rows, name) for name in FILTERS}
        )

    @app.get("/api/plan")
    def plan(request: Request) -> schemas.PlanSummary:
        _signed_in(node, request)
        found = sum(1 for outcome in node.outcomes.values() if outcome.result == "found")
        return schemas.PlanSummary(
            day=fake_rows.NOW,
            made=node.planned,
            capacity=240,
            targeted=192,
            random_audit=24,
            ordered=216 + len(node.orders),
            done=len(node.outcomes),
            found=found,
            expected_finds=4.6,
            expected_finds_random=0.5,
            draw=1,
            gap=0.001,
        )

    @app.post("/api/plan")
    def make_plan(request: Request) -> schemas.PlanSummary:
        _signed_in(node, request)
        node.planned = True
        return plan(request)

    @app.get("/api/slots")
    def slots(request: Request, terminal: str = "", kind: str = "") -> list[schemas.Slot]:
        _signed_in(node, request)
        return [
            slot
            for slot in fake_dossier.slots()
            if slot.terminal == (terminal or slot.terminal) and slot.kind == (kind or slot.kind)
        ]

    @app.get("/api/traffic")
    def traffic(request: Request) -> intake_shapes.TrafficPage:
        _signed_in(node, request)
        return fake_dossier.traffic()

    @app.get("/api/quarantine")
    def quarantine(request: Request) -> list[schemas.QuarantineEntry]:
        _signed_in(node, request)
        return fake_dossier.quarantine()

    @app.get("/api/alliance/brought")
    def brought(request: Request) -> brought_shapes.BroughtPage:
        _signed_in(node, request)
        return brought_shapes.BroughtPage(partners=[], files=[], polls=[], refused=[])


def _scan_routes(app: FastAPI) -> None:
    @app.get("/api/boxes/{box_id}/scans")
    def scans(box_id: str) -> list[scan_shapes.ScanShape]:
        return []

    @app.get("/api/boxes/{box_id}/scans/allied")
    def allied_scans(box_id: str) -> list[elsewhere_shapes.AlliedScanShape]:
        return []


def _box_routes(app: FastAPI, node: FakeNode) -> None:
    @app.get("/api/boxes/{box_id}")
    def dossier(box_id: str, request: Request) -> schemas.Dossier:
        _signed_in(node, request)
        row = node.row(box_id)
        listed = node.select({k: v for k, v in request.query_params.items() if k != "row"})
        at = next((i for i, other in enumerate(listed) if other.box_id == box_id), 0)
        return fake_dossier.dossier(
            row,
            order=node.orders.get(box_id),
            outcome=node.outcomes.get(box_id),
            previous_box_id=listed[at - 1].box_id if at else None,
            next_box_id=listed[at + 1].box_id if at + 1 < len(listed) else None,
        )

    @app.get("/api/boxes/{box_id}/otherwise")
    def otherwise(box_id: str, request: Request) -> otherwise_shapes.SelectionShape:
        _signed_in(node, request)
        node.row(box_id)
        return fake_dossier.otherwise()

    @app.get("/api/board/reasons")
    def reasons(request: Request, lang: str = "en") -> board_shapes.ReasonsShape:
        _signed_in(node, request)
        return board_shapes.ReasonsShape(**labels(lang))

    @app.get("/api/documents/{position}")
    def document(position: int, request: Request) -> Response:
        _signed_in(node, request)
        return Response(fake_dossier.MESSAGE, media_type="application/octet-stream")

    @app.post("/api/boxes/{box_id}/order")
    def order(box_id: str, body: schemas.OrderRequest, request: Request) -> schemas.WorkRow:
        user = _signed_in(node, request)
        row = node.change(box_id, body.version, status="ordered", basis="officer")
        slot = body.slot_at or fake_rows.NOW + timedelta(hours=2)
        node.orders[box_id] = schemas.OrderShape(
            kind=body.kind,
            basis="officer",
            selection_probability=1.0,
            terminal=row.terminal or "",
            slot_at=slot,
            deadline_at=row.deadline_at,
            ordered_by=user.display_name,
            note=body.note,
        )
        return row

    @app.post("/api/boxes/{box_id}/hold")
    def hold(box_id: str, body: schemas.VersionRequest, request: Request) -> schemas.WorkRow:
        user = _signed_in(node, request)
        return node.change(box_id, body.version, status="held", held_by=user.display_name)

    @app.post("/api/boxes/{box_id}/release")
    def release(box_id: str, body: schemas.VersionRequest, request: Request) -> schemas.WorkRow:
        _signed_in(node, request)
        status = "ordered" if box_id in node.orders else "open"
        return node.change(box_id, body.version, status=status, held_by=None)

    @app.post("/api/boxes/{box_id}/outcome")
    def outcome(box_id: str, body: schemas.OutcomeRequest, request: Request) -> schemas.WorkRow:
        _signed_in(node, request)
        row = node.change(box_id, body.version, status="done", held_by=None)
        node.outcomes[box_id] = body.outcome
        return row


def _party_routes(app: FastAPI, node: FakeNode) -> None:
    @app.get("/api/parties")
    def parties(name: str, request: Request) -> party_shapes.PartyPage:
        _signed_in(node, request)
        return fake_parties.page(name)

    @app.get("/api/parties/{party_id}")
    def party(party_id: str, request: Request) -> party_shapes.PartyEntity:
        _signed_in(node, request)
        if not party_id.startswith("FOLD#"):
            raise RefusedError(404, "not-found", "no such party")
        return fake_parties.entity(party_id)

    @app.get("/api/parties/{party_id}/graph")
    def graph(party_id: str, depth: int, request: Request) -> party_shapes.GraphShape:
        _signed_in(node, request)
        return fake_parties.graph(party_id, depth)

    @app.get("/api/mentions/{mention_id}/why")
    def why(mention_id: str, request: Request) -> party_shapes.WhyShape:
        _signed_in(node, request)
        if mention_id == fake_parties.ALONE:
            raise RefusedError(404, "not-found", "it joined nothing")
        return fake_parties.why(mention_id)

    @app.get("/api/boxes/{box_id}/parties")
    def box_parties(box_id: str, request: Request) -> list[party_shapes.BoxParty]:
        _signed_in(node, request)
        name = node.row(box_id).consignee
        if name is None:
            return []
        return [party_shapes.BoxParty(role="consignee", name=name, party_id=fake_parties.FIRM)]
