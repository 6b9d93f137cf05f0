"""The columns of each sheet, and how a value stands in a cell."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

PLAN, FINDINGS, EVIDENCE = "plan", "findings", "evidence"
FINDING_COLUMNS = (
    "id",
    "requirement",
    "statement",
    "said",
    "evidence",
    "note",
    "gap_owner",
    "gap_until",
    "gap_eur",
    "stated",
    "confirmed",
    "verified",
)
"""`statement` is there to be read; what it says is not taken back."""
EVIDENCE_COLUMNS = (
    "id",
    "kind",
    "observed_on",
    "valid_until",
    "uploaded_at",
    "author",
    "note",
    "name",
    "digest",
    "figure",
)
_GUARD = "'"
_FORMULA = ("=", "+", "-", "@", _GUARD)
"""What a spreadsheet would take for a formula, or what guards one."""


def cell(value: Any) -> str:
    """Return a value as text in a cell.

    Text stands there as it is; where a spreadsheet would take it for a formula, or it holds what a
    cell cannot (control characters, escapes of the format itself), it stands as JSON behind an
    apostrophe. All that is neither text nor missing stands as JSON.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return msgspec.json.encode(value, order="deterministic").decode()
    if not value or value.startswith(_FORMULA) or _odd(value):
        return _GUARD + _ascii(value)
    return value


def said(row: Mapping[str, str], name: str) -> str | None:
    """Return the text of a cell; None where it is empty. Raises ValueError on a broken guard."""
    found = row.get(name, "")
    if not found:
        return None
    if found.startswith(_GUARD):
        return msgspec.json.decode(found[1:], type=str)
    return found


def data(row: Mapping[str, str], name: str) -> Any:
    """Return what the JSON in a cell says; None where it is empty. Raises ValueError."""
    found = row.get(name, "")
    return msgspec.json.decode(found) if found else None


def _odd(value: str) -> bool:
    """Say whether a cell would not give the text back as it is."""
    return value != value.strip() or "_x" in value or not value.isprintable()


def _ascii(value: str) -> str:
    return json.dumps(value).replace("_x", "_\\u0078")
