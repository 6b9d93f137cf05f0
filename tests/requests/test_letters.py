"""What filers read: in their language, from documents alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch import checks
from quaywatch.cargo import Subject
from quaywatch.requests import (
    LANGUAGES,
    Occasion,
    Purpose,
    Question,
    Refused,
    RequestKind,
    discretion,
    letters,
    table,
)
from tests.node.making import DAY
from tests.requests.making import VAGUE, draft

CODES = {check.code for check in checks.ALL}


def occasion(purpose: Purpose = Purpose.REQUEST, *, simulated: bool = False) -> Occasion:
    return Occasion(
        request_id="abc123", purpose=purpose, node="Antwerp", simulated=simulated, due_at=DAY
    )


def test_every_question_belongs_to_a_check() -> None:
    assert set(table()) <= CODES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_has_its_words_in_every_language(language: str) -> None:
    said = letters.phrases(language)
    assert set(said.wrong) == {asked.wrong or code for code, asked in table().items()}
    assert set(said.wanted) == {asked.wanted for asked in table().values()}
    assert set(said.title) == set(said.opening) == set(RequestKind)
    asked = [check for check in checks.ALL if check.code in table()]
    assert {field for check in asked for field in check.fields} <= set(said.fields)


def test_checks_that_look_for_patterns_are_never_asked_about() -> None:
    patterns = {check.code for check in checks.ALL if "risk indicators" in check.source}
    contradictions = {"cooled-goods-in-dry-box", "box-mass-implausible", "tank-for-solid-goods"}
    contradictions |= {"hs-code-contradicted", "package-mass-implausible", "seal-missing"}
    assert patterns & set(table()) <= contradictions
    assert patterns - contradictions


def test_a_do_not_load_never_follows_from_a_finding() -> None:
    assert RequestKind.DO_NOT_LOAD not in {asked.kind for asked in table().values()}


@pytest.mark.parametrize("code", sorted(table()))
def test_no_basis_speaks_of_indicators_of_risk(code: str) -> None:
    assert not re.search("risk|indicator|profile", table()[code].basis)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(RequestKind))
def test_a_letter_says_field_value_fault_law_and_what_will_do(
    kind: RequestKind, language: str
) -> None:
    letter = letters.compose(draft(kind, language=language), occasion())
    text = letters.text(letter)
    said = letters.phrases(language)
    assert text.startswith(said.title[kind])
    for part in (
        said.fields["goods_item.description"],
        "GENERAL CARGO",
        said.wrong["description-vague"],
        table()["description-vague"].basis,
        said.wanted["description"],
        "BL1",
        "TSTU1000000",
        "abc123",
        "2026-03-02 06:00 UTC",
    ):
        assert part in text
    assert "{" not in text


def test_what_a_filer_declared_cannot_become_part_of_the_page() -> None:
    sly = Question(
        code="description-vague",
        subject=Subject.GOODS_ITEM,
        about="<b>1",
        declared={"goods_item.description": "<script>alert(1)</script>"},
    )
    page = letters.html(letters.compose(draft(questions=(sly,)), occasion()))
    assert "<script" not in page
    assert "<b>" not in page


def test_a_simulated_node_says_so() -> None:
    assert "SIMULATED" in letters.text(letters.compose(draft(), occasion(simulated=True)))
    assert "SIMULATED" not in letters.text(letters.compose(draft(), occasion()))


def test_a_withdrawal_asks_nothing_and_a_reminder_everything_again() -> None:
    withdrawn = letters.compose(draft(), occasion(Purpose.WITHDRAWAL))
    assert withdrawn.blocks == ()
    assert "withdrawn" in withdrawn.opening
    lifted = letters.compose(draft(RequestKind.DO_NOT_LOAD), occasion(Purpose.WITHDRAWAL))
    assert "may be loaded" in lifted.opening
    again = letters.compose(draft(), occasion(Purpose.REMINDER))
    assert again.title.startswith("Reminder")
    assert len(again.blocks) == 1


@pytest.mark.parametrize(
    "remark",
    [
        "Your consignor is on our watch list.",
        "The risk score is high",
        "We put it at 0.83",
        "El perfil de riesgo lo pide",
        "Ask Olivia  OFFICER about it",
        "Matches reefer-fruit-stranger-notified",
    ],
)
def test_a_remark_must_not_say_why_cargo_is_of_interest(remark: str) -> None:
    with pytest.raises(Refused, match="must not reach a filer"):
        discretion.check(remark, ["Olivia Officer", "reefer-fruit-stranger-notified"])


@given(st.text(alphabet=st.characters(categories=["L", "Zs"]), max_size=60))
def test_a_name_is_found_however_it_is_spaced_and_capitalised(around: str) -> None:
    remark = f"{around} olivia   OFFICER {around}"
    with pytest.raises(Refused):
        discretion.check(remark, ["Olivia Officer"])


def test_plain_remarks_pass() -> None:
    discretion.check("Please send the packing list of 12.5 t of bananas.", ["Ann", VAGUE.code])
