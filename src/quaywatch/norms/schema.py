"""The JSON Schema of the catalogue, for whoever writes one of their own or reads this one."""

from typing import Any

import msgspec

from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.requirement import LANGUAGES

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of a catalogue as JSON; no field may be unknown.

    That requirements belong to a group that is there, and none is there twice, no schema can say:
    `Catalogue.load` does.
    """
    made = msgspec.json.schema(Catalogue)
    texts = {
        "type": "object",
        "required": list(LANGUAGES),
        "properties": {each: {"type": "string", "minLength": 1} for each in LANGUAGES},
        "additionalProperties": False,
    }
    kinds = made["$defs"]
    for kind in (kinds["Catalogue"], kinds["Group"], kinds["Requirement"]):
        kind["additionalProperties"] = False
    kinds["Group"]["properties"]["name"] = texts
    kinds["Requirement"]["properties"]["statement"] = texts
    return {"$schema": DIALECT, **made}
