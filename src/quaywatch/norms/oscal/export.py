"""All documents of one assessment, pointing to each other by file name."""

from datetime import datetime

from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.oscal.catalog import catalog
from quaywatch.norms.oscal.parts import Document
from quaywatch.norms.oscal.plan import assessment_plan
from quaywatch.norms.oscal.profile import profile
from quaywatch.norms.oscal.results import assessment_results, plan_of_action
from quaywatch.norms.oscal.system import system
from quaywatch.norms.package import Package

Documents = dict[str, Document]
"""By file name."""


def documents(package: Package, catalogue: Catalogue, at: datetime) -> Documents:
    """Return catalog, profile, security plan, assessment plan, results and plan of action.

    Args:
        package: an assessment without faults (`faults.faults`).
        catalogue: the version that it was planned by.
        at: when the documents are made, which they bear.

    Raises:
        ValueError: the assessment has no plan, or was planned by another version.

    """
    plan = package.plan
    if plan is None or plan.catalogue != catalogue.version:
        raise ValueError(f"{package.assessment} was not planned by catalogue {catalogue.version}")
    made: Documents = {
        "catalog.json": catalog(catalogue, at),
        "profile.json": profile(catalogue, plan.level, at, "catalog.json"),
        "system-security-plan.json": system(package, plan, at, "profile.json"),
        "assessment-plan.json": assessment_plan(package, plan, at, "system-security-plan.json"),
        "assessment-results.json": assessment_results(package, plan, at, "assessment-plan.json"),
    }
    gaps = plan_of_action(package, plan, at)
    return made if gaps is None else made | {"plan-of-action-and-milestones.json": gaps}
