"""The library holds what CISO Assistant's loader asks for, and all of the catalogue."""

import re
from typing import Any

from ruamel.yaml import YAML

from quaywatch.norms import Catalogue, Level
from quaywatch.norms.ciso import library, written

CATALOGUE = Catalogue.load()
URN = re.compile(
    r"^urn:([a-zA-Z0-9_-]+):([a-zA-Z0-9_-]+):([a-zA-Z0-9_-]+):([0-9A-Za-z\[\]\(\)\-\._:]+)$"
)
"""As the loader knows them."""


def read() -> dict[str, Any]:
    return YAML(typ="safe", pure=True).load(written(library(CATALOGUE)))


def nodes() -> list[dict[str, Any]]:
    return read()["objects"]["framework"]["requirement_nodes"]


def test_as_yaml_it_is_what_was_made() -> None:
    assert read() == library(CATALOGUE)


def test_what_the_loader_requires_is_there() -> None:
    made = read()
    meta = ("urn", "locale", "ref_id", "name", "description", "copyright", "version")
    assert all(made[each] for each in (*meta, "provider", "packager", "objects"))
    framework = made["objects"]["framework"]
    assert all(framework[each] for each in ("ref_id", "urn", "name", "requirement_nodes"))
    assert all(URN.match(each["urn"]) for each in (made, framework, *nodes()))
    assert len(made["packager"]) <= 32


def test_each_node_stands_once_under_one_that_came_before() -> None:
    seen: set[str] = set()
    for node in nodes():
        assert node["urn"] == node["urn"].lower()
        assert node["urn"] not in seen
        assert node.get("parent_urn") is None or node["parent_urn"] in seen
        assert node["depth"] == (2 if "parent_urn" in node else 1)
        seen.add(node["urn"])


def test_every_requirement_is_there_in_every_language_with_its_levels() -> None:
    made = {node["ref_id"]: node for node in nodes() if node["assessable"]}
    assert made.keys() == {one.id for one in CATALOGUE.requirements}
    for one in CATALOGUE.requirements:
        node = made[one.id]
        told = {"en": node["description"]} | {
            language: texts["description"] for language, texts in node["translations"].items()
        }
        assert told == one.statement
        asked = {level.value for level in Level if level.includes(one.level)}
        assert set(node["implementation_groups"]) == asked


def test_scores_are_the_maturities() -> None:
    framework = read()["objects"]["framework"]
    scores = [each["score"] for each in framework["scores_definition"]]
    assert (
        scores == list(range(framework["min_score"], framework["max_score"] + 1)) == [0, 1, 2, 3, 4]
    )
