"""A model on the ledger: trained, signed, watched, tried, approved by somebody else, withdrawn."""

import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from quaywatch.cargo import SelectionBasis
from quaywatch.ledger.signing import Key
from quaywatch.node import Node, Query, Tampered, UnknownModel
from quaywatch.risk import Model
from quaywatch.risk.life import ModelKind, Refusal, Refused, Stage
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.node.tables import contents
from tests.node.teaching import inspected, promoted, proposed, taught, trained
from tests.trees import needs_trees


def probabilities(node: Node) -> dict[str, float]:
    return {line.box_id: line.probability for line in node.worklist(Query(limit=500)).lines}


def refusal(act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def test_outcomes_teach_a_model_that_counts_for_nothing_until_it_is_approved(node: Node) -> None:
    done = inspected(node)
    assert node.take_over(done) == 80
    assert node.take_over(done) == 0
    before = probabilities(node)
    life = proposed(node)
    assert probabilities(node) == before
    node.models.approve(life.model_id, actor="bob", seen=life.version)
    after = node.worklist(Query(limit=500)).lines
    assert [line.rank for line in after] == list(range(1, 61))
    bananas = [line for line in after if line.port_of_loading == "ECGYE"]
    assert all(line.probability > before[line.box_id] for line in bananas)


def test_what_an_officer_chose_teaches_nothing(small_node: Node) -> None:
    small_node.take_over(inspected(small_node, SelectionBasis.OFFICER))
    assert refusal(lambda: trained(small_node)) is Refusal.TOO_LITTLE


def test_a_model_says_what_it_learned_from_and_what_it_was_made_with(small_node: Node) -> None:
    made = trained(taught(small_node)).trained
    assert made is not None
    assert (made.report.inspected, made.report.found) == (40, 20)
    assert made.report.prevalence == pytest.approx(0.5)
    assert made.report.judged is not None
    assert made.report.judged.auc == 1.0
    assert {"quaywatch", "polars", "checks", "rules", "features"} <= made.made_with.keys()
    assert made.span.first == DAY - timedelta(days=40)
    assert "20 finds in 40 inspected consignments" in made.card
    assert "| port_of_loading | 40 | 2 |" in made.sheet


def test_nothing_that_became_known_later_teaches_a_model(small_node: Node) -> None:
    taught(small_node)
    until = DAY - timedelta(days=20)
    made = small_node.models.train(ModelKind.ADDITIVE, actor="ann", until=until).trained
    assert made is not None
    assert made.report.inspected == 21
    assert made.span.last == until


def test_the_same_inspections_give_the_same_model_which_is_laid_down_once(small_node: Node) -> None:
    life = trained(taught(small_node))
    assert refusal(lambda: trained(small_node, "bob")) is Refusal.WRONG_STAGE
    small_node.models.withdraw(life.model_id, actor="ann", seen=1)
    again = trained(small_node, "bob")
    assert again.model_id == life.model_id
    assert again.makers == {"ann", "bob"}


def test_a_watched_model_scores_all_that_stands_and_arrives_and_counts_for_nothing(
    small_node: Node,
) -> None:
    before = probabilities(taught(small_node))
    life = trained(small_node)
    small_node.models.shadow(life.model_id, actor="ann", seen=life.version)
    assert probabilities(small_node) == before
    rows = contents(small_node)["shadow"]
    assert len(rows) == 60
    small_node.intake(filing(consignment("NEW", NUMBERS[90:91]), reference="M2"))
    assert len(contents(small_node)["shadow"]) == 61


def test_a_model_is_proposed_only_when_it_was_watched_and_tried(small_node: Node) -> None:
    models, life = small_node.models, trained(taught(small_node))
    name = life.model_id
    assert refusal(lambda: models.propose(name, actor="ann", seen=1)) is Refusal.WRONG_STAGE
    models.shadow(name, actor="ann", seen=1)
    assert refusal(lambda: models.propose(name, actor="ann", seen=2)) is Refusal.UNTRIED
    models.backtest(name, actor="ann", seen=2)
    assert models.propose(name, actor="ann", seen=3).stage is Stage.PROPOSED


@pytest.mark.parametrize("actor", ["ann", " ANN", "cas", "\uff41nn"])
def test_nobody_approves_what_they_trained_or_proposed(small_node: Node, actor: str) -> None:
    models, life = small_node.models, trained(taught(small_node))
    name = life.model_id
    for step, by in ((models.shadow, "ann"), (models.backtest, "ann"), (models.propose, "cas")):
        life = step(name, actor=by, seen=life.version)
    act = lambda: models.approve(name, actor=actor, seen=life.version)  # noqa: E731
    assert refusal(act) is Refusal.FOUR_EYES
    assert models.approve(name, actor="bob", seen=life.version).approved_by == "bob"


def test_an_old_sight_of_a_model_changes_nothing(small_node: Node) -> None:
    life = proposed(taught(small_node))
    seen = life.version - 1
    act = lambda: small_node.models.approve(life.model_id, actor="bob", seen=seen)  # noqa: E731
    assert refusal(act) is Refusal.STALE_VERSION
    with pytest.raises(UnknownModel):
        small_node.models.shadow("0" * 16, actor="ann", seen=0)


def test_what_is_given_back_has_to_be_proven_anew_and_stays_its_proposer_s(
    small_node: Node,
) -> None:
    life = proposed(taught(small_node))
    life = small_node.models.give_back(life.model_id, "too few", actor="bob", seen=life.version)
    assert (life.stage, life.tried, life.shadow_since) == (Stage.TRAINED, None, None)
    assert "ann" in life.makers


def test_a_new_model_retires_the_former_and_its_withdrawal_brings_that_back(
    small_node: Node,
) -> None:
    models = taught(small_node).models
    first = promoted(small_node)
    was = probabilities(small_node)
    small_node.take_over(inspected(small_node, first=100))
    second = promoted(small_node)
    assert (first.number, second.number) == (1, 2)
    standing = {each.life.model_id: each for each in models.all()}
    assert standing[first.model_id].retired
    assert standing[second.model_id].live
    act = lambda: models.withdraw(second.model_id, actor="bob", seen=second.version)  # noqa: E731
    assert refusal(act) is Refusal.FOUR_EYES
    life = models.propose_withdrawal(second.model_id, "odd", actor="ann", seen=second.version)
    act = lambda: models.withdraw(second.model_id, actor="Ann", seen=life.version)  # noqa: E731
    assert refusal(act) is Refusal.FOUR_EYES
    models.withdraw(second.model_id, actor="bob", seen=life.version)
    assert models.read(first.model_id).live
    now = probabilities(small_node)
    assert {box: now[box] for box in was} == was


def test_without_any_model_the_one_given_is_in_force_again(small_node: Node) -> None:
    before = probabilities(taught(small_node))
    life = promoted(small_node)
    assert probabilities(small_node) != before
    life = small_node.models.propose_withdrawal(
        life.model_id, "odd", actor="ann", seen=life.version
    )
    small_node.models.withdraw(life.model_id, actor="bob", seen=life.version)
    assert probabilities(small_node) == before


def test_a_model_in_force_is_so_after_a_restart_and_in_a_second_process(
    node: Node, ledger_url: str
) -> None:
    life = promoted(taught(node))
    line = node.worklist().lines[0]
    with Node.open(ledger_url, model=Model.default(), clock=lambda: DAY) as again:
        assert again.worklist().lines[0] == line
        again.intake(filing(consignment("NEW", NUMBERS[90:91]), reference="M5"))
        versions = {
            again.dossier(b.box_id, "a").dossier.versions["model"] for b in again.worklist().lines
        }
        assert versions == {life.model_id}
        life = again.models.propose_withdrawal(life.model_id, "odd", actor="ann", seen=life.version)
        again.models.withdraw(life.model_id, actor="bob", seen=life.version)
    versions = {
        node.dossier(b.box_id, "a").dossier.versions["model"] for b in node.worklist().lines
    }
    assert versions == {Model.default().version}


def test_a_rebuild_gives_the_same_rows(small_node: Node) -> None:
    promoted(taught(small_node))
    small_node.take_over(inspected(small_node, first=100))
    proposed(small_node, "cas")
    before = contents(small_node)
    assert len(before["model"]) == 2
    assert before["shadow"]
    small_node.rebuild()
    assert contents(small_node) == before


def test_a_model_is_tried_on_days_that_did_not_teach_it(small_node: Node) -> None:
    models, until = taught(small_node).models, DAY - timedelta(days=20)
    life = models.train(ModelKind.ADDITIVE, actor="ann", until=until)
    told = models.backtest(life.model_id, actor="ann", seen=1).tried
    assert told is not None
    assert (told.own_days, told.refit_days, told.left_days) == (19, 16, 5)
    assert told.last == date(2026, 3, 1)
    assert (told.inspected, told.found, told.capacity) == (35, 17, 35)
    assert told.model.value > told.random.value
    assert told.model.low <= told.model.value <= told.model.high
    assert [point.found.value for point in told.lift][-1] == pytest.approx(1.0)
    assert told.tie_rate == 0.0


def test_where_nothing_was_inspected_before_there_is_nothing_to_try_a_model_on(
    small_node: Node,
) -> None:
    small_node.take_over(inspected(small_node)[-1:])
    life = trained(small_node)
    act = lambda: small_node.models.backtest(life.model_id, actor="ann", seen=1)  # noqa: E731
    assert refusal(act) is Refusal.TOO_LITTLE


@needs_trees
def test_a_model_of_trees_lives_the_same_life_and_gives_reasons_of_its_own(
    small_node: Node,
) -> None:
    small_node.take_over(inspected(small_node, first=100, surprises=5))
    life = promoted(taught(small_node, surprises=3), ModelKind.LEARNED)
    assert life.trained is not None
    assert life.trained.kind is ModelKind.LEARNED
    assert life.tried is not None
    assert life.tried.days > 0
    assert small_node.models.verify(life.model_id) == ""
    dossiers = [small_node.dossier(b.box_id, "a").dossier for b in small_node.worklist().lines]
    assert {each.versions["model"] for each in dossiers} == {life.trained.version}
    assert "learned" in {reason.kind for each in dossiers for reason in each.reasons}


@needs_trees
def test_inspections_that_are_unfit_to_teach_trees_are_refused_with_the_reason(
    small_node: Node,
) -> None:
    small_node.take_over(inspected(small_node)[:12])
    with pytest.raises(Refused, match=r"cannot teach it: .*6 finds") as caught:
        trained(small_node, kind=ModelKind.LEARNED)
    assert caught.value.code is Refusal.TOO_LITTLE


def tamper(where: Path, change: str) -> None:
    """Change what is on disk as somebody who holds the database could."""
    with sqlite3.connect(where) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(change)


BYTES = """UPDATE original
    SET data = CAST(replace(CAST(data AS TEXT), '"base":', '"base": ') AS BLOB)
    WHERE CAST(data AS TEXT) LIKE '{"base"%'"""
STATEMENT = """UPDATE event SET payload = replace(CAST(payload AS TEXT), '"found":20', '"found":21')
    WHERE kind = 'model.trained'"""
SIGNATURE = """UPDATE event
    SET payload = replace(CAST(payload AS TEXT), '"signature":"', '"signature":"0')
    WHERE kind = 'model.trained'"""


@pytest.mark.parametrize(
    ("change", "reason"),
    [(BYTES, "bytes are not"), (STATEMENT, "signature is not"), (SIGNATURE, "signature is not")],
)
def test_a_model_that_was_tampered_with_is_not_put_to_work(
    small_node: Node, tmp_path: Path, change: str, reason: str
) -> None:
    life = promoted(taught(small_node))
    where = tmp_path / "node.sqlite"
    tamper(where, change)
    tamper(where, "UPDATE projection SET made_with = ''")
    with pytest.raises(Tampered, match=f"{life.model_id} is refused: its {reason}"):
        Node.open(where, clock=lambda: DAY)


def test_a_model_signed_by_another_key_is_refused_with_the_reason(
    small_node: Node, tmp_path: Path
) -> None:
    life = proposed(taught(small_node))
    key = tmp_path / "node.sqlite.key"
    assert key.stat().st_mode & 0o777 == 0o600
    key.unlink()
    Key.at(key)
    assert "signed by a key that is not this node's" in small_node.models.verify(life.model_id)
    act = lambda: small_node.models.approve(life.model_id, actor="bob", seen=4)  # noqa: E731
    assert refusal(act) is Refusal.TAMPERED


def test_the_node_s_public_key_stands_on_the_ledger_once(small_node: Node, tmp_path: Path) -> None:
    life = trained(taught(small_node))
    (shown,) = small_node.ledger.read(kinds=["node.key"])
    public = Key.at(tmp_path / "node.sqlite.key").public
    assert public.encode() in shown.payload
    assert life.seal is not None
    assert life.seal.key == public
    small_node.models.withdraw(life.model_id, actor="ann", seen=1)
    trained(small_node)
    assert len(small_node.ledger.read(kinds=["node.key"])) == 1
