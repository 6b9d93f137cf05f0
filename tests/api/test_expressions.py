"""Expressions while they are being written: text, form, and what may come next."""

from collections.abc import Callable

from fastapi.testclient import TestClient

SignIn = Callable[[str], TestClient]


def read(client: TestClient, expression: str) -> dict:
    return client.post("/api/profiles/expression", json={"expression": expression}).json()


def test_text_and_form_are_had_from_each_other(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    written = 'size(goods) > 3 && consignee.country in ["BE", "NL"]'
    found = read(officer, written)
    assert [part["sign"] for part in found["form"]["parts"]] == [">", "in"]
    assert found["fields"] == ["consignee.country"]
    back = officer.post("/api/profiles/form", json={"form": found["form"]}).json()
    assert back == found


def test_what_cannot_be_read_is_located_and_said_in_the_reader_s_language(
    sign_in: SignIn,
) -> None:
    officer = sign_in("officer")
    wrong = read(officer, "size(goods) >")
    assert (wrong["form"], wrong["at"]) == (None, 13)
    assert wrong["error"] == "a value is missing before the end"
    body = {"expression": "size(goods) >"}
    wrong = officer.post("/api/profiles/expression?lang=nl", json=body).json()
    assert wrong["error"] == "er ontbreekt een waarde voor het einde"


def test_a_name_that_is_not_there_is_located_and_the_form_stays(sign_in: SignIn) -> None:
    wrong = read(sign_in("officer"), "size(goods) > 3 && has(consigne.name)")
    assert wrong["at"] == 23
    assert wrong["error"].endswith("(did you mean consignee.name?)")
    assert [part["kind"] for part in wrong["form"]["parts"]] == ["compare", "has"]


def test_the_line_of_a_form_that_is_not_filled_in_is_named(sign_in: SignIn) -> None:
    lines = [{"kind": "has", "name": "consignee.name"}, {"kind": "and"}]
    body = {"form": {"kind": "or", "parts": lines}}
    wrong = sign_in("officer").post("/api/profiles/form", json=body).json()
    assert (wrong["path"], wrong["at"], wrong["expression"]) == ([1], None, "")


def test_what_may_come_next_is_told_with_its_meaning(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    written = 'finding("loa'
    body = {"expression": written, "at": len(written)}
    found = officer.post("/api/profiles/completion?lang=nl", json=body).json()
    assert found["start"] == len('finding("')
    assert {each["kind"] for each in found["suggestions"]} == {"check"}
    assert not any("{" in each["meaning"] for each in found["suggestions"])


def test_lines_of_a_form_know_how_their_field_can_be_compared(sign_in: SignIn) -> None:
    told = sign_in("officer").get("/api/vocabulary").json()
    fields = {each["name"]: each for each in told["fields"]}
    assert fields["goods.gross_mass_kg"]["type"] == "number"
    assert "startsWith" in fields["goods.hs_code"]["signs"]
    assert "startsWith" not in fields["goods.gross_mass_kg"]["signs"]
    assert told["checks"]


def test_codes_of_a_field_are_told_with_their_meaning(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    found = officer.get(
        "/api/vocabulary/codes", params={"field": "route.port_of_loading", "start": "guayaq"}
    )
    assert found.json() == [{"value": "ECGYE", "meaning": "Guayaquil"}]
    none = officer.get("/api/vocabulary/codes", params={"field": "consignee.name", "start": "S"})
    assert none.json() == []
