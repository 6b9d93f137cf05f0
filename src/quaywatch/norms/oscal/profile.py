"""What a level asks for, as an OSCAL profile that picks from the catalog."""

from datetime import datetime

from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.oscal.parts import Document, control, metadata, named
from quaywatch.norms.requirement import Level


def profile(catalogue: Catalogue, level: Level, at: datetime, source: str) -> Document:
    """Return the profile of a level; `source` is where its catalog is found."""
    picked = [control(one.id) for one in catalogue.requirements if level.includes(one.level)]
    return {
        "profile": {
            "uuid": named("profile", catalogue.version, level.value),
            "metadata": metadata(f"Level {level.value}", catalogue.version, at),
            "imports": [{"href": source, "include-controls": [{"with-ids": picked}]}],
            "merge": {"as-is": True},
        }
    }
