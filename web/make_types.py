"""Write the page's types from the HTTP shapes: `python web/make_types.py`.

One definition serves both sides of the border; a test fails when the written file is stale.
"""

import re
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from quaywatch.api import (
    alliance_shapes,
    audit_shapes,
    board_shapes,
    brought_shapes,
    calendar_shapes,
    conformance_shapes,
    coverage_shapes,
    draw_shapes,
    elsewhere_shapes,
    empties_shapes,
    evaluation_shapes,
    expression_shapes,
    inquiry_shapes,
    intake_shapes,
    matching_shapes,
    material_shapes,
    model_shapes,
    month_shapes,
    note_shapes,
    otherwise_shapes,
    package_shapes,
    party_shapes,
    profile_shapes,
    reader_shapes,
    reading_shapes,
    request_shapes,
    resource_shapes,
    scan_shapes,
    schemas,
    scorecard_shapes,
    story_shapes,
    sum_shapes,
    treatment_shapes,
    verdict_shapes,
    why_shapes,
)
from quaywatch.api.norms import gap_shapes
from quaywatch.api.norms import shapes as norm_shapes
from quaywatch.api.strategy import allocation_shapes as strategy_allocation_shapes
from quaywatch.api.strategy import audit_shapes as strategy_audit_shapes
from quaywatch.api.strategy import flow_shapes, order_shapes, tunnel_shapes, weighing_shapes
from quaywatch.api.strategy import shapes as strategy_shapes

TARGET = Path(__file__).parent / "src/lib/shapes.ts"
HEAD = "// Written by web/make_types.py from quaywatch.api.schemas: change those, not this.\n"
MODULES = (
    schemas,
    scorecard_shapes,
    conformance_shapes,
    request_shapes,
    resource_shapes,
    calendar_shapes,
    story_shapes,
    why_shapes,
    intake_shapes,
    inquiry_shapes,
    profile_shapes,
    expression_shapes,
    otherwise_shapes,
    party_shapes,
    model_shapes,
    draw_shapes,
    empties_shapes,
    evaluation_shapes,
    board_shapes,
    scan_shapes,
    elsewhere_shapes,
    material_shapes,
    reading_shapes,
    reader_shapes,
    verdict_shapes,
    note_shapes,
    treatment_shapes,
    norm_shapes,
    gap_shapes,
    strategy_shapes,
    strategy_allocation_shapes,
    weighing_shapes,
    flow_shapes,
    tunnel_shapes,
    strategy_audit_shapes,
    order_shapes,
    alliance_shapes,
    matching_shapes,
    audit_shapes,
    coverage_shapes,
    sum_shapes,
    package_shapes,
    brought_shapes,
    month_shapes,
)
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}


def shapes() -> list[type[BaseModel]]:
    """Return every shape, in the order of the modules."""
    found = (value for module in MODULES for value in vars(module).values())
    return [
        value
        for value in dict.fromkeys(v for v in found if isinstance(v, type))
        if issubclass(value, BaseModel) and value not in (BaseModel, schemas.Shape)
    ]


def type_of(schema: dict[str, Any]) -> str:
    """Spell a JSON schema as a TypeScript type."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "enum" in schema:
        return " | ".join(f"'{value}'" for value in schema["enum"])
    if "const" in schema:
        return f"'{schema['const']}'"
    if "anyOf" in schema:
        return " | ".join(type_of(option) for option in schema["anyOf"])
    if schema["type"] == "array":
        inner = type_of(schema["items"])
        return f"({inner})[]" if " " in inner else f"{inner}[]"
    if schema["type"] == "object":
        return f"Record<string, {type_of(schema['additionalProperties'])}>"
    return PLAIN.get(schema["type"], schema["type"])


def interface(name: str, schema: dict[str, Any]) -> str:
    """Spell one shape as a TypeScript interface, with its docstring."""
    if "enum" in schema:
        about = re.sub(r"\s+", " ", schema.get("description", "")).strip()
        return f"/** {about} */\nexport type {name} = {type_of(schema)};\n"
    if "properties" not in schema:
        return f"/** Any JSON. */\nexport type {name} = unknown;\n"
    lines = [f"  {field}: {type_of(part)};" for field, part in schema["properties"].items()]
    about = re.sub(r"\s+", " ", schema.get("description", "")).strip()
    return "\n".join([f"/** {about} */", f"export interface {name} {{", *lines, "}"]) + "\n"


def written() -> str:
    """Return the whole file."""
    _, whole = models_json_schema([(shape, "serialization") for shape in shapes()])
    parts = [interface(name, schema) for name, schema in sorted(whole["$defs"].items())]
    return "\n".join([HEAD, *parts])


if __name__ == "__main__":
    TARGET.write_text(written(), encoding="utf-8")
