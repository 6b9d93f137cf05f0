"""Parties as they cross the HTTP border."""

from typing import cast

from quaywatch.api.party_shapes import (
    BoxParty,
    EvidenceShape,
    FrontSignShape,
    GraphEdgeShape,
    GraphNodeShape,
    GraphShape,
    MentionShape,
    NearShape,
    NodeKind,
    PartyEntity,
    PartyLine,
    PartyPage,
    SpellingShape,
    WhyShape,
)
from quaywatch.api.party_wording import EVIDENCE, SIGNS
from quaywatch.api.schemas import Language
from quaywatch.links import Graph, Link, Near, Said, Sign
from quaywatch.node import Listed, Naming, PartyView


def page(found: list[Listed], more: bool) -> PartyPage:
    """Return parties as a list."""
    lines = [
        PartyLine(
            party_id=each.party_id,
            name=each.name,
            names=each.names,
            roles=list(each.roles),
            mentions=each.mentions,
            finds=each.finds,
            last_seen=each.last_seen,
        )
        for each in found
    ]
    return PartyPage(parties=lines, more=more)


def shape(view: PartyView, language: Language) -> PartyEntity:
    """Return all that is known of a party."""
    entity = view.entity
    return PartyEntity(
        party_id=entity.id,
        name=entity.name,
        names=_said(entity.names),
        identifiers=_said(entity.identifiers),
        addresses=_said(entity.addresses),
        telephones=_said(entity.telephones),
        emails=_said(entity.emails),
        roles=_said(entity.roles),
        mentions=entity.mentions,
        first_seen=entity.first_seen,
        last_seen=entity.last_seen,
        finds=view.finds,
        nearness=view.nearness,
        near=[_near(tie, view.labels) for tie in view.near],
        signs=[_sign(sign, entity.id, view.labels, language) for sign in view.signs],
        latest=[_mention(naming) for naming in view.latest],
    )


def graph_shape(party_id: str, graph: Graph) -> GraphShape:
    """Return what lies around a party."""
    return GraphShape(
        party_id=party_id,
        nodes=[
            GraphNodeShape(
                node_id=node.id,
                kind=cast("NodeKind", node.kind),
                label=node.label,
                depth=node.depth,
                degree=node.degree,
                finds=node.finds,
            )
            for node in graph.nodes
        ],
        edges=[
            GraphEdgeShape(
                source=edge.source,
                target=edge.target,
                tie=edge.tie.value,
                since=edge.since,
                weight=edge.weight,
            )
            for edge in graph.edges
        ],
        left_off=graph.left_off,
    )


def why_shape(link: Link, language: Language) -> WhyShape:
    """Return why two mentions are held to be one party."""
    evidence = [
        EvidenceShape(
            kind=each.kind,
            text=EVIDENCE[each.kind][language],
            log_odds=each.log_odds,
            ours=each.values[0],
            theirs=each.values[1],
        )
        for each in link.evidence
    ]
    return WhyShape(
        mention_id=link.mention,
        other_id=link.other,
        probability=link.probability,
        evidence=evidence,
    )


def of_box(parties: list[tuple[str, str, str]]) -> list[BoxParty]:
    """Return the parties of a box's consignment."""
    return [BoxParty(role=role, name=name, party_id=party) for role, name, party in parties]


def _said(values: tuple[Said, ...]) -> list[SpellingShape]:
    return [
        SpellingShape(
            value=each.value,
            mentions=each.mentions,
            first_seen=each.first_seen,
            last_seen=each.last_seen,
        )
        for each in values
    ]


def _near(tie: Near, labels: dict[str, str]) -> NearShape:
    return NearShape(
        tie=tie.tie.value,
        value=labels.get(tie.value, tie.value),
        found=tie.found,
        others=tie.others,
        weight=tie.weight,
        party_ids=list(tie.parties),
    )


def _sign(sign: Sign, party: str, labels: dict[str, str], language: Language) -> FrontSignShape:
    others = ", ".join(labels.get(each, each) for each in sign.parties if each != party)
    text = SIGNS[sign.code][language].format(value=sign.value, count=sign.count, others=others)
    return FrontSignShape.model_validate({"code": sign.code, "text": text})


def _mention(naming: Naming) -> MentionShape:
    return MentionShape(
        mention_id=naming.mention_id,
        consignment_id=naming.consignment_id,
        box_id=naming.box_id,
        role=naming.role,
        name=naming.name,
        at=naming.at,
        found=naming.found,
        joined=naming.joined,
    )
