"""The mappings to one regime as an OSCAL mapping collection (1.2)."""

from datetime import datetime

from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.mapping.table import Mapped, Mappings
from quaywatch.norms.oscal.parts import Document, control, metadata, named, prop


def mapping_collection(
    catalogue: Catalogue, mappings: Mappings, regime: str, at: datetime
) -> Document:
    """Return the document.

    Args:
        catalogue: of the requirements, which `catalog.json` holds.
        mappings: of all regimes.
        regime: code of the one.
        at: when it is made.

    Raises:
        StopIteration: there is no such regime.

    """
    one = next(each for each in mappings.regimes if each.code == regime)
    maps = [_map(each) for each in mappings.mapped if each.regime == regime]
    title = f"Security standard of allied ports and {one.name} ({one.edition})"
    resource = {"type": "catalog", "href": f"{regime}.json"}
    return {
        "mapping-collection": {
            "uuid": named("mappings", catalogue.version, regime),
            "metadata": metadata(title, catalogue.version, at),
            "provenance": {
                "method": "human",
                "matching-rationale": "semantic",
                "status": "draft",
                "mapping-description": "Drafted after what was read of the clauses' "
                f"{one.read.value}; a lawyer has to look.",
            },
            "mappings": [
                {
                    "uuid": named("mapping", catalogue.version, regime),
                    "source-resource": {"type": "catalog", "href": "catalog.json"},
                    "target-resource": resource,
                    "maps": maps,
                }
            ],
        }
    }


def _map(one: Mapped) -> Document:
    return {
        "uuid": named("map", one.requirement, one.regime, one.clause),
        "relationship": one.relation.value,
        "sources": [{"type": "control", "id-ref": control(one.requirement)}],
        "targets": [{"type": "control", "id-ref": one.clause}],
        "props": [prop("strength", str(one.strength))],
    }
