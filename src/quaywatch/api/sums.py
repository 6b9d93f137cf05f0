"""Sums as shapes."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

import msgspec

from quaywatch.alliance.learning import Boosted, Logistic
from quaywatch.alliance.learning.boosted import Node
from quaywatch.alliance.sums import Life, Proposal, Stage, commands
from quaywatch.api import alliance
from quaywatch.api import sum_shapes as shapes
from quaywatch.api.permissions import Permission, Role, allows
from quaywatch.ledger.acts import same_person
from quaywatch.node.allied.sums.room import Ready
from quaywatch.node.allied.sums.sources import Source
from quaywatch.node.allied.sums.tables import Round

_OPEN = frozenset({Stage.INVITED, Stage.JOINING, Stage.PROPOSED})
Step = shapes.SumStepName


def proposal_of(draft: shapes.SumDraft, node: str) -> Proposal:
    """Return what was written, in a node's name; raises ValueError on what contradicts itself."""
    said = draft.model_dump(mode="json")
    plan = {name: said[name] for name in ("session", "features", "fewest", "steps", "ridge")}
    plan |= {"parties": sorted({*draft.parties, node}), "trees": said["trees"]}
    plan["patience_s"] = draft.patience_s
    about = {name: said[name] for name in ("title", "why", "join_until", "least_rows", "handling")}
    return msgspec.convert(about | {"origin": node, "plan": plan}, Proposal)


def line(life: Life, rounds: int, node: str, username: str, role: Role) -> shapes.SumLine:
    """Return a sum as it stands in the list."""
    proposal = life.asked
    joined = sum(answer == "joined" for answer in _answers(life, node).values())
    return shapes.SumLine(
        name=life.name,
        title=proposal.title,
        origin=life.origin,
        stage=life.stage.value,
        version=life.version,
        trees=proposal.plan.trees is not None,
        ports=len(proposal.plan.parties),
        joined=joined,
        rounds=rounds,
        changed_at=life.history[-1].at,
        steps=list(_steps(life, node, username, role)),
    )


def page(life: Life, rounds: Sequence[Round], node: str, by: tuple[str, Role]) -> shapes.SumPage:
    """Return one sum as this port sees it; `by` are name and role of the reader."""
    proposal, plan = life.asked, life.asked.plan
    trees = plan.trees
    return shapes.SumPage(
        line=line(life, len(rounds), node, *by),
        purpose=proposal.why,
        features=list(plan.features),
        fewest=plan.fewest,
        steps=plan.steps if trees is None else 1 + trees.number * trees.depth,
        ridge=plan.ridge,
        trees=None if trees is None else shapes.SumTrees(**msgspec.to_builtins(trees)),
        patience_s=plan.patience_s,
        least_rows=proposal.least_rows,
        rows_needed=proposal.rows_needed,
        join_until=proposal.join_until,
        handling=alliance.handling(proposal.handling),
        source=life.source,
        put_by=life.put_by,
        confirmed_by=life.confirmed_by,
        rows=life.rows,
        parties=_parties(life, node),
        started_at=life.started_at,
        ended_at=life.ended_at,
        reason=life.reason,
        why=cast("Any", life.why),
        digest=life.digest,
        rows_of_all=life.rows_of_all,
        forgotten=life.forgotten,
        rounds=[_round(one) for one in rounds],
        history=_history(life),
        chooses=life.stage in _OPEN,
    )


def ready(one: Ready) -> shapes.SumReady:
    """Return whether a source would serve as it is shown."""
    return shapes.SumReady(
        source=one.source,
        rows=one.rows,
        found=one.found,
        refusal=cast("Any", one.refusal.value if one.refusal else None),
        why=one.why,
    )


def source(one: Source) -> shapes.SumSource:
    """Return a source of rows as it is shown."""
    return shapes.SumSource(
        name=one.name, rows=one.rows, found=one.found, features=list(one.features)
    )


def result(life: Life, model: Logistic | Boosted) -> shapes.SumResult:
    """Return what a sum came to."""
    if isinstance(model, Logistic):
        return _told(life, model.rows, weights=_weights(model))
    trees = [[_node(node, model.features) for node in tree] for tree in model.trees]
    return _told(life, model.rows, share=model.share, trees=trees, uses=_uses(model))


def _told(life: Life, rows: int, **said: Any) -> shapes.SumResult:
    empty: dict[str, Any] = {"weights": [], "share": 0.0, "trees": [], "uses": []}
    return shapes.SumResult(name=life.name, digest=life.digest, rows=rows, **(empty | said))


def _steps(life: Life, node: str, username: str, role: Role) -> Iterable[Step]:
    """Say what this reader may do next, in the order of the page."""
    shares, confirms = allows(role, Permission.SHARE), allows(role, Permission.CONFIRM_SHARING)
    other = not same_person(username, life.put_by)
    if life.stage is Stage.INVITED and shares:
        yield "join"
    if life.stage in (Stage.PROPOSED, Stage.JOINING) and confirms and other:
        yield "confirm"
    if life.stage is Stage.JOINING and confirms:
        yield "return"
    ours = life.origin == node and life.stage is Stage.JOINED and shares
    if ours and len(commands.joined(life, node)) >= life.asked.plan.fewest:
        yield "start"
    if not life.is_over and shares:
        yield "decline"


def _answers(life: Life, node: str) -> dict[str, str]:
    """Return what each port said: allies' words, and where this one stands itself."""
    own = "none"
    if life.stage is Stage.DECLINED:
        own = "declined"
    elif life.confirmed_by:
        own = "joined"
    said: dict[str, str] = dict(life.answers)
    if life.origin != node:
        said.setdefault(life.origin, "joined")
    return said | {node: own}


def _parties(life: Life, node: str) -> list[shapes.SumParty]:
    answers = _answers(life, node)
    return [
        shapes.SumParty(
            node=party,
            own=party == node,
            origin=party == life.origin,
            answer=cast("Any", answers.get(party, "none")),
            within=party in life.parties if life.began else None,
        )
        for party in life.asked.plan.parties
    ]


def _history(life: Life) -> list[shapes.SumStep]:
    return [
        shapes.SumStep(
            kind=cast("Any", step.kind.value.removeprefix("sum.")),
            at=step.at,
            actor=step.actor,
            said=step.fact.reason or step.fact.source or _answer(step.fact),
            why=cast("Any", step.fact.why),
        )
        for step in life.history
    ]


def _answer(fact: Any) -> str:
    return fact.answer if fact.party else ""


def _round(one: Round) -> shapes.SumRoundShape:
    said = one.said
    return shapes.SumRoundShape(
        step=said.step, at=one.at, parties=list(said.parties), total=said.total, gave=said.gave
    )


def _weights(model: Logistic) -> list[shapes.SumWeight]:
    names = ["", *model.features]
    scale = zip((0.0, *model.scale.mean), (1.0, *model.scale.deviation), strict=True)
    every = zip(model.weights, model.intervals(), scale, strict=True)
    return [
        shapes.SumWeight(
            feature=name, weight=weight, low=low, high=high, mean=mean, deviation=deviation
        )
        for name, (weight, (low, high), (mean, deviation)) in zip(names, every, strict=True)
    ]


def _node(node: Node, features: Sequence[str]) -> shapes.SumNode:
    return shapes.SumNode(
        feature=features[node.feature] if node.feature >= 0 else "",
        below=node.below,
        left=node.left,
        right=node.right,
        value=node.value,
        gain=node.gain,
    )


def _uses(model: Boosted) -> list[shapes.SumUse]:
    """Return how much each feature is asked, the most first."""
    asked = [node for tree in model.trees for node in tree if node.feature >= 0]
    uses = [
        shapes.SumUse(
            feature=name,
            questions=sum(node.feature == at for node in asked),
            gain=sum(node.gain for node in asked if node.feature == at),
        )
        for at, name in enumerate(model.features)
    ]
    return sorted(uses, key=lambda use: (-use.gain, use.feature))
