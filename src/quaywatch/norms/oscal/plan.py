"""An assessment's plan as an OSCAL assessment plan."""

from datetime import datetime

from quaywatch.norms.life import Plan
from quaywatch.norms.oscal.parts import Document, control, metadata, named, prop
from quaywatch.norms.package import Package


def assessment_plan(package: Package, plan: Plan, at: datetime, source: str) -> Document:
    """Return the plan; `source` is where the port's security plan is found."""
    span = {"start": _instant(plan.from_on), "end": _instant(plan.until_on)}
    return {
        "assessment-plan": {
            "uuid": named("plan", package.assessment),
            "metadata": metadata(
                f"Assessment {package.assessment}", plan.catalogue, at, [plan.port]
            )
            | {"props": [prop("assessor", one) for one in plan.assessors] or [_nobody()]},
            "import-ssp": {"href": source},
            "reviewed-controls": reviewed(package),
            "tasks": [
                {
                    "uuid": named("task", package.assessment),
                    "type": "action",
                    "title": "Assess",
                    "timing": {"within-date-range": span},
                }
            ],
        }
    }


def reviewed(package: Package) -> Document:
    """Return which controls are looked at."""
    asked = [{"control-id": control(name)} for name in package.scope]
    return {"control-selections": [{"include-controls": asked}]}


def _instant(day: object) -> str:
    return f"{day}T00:00:00Z"


def _nobody() -> Document:
    return prop("assessor", "not named")
