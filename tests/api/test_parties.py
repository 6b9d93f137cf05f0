"""Parties over HTTP: ids hold signs that paths must carry."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from quaywatch.api.party_wording import EVIDENCE, SIGNS
from quaywatch.links import FrontSign
from quaywatch.links.evidence import Kind

LANGUAGES = {"en", "fr", "nl", "es"}


def test_from_a_name_to_the_party_and_its_surroundings(
    sign_in: Callable[[str], TestClient],
) -> None:
    client = sign_in("officer")
    (line,) = client.get("/api/parties", params={"name": "fruit nv"}).json()["parties"]
    path = f"/api/parties/{quote(line['party_id'], safe='')}"
    party = client.get(path).json()
    assert (party["name"], party["finds"]) == ("FRUIT NV", 0)
    assert party["latest"][0]["box_id"]
    graph = client.get(f"{path}/graph", params={"depth": 2}).json()
    assert graph["nodes"][0]["node_id"] == line["party_id"]
    assert client.get(f"{path}/graph", params={"depth": 9}).status_code == 422


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_why_two_mentions_are_one_is_told_in_the_reader_s_language(
    sign_in: Callable[[str], TestClient], language: str
) -> None:
    client = sign_in("officer")
    mention = quote("TSTL:BL2#consignee#1", safe="")
    why = client.get(f"/api/mentions/{mention}/why", params={"lang": language}).json()
    told = {evidence["kind"]: evidence["text"] for evidence in why["evidence"]}
    assert told["words_shared"] == EVIDENCE["words_shared"][language]
    first = quote("TSTL:BL1#consignee#1", safe="")
    assert client.get(f"/api/mentions/{first}/why").status_code == 404


def test_every_kind_of_evidence_and_sign_has_words_in_every_language() -> None:
    assert set(EVIDENCE) == {kind.name.lower() for kind in Kind} | {"prior"}
    assert set(SIGNS) == {sign.value for sign in FrontSign}
    assert all(set(texts) == LANGUAGES for texts in (*EVIDENCE.values(), *SIGNS.values()))
