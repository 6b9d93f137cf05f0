"""`/api/strategy/report`: what is known and what could be done, for a minister to read."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from quaywatch.api.access import guard
from quaywatch.api.files import gives_file
from quaywatch.api.language import RequestLanguage
from quaywatch.api.permissions import Permission
from quaywatch.api.services import Held, Services
from quaywatch.api.strategy import flow
from quaywatch.api.strategy.flow_shapes import FlowAssumptions
from quaywatch.letters import html, pdf
from quaywatch.node.strategy.measured import measured
from quaywatch.node.strategy.report import strategy_report
from quaywatch.strategy.figures import public
from quaywatch.strategy.flow.published import published
from quaywatch.strategy.flow.verdict import Verdict
from quaywatch.strategy.scenarios import usual

router = APIRouter(prefix="/api/strategy", tags=["strategy"])

Saved = Annotated[str, Query(max_length=40)]


@router.get(
    "/report",
    dependencies=guard(Permission.STRATEGY),
    response_class=Response,
    responses=gives_file("text/html", "application/pdf"),
)
def read_strategy_report(
    held: Held,
    language: RequestLanguage,
    form: Literal["pdf", "html"] = "pdf",
    scenario: Saved = "",
) -> Response:
    """Return the report in a saved scenario (or the usual one), as PDF or a page that stands alone.

    Until the verdict on the public figures is computed it says so.
    """
    node = held.node
    fact = node.scenarios.one(scenario).fact if scenario else None
    rests = measured(usual(public()), node.description.treatments)
    made = strategy_report(
        public(),
        _verdict(held),
        published().target,
        rests.scenario if fact is None else fact.scenario,
        rests,
        language=language,
        authority=node.description.name,
        simulated=node.description.simulated,
    )
    headers = {"Content-Disposition": f'attachment; filename="strategy-{language}.{form}"'}
    if form == "html":
        return Response(html(made), media_type="text/html", headers=headers)
    return Response(pdf(made), media_type="application/pdf", headers=headers)


def _verdict(held: Services) -> Verdict | None:
    """Return why less was seized, as figures and own audits tell; None while it is computed."""
    node = held.node
    own, simulated = node.auditing.observed(), node.description.simulated
    return flow.found(FlowAssumptions(), own, simulated=simulated)
