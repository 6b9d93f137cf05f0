"""Nobody's word alone makes a port's standing."""

from datetime import timedelta
from hashlib import sha256

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from quaywatch.ledger import Event
from quaywatch.ledger.acts import same_person
from quaywatch.norms import EvidenceKind, Level
from quaywatch.norms.answer import Answer, Maturity
from quaywatch.norms.life import (
    Assessment,
    Plan,
    Refusal,
    Refused,
    Stage,
    add_evidence,
    answer,
    close,
    confirm,
    dispute,
    plan,
    settle,
    verify,
)
from tests.norms.making import CATALOGUE, DAY, PEER, PORT, act, answered, evidence, planned


def refusal(make: object) -> Refusal:
    with pytest.raises(Refused) as refused:
        make()  # type: ignore[operator]
    return refused.value.code


def test_no_result_comes_before_its_plan() -> None:
    made = Assessment(id="BEANR-2026")
    said = Answer(requirement="SCN-06", said=Maturity.DONE)
    code = refusal(lambda: answer(made, said, CATALOGUE, act(made, "ann"), PORT))
    assert code is Refusal.WRONG_STAGE


def test_a_plan_by_another_catalogue_than_the_one_at_hand_is_refused() -> None:
    made = Assessment(id="BEANR-2026")
    said = Plan(
        port=PORT,
        catalogue="0" * 16,
        level=Level.BASELINE,
        assessors=("ann",),
        from_on=DAY,
        until_on=DAY,
    )
    assert refusal(lambda: plan(made, said, CATALOGUE, act(made, "ann"))) is (
        Refusal.WRONG_CATALOGUE
    )


@pytest.mark.parametrize(
    ("requirement", "level", "code"),
    [
        ("XXX-01", Level.TARGET, Refusal.UNKNOWN_REQUIREMENT),
        ("SCN-01", Level.BASELINE, Refusal.NOT_ASKED),
    ],
)
def test_only_what_is_asked_for_is_answered(requirement: str, level: Level, code: Refusal) -> None:
    made = planned(level)
    said = Answer(requirement=requirement, said=Maturity.DONE)
    assert refusal(lambda: answer(made, said, CATALOGUE, act(made, "ann"), PORT)) is code


def test_an_answer_rests_on_evidence_that_is_there() -> None:
    made = planned()
    said = Answer(requirement="SCN-06", said=Maturity.DONE, evidence=("E9",))
    code = refusal(lambda: answer(made, said, CATALOGUE, act(made, "ann"), PORT))
    assert code is Refusal.UNKNOWN_EVIDENCE


def test_a_document_is_kept_with_its_bytes_and_is_the_one_it_names() -> None:
    made, data = planned(), b"%PDF act of designation"
    said = evidence(
        kind=EvidenceKind.DOCUMENT, figure=None, digest=sha256(data).hexdigest(), name="act.pdf"
    )
    event = add_evidence(made, said, act(made, "ann"), PORT, document=data)
    assert event.original == data
    other = refusal(lambda: add_evidence(made, said, act(made, "ann"), PORT, document=b"other"))
    assert other is Refusal.UNKNOWN_EVIDENCE


def test_who_adds_evidence_is_its_author_whatever_it_says() -> None:
    made = planned()
    made = made.apply(add_evidence(made, evidence(author="bob"), act(made, "ann"), PORT))
    assert made.evidence["E1"].author == "ann"


def test_a_port_answers_for_itself_and_is_verified_by_another() -> None:
    made = answered()
    said = Answer(requirement="SCN-06", said=Maturity.DONE)
    assert refusal(lambda: answer(made, said, CATALOGUE, act(made, "eva"), PEER)) is (
        Refusal.OTHER_PORT
    )
    assert refusal(lambda: verify(made, "SCN-06", act(made, "bob"), PORT)) is Refusal.OWN_PORT


def test_a_new_answer_is_confirmed_and_verified_anew() -> None:
    made = answered()
    made = made.apply(confirm(made, "SCN-06", act(made, "bob"), PORT))
    made = made.apply(verify(made, "SCN-06", act(made, "eva"), PEER))
    said = Answer(requirement="SCN-06", said=Maturity.PROVEN, evidence=("E1",))
    made = made.apply(answer(made, said, CATALOGUE, act(made, "ann"), PORT))
    stated = made.stated["SCN-06"]
    assert (stated.confirmed, stated.verified) == (None, None)


def test_an_objection_is_settled_by_somebody_who_had_no_part_in_it() -> None:
    made = answered()
    made = made.apply(dispute(made, "SCN-06", "counted from the gate", act(made, "eva"), PEER))
    for party in ("ann", "Eva"):
        code = refusal(lambda who=party: settle(made, "SCN-06", True, "", act(made, who), PORT))
        assert code is Refusal.FOUR_EYES
    made = made.apply(settle(made, "SCN-06", True, "so it is", act(made, "kim"), PORT))
    assert made.disputes["SCN-06"][0].upheld
    code = refusal(lambda: settle(made, "SCN-06", True, "", act(made, "kim"), PORT))
    assert code is Refusal.NO_DISPUTE


def test_nothing_is_added_to_a_closed_assessment_but_objections() -> None:
    made = answered()
    assert refusal(lambda: close(made, act(made, "ann"), PORT)) is Refusal.FOUR_EYES
    made = made.apply(close(made, act(made, "bob"), PORT))
    assert made.stage is Stage.CLOSED
    code = refusal(lambda: add_evidence(made, evidence("E2"), act(made, "ann"), PORT))
    assert code is Refusal.WRONG_STAGE
    made.apply(dispute(made, "SCN-06", "late, but true", act(made, "eva"), PEER))


WHO = st.sampled_from(["ann", "bob", "Ann", "eva", "kim"])
WHERE = st.sampled_from([PORT, PEER])
WHAT = st.sampled_from(["SCN-06", "GOV-01", "REL-05"])


class Assessing(RuleBasedStateMachine):
    """Five names, two ports and three requirements, in whatever order."""

    @initialize()
    def begin(self) -> None:
        self.made = planned()

    def do(self, event: object) -> None:
        try:
            done: Event = event()  # type: ignore[operator]
        except Refused:
            return
        self.made = self.made.apply(done)

    @rule(who=WHO, where=WHERE, what=WHAT, said=st.sampled_from(Maturity))
    def answer(self, who: str, where: str, what: str, said: Maturity) -> None:
        one = Answer(requirement=what, said=said)
        self.do(lambda: answer(self.made, one, CATALOGUE, act(self.made, who), where))

    @rule(who=WHO, where=WHERE, what=WHAT)
    def confirm(self, who: str, where: str, what: str) -> None:
        self.do(lambda: confirm(self.made, what, act(self.made, who), where))

    @rule(who=WHO, where=WHERE, what=WHAT)
    def verify(self, who: str, where: str, what: str) -> None:
        self.do(lambda: verify(self.made, what, act(self.made, who), where))

    @rule(who=WHO, where=WHERE)
    def close(self, who: str, where: str) -> None:
        self.do(lambda: close(self.made, act(self.made, who), where))

    @invariant()
    def two_persons_stand_by_whatever_is_confirmed(self) -> None:
        for one in self.made.stated.values():
            assert one.stated.port == PORT
            if one.confirmed:
                assert not same_person(one.confirmed.by, one.stated.by)
                assert one.confirmed.at > one.stated.at

    @invariant()
    def no_port_verifies_itself_and_no_author_does(self) -> None:
        for one in self.made.stated.values():
            if one.verified:
                assert one.verified.port != PORT
                assert not same_person(one.verified.by, one.stated.by)

    @invariant()
    def no_author_closes(self) -> None:
        if self.made.closed:
            assert not any(same_person(author, self.made.closed.by) for author in self.made.authors)


Assessing.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
test_five_names_in_whatever_order = Assessing.TestCase


def test_what_is_dated_after_its_upload_or_ends_before_it_begins_is_no_evidence() -> None:
    with pytest.raises(ValueError, match="before it was uploaded"):
        evidence(observed_on=DAY + timedelta(days=1))
    with pytest.raises(ValueError, match="on the day on which"):
        evidence(valid_until=DAY - timedelta(days=11))
    with pytest.raises(ValueError, match="states its value"):
        evidence(figure=None)
