"""The catalogue fits its schema, and the schema refuses what is no catalogue."""

import json
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from quaywatch.norms import Catalogue
from quaywatch.norms.schema import DIALECT, schema

SCHEMA = schema()


def content() -> dict[str, Any]:
    return json.loads(msgspec.json.encode(Catalogue.load()))


def misfits(value: object) -> list[str]:
    """Where and why a value does not fit, by a validator that is not ours."""
    found = Draft202012Validator(SCHEMA).iter_errors(value)
    return [f"{each.json_path}: {each.message}" for each in found]


def test_it_is_a_schema_itself() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_catalogue_fits_its_schema() -> None:
    assert SCHEMA["$schema"] == DIALECT
    assert misfits(content()) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "SCN-1"),
        ("level", "gold"),
        ("weight", 4),
        ("threshold", "high"),
        ("evidence", ["rumour"]),
        ("statement", {"en": "Only in English."}),
        ("colour", "blue"),
    ],
)
def test_what_no_requirement_can_say_is_told_with_its_place(field: str, value: object) -> None:
    wrong = content()
    wrong["requirements"][3][field] = value
    found = misfits(wrong)
    assert found
    assert all("requirements[3]" in each for each in found)


def test_a_requirement_without_a_source_does_not_fit() -> None:
    wrong = content()
    del wrong["requirements"][0]["source"]
    assert misfits(wrong) == ["$.requirements[0]: 'source' is a required property"]
