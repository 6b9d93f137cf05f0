"""The catalogue of requirements as an OSCAL catalog."""

from datetime import datetime

from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.oscal.parts import Document, control, metadata, named, prop
from quaywatch.norms.requirement import LANGUAGES, Group, Requirement


def catalog(catalogue: Catalogue, at: datetime) -> Document:
    """Return the catalog: a group each group, a control each requirement, texts by language."""
    return {
        "catalog": {
            "uuid": named("catalog", catalogue.version),
            "metadata": metadata("Security standard of allied ports", catalogue.version, at),
            "groups": [_group(catalogue, group) for group in catalogue.groups],
        }
    }


def _group(catalogue: Catalogue, group: Group) -> Document:
    return {
        "id": f"g-{group.code.lower()}",
        "title": group.name["en"],
        "props": [prop(f"title-{each}", group.name[each]) for each in LANGUAGES],
        "controls": [_control(one) for one in catalogue.of_group(group.code)],
    }


def _control(one: Requirement) -> Document:
    name = control(one.id)
    statement: Document = {
        "id": f"{name}_smt",
        "name": "statement",
        "prose": one.statement["en"],
        "props": [prop(f"prose-{each}", one.statement[each]) for each in LANGUAGES],
    }
    objective: Document = {
        "id": f"{name}_obj",
        "name": "assessment-objective",
        "prose": one.metric,
    }
    said = {
        "label": one.id,
        "level": one.level.value,
        "unit": one.unit.value,
        "better": one.better.value,
        "threshold": f"{one.threshold:g}",
        "weight": str(one.weight),
        "source": one.source,
        "source-check": one.source_check.value,
        "measure": one.measure or "",
    }
    props = [prop(key, value) for key, value in said.items() if value]
    props += [prop("evidence", kind.value) for kind in one.evidence]
    return {
        "id": name,
        "title": f"{one.id} {one.statement['en'].removesuffix('.')}",
        "props": props,
        "parts": [statement, objective],
    }
