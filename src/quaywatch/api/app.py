"""The service: one application over one node."""

import warnings
from importlib.metadata import version

from fastapi import FastAPI
from pydantic.warnings import UnsupportedFieldAttributeWarning

from quaywatch.api import page
from quaywatch.api.accounts import Accounts
from quaywatch.api.bodies import BodyLimit
from quaywatch.api.errors import install_error_handlers
from quaywatch.api.headers import SecurityHeaders
from quaywatch.api.refusals import install_refusals
from quaywatch.api.rounds import making_rounds
from quaywatch.api.routes import (
    accords,
    alliance,
    alliance_forms,
    ally_inquiries,
    audit,
    audit_orders,
    audits,
    board,
    boxes,
    brought,
    calendar,
    conformance,
    coverage,
    day,
    draws,
    elsewhere,
    empties,
    evaluation,
    expressions,
    filings,
    flow,
    health,
    intake,
    intake_scans,
    matching,
    models,
    months,
    norm_assessments,
    norm_editions,
    norm_exchange,
    norm_gaps,
    norm_reports,
    norms,
    notes,
    outbox,
    packages,
    parties,
    plan,
    portal,
    profiles,
    quarantine,
    readers,
    requests,
    resources,
    scans,
    scorecards,
    session,
    strategy,
    strategy_allocation,
    strategy_report,
    strategy_scenarios,
    strategy_weighing,
    sums,
    treatments,
    verdicts,
    worklist,
)
from quaywatch.api.schemas import ErrorShape
from quaywatch.api.services import Services
from quaywatch.api.sessions import Sessions
from quaywatch.api.settings import Settings
from quaywatch.api.taxii import MOUNTED_AT, taxii_app
from quaywatch.api.throttle import Throttle
from quaywatch.intake import Gate, Senders
from quaywatch.node import Node

_ROUTERS = (
    session,
    worklist,
    boxes,
    brought,
    months,
    day,
    board,
    filings,
    flow,
    intake,
    intake_scans,
    conformance,
    evaluation,
    expressions,
    plan,
    draws,
    elsewhere,
    empties,
    profiles,
    models,
    quarantine,
    requests,
    resources,
    calendar,
    coverage,
    treatments,
    portal,
    outbox,
    parties,
    verdicts,
    notes,
    scans,
    readers,
    scorecards,
    norms,
    norm_exchange,
    norm_gaps,
    norm_reports,
    norm_assessments,
    norm_editions,
    strategy,
    strategy_allocation,
    strategy_report,
    strategy_scenarios,
    strategy_weighing,
    sums,
    audit_orders,
    audits,
    alliance,
    alliance_forms,
    ally_inquiries,
    accords,
    matching,
    audit,
    packages,
    health,
)


def create_app(node: Node, settings: Settings | None = None) -> FastAPI:
    """Return the application that serves `node`: the API under `/api` and the page beside it.

    The caller keeps the node and closes it once the application has ended.
    """
    # FastAPI silences this of itself, which other threads undo when they warn at the same time.
    warnings.filterwarnings("ignore", category=UnsupportedFieldAttributeWarning)
    settings = settings or Settings()
    accounts = Accounts(node.ledger.engine)
    app = FastAPI(
        title="Quaywatch",
        version=version("quaywatch"),
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        responses={"4XX": {"model": ErrorShape, "description": "Refused, with a stable code"}},
        lifespan=lambda _: making_rounds(node),
    )
    app.state.services = Services(
        node=node,
        accounts=accounts,
        sessions=Sessions(node.ledger.engine, accounts, settings.session_lifetime),
        throttle=Throttle(),
        settings=settings,
        senders=Senders(node.ledger.engine),
        gate=Gate(node),
    )
    install_error_handlers(app)
    install_refusals(app)
    for module in _ROUTERS:
        app.include_router(module.router)
    app.mount(MOUNTED_AT, taxii_app(node.allied.outsiders))
    app.include_router(page.router)
    app.add_middleware(BodyLimit, settings=settings)
    app.add_middleware(SecurityHeaders)
    return app
