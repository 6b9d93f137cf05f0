"""A port as OSCAL wants one to be: a "system" with its security plan, which an assessment needs."""

from datetime import datetime

from quaywatch.norms.life import Plan
from quaywatch.norms.oscal.parts import Document, control, metadata, named
from quaywatch.norms.package import Package


def system(package: Package, plan: Plan, at: datetime, source: str) -> Document:
    """Return the security plan of a port; `source` is where its profile is found.

    Of what OSCAL asks about computer systems it says that this is none.
    """
    port = named("port", plan.port)
    impact = dict.fromkeys(
        (
            "security-objective-confidentiality",
            "security-objective-integrity",
            "security-objective-availability",
        ),
        "not-applicable",
    )
    return {
        "system-security-plan": {
            "uuid": named("system", package.assessment),
            "metadata": metadata(f"Port {plan.port}", plan.catalogue, at, [plan.port]),
            "import-profile": {"href": source},
            "system-characteristics": {
                "system-ids": [{"id": plan.port}],
                "system-name": f"Port {plan.port}",
                "description": f"The port area of {plan.port}; it is no computer system.",
                "security-sensitivity-level": "not-applicable",
                "system-information": {
                    "information-types": [
                        {
                            "uuid": named("information", plan.port),
                            "title": "Not applicable",
                            "description": "A port area.",
                        }
                    ]
                },
                "security-impact-level": impact,
                "status": {"state": "operational"},
                "authorization-boundary": {"description": "The port area."},
            },
            "system-implementation": {
                "users": [{"uuid": named("user", plan.port), "title": "Port authority"}],
                "components": [
                    {
                        "uuid": port,
                        "type": "this-system",
                        "title": plan.port,
                        "description": "The port area.",
                        "status": {"state": "operational"},
                    }
                ],
            },
            "control-implementation": {
                "description": "As the assessment finds.",
                "implemented-requirements": [
                    {
                        "uuid": named("implemented", package.assessment, name),
                        "control-id": control(name),
                    }
                    for name in package.scope
                ],
            },
        }
    }
