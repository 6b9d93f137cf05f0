"""The story of a box over HTTP: where it stands aboard, in the reader's language."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from quaywatch.node import Node, Query
from tests.node.making import NUMBERS
from tests.node.test_stowing import AT_HAND, SHUT_IN, others, plan, stowed

SignIn = Callable[[str], TestClient]
BOX = NUMBERS[0]


def my_trip(node: Node, sign_in: SignIn, language: str = "en") -> dict[str, Any]:
    """Return the trip of the box that its dossier is about."""
    lines = node.worklist(Query()).lines
    (box,) = [line.box_id for line in lines if line.equipment_number == BOX]
    dossier = sign_in("officer").get(f"/api/boxes/{box}", params={"lang": language}).json()
    (trip,) = [trip for trip in dossier["story"]["trips"] if trip["mine"]]
    return trip


def test_a_box_that_no_plan_names_has_no_place(node: Node, sign_in: SignIn) -> None:
    assert my_trip(node, sign_in)["berth"] is None


def test_a_place_aboard_comes_with_its_bay_and_what_the_plan_had(
    node: Node, sign_in: SignIn
) -> None:
    near = [m for m in others() if m.equipment_number not in NUMBERS[:3]]
    node.intake(plan(stowed(BOX, SHUT_IN, planned=True), form="movins"))
    node.intake(plan(stowed(BOX, AT_HAND), *near))
    berth = my_trip(node, sign_in)["berth"]
    assert (berth["cell"], berth["planned"], berth["reach"]) == (AT_HAND, SHUT_IN, "at_hand")
    assert (berth["bay"], berth["row"], berth["tier"], berth["on_deck"]) == (2, 12, 82, True)
    assert (berth["sailed"], berth["others"], berth["as_reachable"]) == (True, len(near), 0)
    assert {box["reefer"] for box in berth["neighbours"]} == {True}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "stands on deck within reach"),
        ("fr", "à portée de main"),
        ("nl", "binnen handbereik"),
        ("es", "al alcance de la mano"),
    ],
)
def test_what_is_odd_about_it_is_said_in_every_language(
    node: Node, sign_in: SignIn, language: str, words: str
) -> None:
    node.intake(plan(stowed(BOX, AT_HAND), *others()))
    texts = [found["text"] for found in my_trip(node, sign_in, language)["contradictions"]]
    (told,) = [text for text in texts if words in text]
    assert AT_HAND in told
