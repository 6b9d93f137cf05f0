"""A framework of CISO Assistant out of the catalogue.

After the project's own description of its libraries (tools/README.md and documentation/
library-builder.md of intuitem/ciso-assistant-community): names are URNs of packager and reference,
levels are implementation groups, maturities a scale of scores.
"""

import json
from typing import Any

from quaywatch.norms.answer import Maturity
from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.requirement import LANGUAGES, Group, Level, Requirement

Document = dict[str, Any]

PACKAGER, REF = "quaywatch", "port-standard"
_OTHERS = tuple(each for each in LANGUAGES if each != "en")
_LEVELS = {
    Level.BASELINE: "Every port",
    Level.ENHANCED: "Ports on risk routes",
    Level.TARGET: "Where the alliance wants to be",
}
_SCORES = {
    Maturity.ABSENT: "Absent",
    Maturity.BEGUN: "Begun",
    Maturity.PARTLY: "In part",
    Maturity.DONE: "In place everywhere it applies",
    Maturity.PROVEN: "In place, and its effect is measured",
}
_TITLE = "Security standard of allied ports"
_ABOUT = (
    "What allied ports ask of each other against cocaine in sea containers. Statements are "
    "Quaywatch's own; thresholds are proposals. Catalogue {version}."
)


def library(catalogue: Catalogue, version: int = 1) -> Document:
    """Return the library with one framework.

    Args:
        catalogue: whose content it holds.
        version: of the library: CISO Assistant takes a changed one only with a higher number.
    """
    about = _ABOUT.format(version=catalogue.version)
    return {
        "urn": _urn("library"),
        "locale": "en",
        "ref_id": REF,
        "name": _TITLE,
        "description": about,
        "copyright": "Apache-2.0",
        "version": version,
        "provider": "Quaywatch",
        "packager": PACKAGER,
        "objects": {"framework": _framework(catalogue, about)},
    }


def written(document: Document) -> bytes:
    """Return a library as a file: JSON, which every reader of YAML 1.2 takes."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _framework(catalogue: Catalogue, about: str) -> Document:
    nodes: list[Document] = []
    for group in catalogue.groups:
        nodes.append(_group(group))
        nodes.extend(_node(one) for one in catalogue.of_group(group.code))
    return {
        "urn": _urn("framework"),
        "ref_id": REF,
        "name": _TITLE,
        "description": about,
        "min_score": min(Maturity),
        "max_score": max(Maturity),
        "scores_definition": [
            {"score": int(score), "name": name, "description": name}
            for score, name in _SCORES.items()
        ],
        "implementation_groups_definition": [
            {"ref_id": level.value, "name": level.value.capitalize(), "description": said}
            for level, said in _LEVELS.items()
        ],
        "requirement_nodes": nodes,
    }


def _group(group: Group) -> Document:
    return {
        "urn": node_urn(group.code),
        "assessable": False,
        "depth": 1,
        "ref_id": group.code,
        "name": group.name["en"],
        "translations": {each: {"name": group.name[each]} for each in _OTHERS},
    }


def _node(one: Requirement) -> Document:
    bound = "at least" if one.better.value == "more" else "at most"
    return {
        "urn": node_urn(one.id),
        "assessable": True,
        "depth": 2,
        "parent_urn": node_urn(one.group),
        "ref_id": one.id,
        "description": one.statement["en"],
        "annotation": f"Metric: {one.metric} ({one.unit.value}, {bound} {one.threshold:g}). "
        f"Source: {one.source}.",
        "typical_evidence": ", ".join(kind.value for kind in one.evidence),
        "implementation_groups": [level.value for level in Level if level.includes(one.level)],
        "weight": one.weight,
        "translations": {each: {"description": one.statement[each]} for each in _OTHERS},
    }


def node_urn(name: str) -> str:
    """Return the URN of a group or requirement; CISO Assistant knows them in lower case."""
    return f"{_urn('req_node')}:{name.lower()}"


def _urn(kind: str) -> str:
    return f"urn:{PACKAGER}:risk:{kind}:{REF}"
