"""An authority that has no node of ours, and what it may bring to one."""

from datetime import date
from typing import Any

from quaywatch.alliance import Purpose
from quaywatch.alliance.accords import Agreement, Basis, Region, Topic
from quaywatch.alliance.policy import Category
from quaywatch.alliance.unsigned import Brings
from quaywatch.node import Node

OUTSIDER = "overseas.example"
BRINGS = Brings(
    categories=frozenset({Category.CORE, Category.CARGO, Category.PARTY, Category.CASE}),
    purposes=frozenset({Purpose.RISK_ANALYSIS}),
    legal_basis="letter of 3 February, no. 4",
    keep_days=90,
)


def outsider(brings: Brings | None = BRINGS, node: str = OUTSIDER) -> Agreement:
    return Agreement(
        node=node,
        title="Customs overseas",
        region=Region.LATIN_AMERICA,
        member=False,
        until=date(2028, 1, 1),
        categories=frozenset(Category),
        bases=(Basis(text="letter of 3 February", purposes=frozenset(Purpose)),),
        brings=brings,
    )


def settle(node: Node, agreement: Agreement) -> None:
    """Let two people agree to it, be it new or not."""
    known = {life.name: life.version for life in node.allied.accords.all(Topic.PARTNER)}
    seen = known.get(agreement.node, 0)
    node.allied.accords.propose(agreement, actor="anna", seen=seen)
    node.allied.accords.confirm(Topic.PARTNER, agreement.node, actor="bram", seen=seen + 1)


def foreign(number: int, container: str, **more: Any) -> dict[str, Any]:
    """An indicator as tools of others write it."""
    return {
        "type": "indicator",
        "spec_version": "2.1",
        "id": f"indicator--8e2e2d2b-17d4-4cbf-938f-{number:012}",
        "created": "2026-02-01T08:00:00.000Z",
        "modified": "2026-02-01T08:00:00.000Z",
        "pattern": f"[cargo-container:iso6346 = '{container}']",
        "pattern_type": "stix",
        "valid_from": "2026-02-01T08:00:00Z",
    } | more
