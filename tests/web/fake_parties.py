"""What the invented node says about parties."""

from datetime import timedelta

from quaywatch.api import party_shapes
from tests.web.fake_rows import NOW

FIRM = "FOLD#9:consignee:1"
ALONE = "FOLD#1:consignee"
"""A mention that joined nothing, though it was thought to."""
PHONE = "telephone:+3235550123"
ROOF = "address:be 2030 proefkaai 12"
NAMES = (
    ("consignor:a", "Morsolken Fruit", 2),
    ("consignee:b", "Urativ Logistics", 0),
    ("notify:c", "Delpex Import", 1),
    ("consignor:d", "Bralim Trading & Sons of the Upper River", 0),
    ("consignor:e", "Quavis Trading", 0),
)


def page(name: str) -> party_shapes.PartyPage:
    """Return one party for names that begin like its name, and none for others."""
    line = party_shapes.PartyLine(
        party_id=FIRM, name="Solkenmor Import", names=2, roles=["consignee", "notify_party"],
        mentions=14, finds=1, last_seen=NOW,
    )  # fmt: skip
    alike = line.name.lower().startswith(name.lower()[:3])
    return party_shapes.PartyPage(parties=[line] if alike else [], more=alike)


def entity(party_id: str) -> party_shapes.PartyEntity:
    """Return all about one party."""
    return party_shapes.PartyEntity(
        party_id=party_id,
        name=_name(party_id),
        names=[_said("Solkenmor Import", 12), _said("SOLKEN-MOR IMPORT BV", 2)],
        identifiers=[_said("BE0999999922", 9)],
        addresses=[_said("Proefkaai 12, 2030 Antwerpen, BE", 14)],
        telephones=[_said("+32 3 555 01 23", 11)],
        emails=[_said("desk@solkenmor.example", 3)],
        roles=[_said("consignee", 12), _said("notify_party", 2)],
        mentions=14,
        first_seen=NOW - timedelta(days=61),
        last_seen=NOW,
        finds=1,
        nearness=0.92,
        near=_near(),
        signs=[
            party_shapes.FrontSignShape(
                code="new-in-crowd",
                text="First seen 61 days ago, at an address that 7 other parties share",
            )
        ],
        latest=_latest(),
    )


def _name(party_id: str) -> str:
    return next((name for one, name, _ in NAMES if party_id == f"FOLD#{one}"), "Solkenmor Import")


def _said(value: str, mentions: int) -> party_shapes.SpellingShape:
    return party_shapes.SpellingShape(
        value=value, mentions=mentions, first_seen=NOW - timedelta(days=61), last_seen=NOW
    )


def _near() -> list[party_shapes.NearShape]:
    return [
        party_shapes.NearShape(
            tie="telephone", value="+3235550123", found=2, others=3, weight=0.667,
            party_ids=["FOLD#consignor:a", "FOLD#notify:c"],
        ),
        party_shapes.NearShape(
            tie="deals", value="Morsolken Fruit", found=1, others=4, weight=0.25,
            party_ids=["FOLD#consignor:a"],
        ),
    ]  # fmt: skip


def _latest() -> list[party_shapes.MentionShape]:
    return [
        party_shapes.MentionShape(
            mention_id=f"FOLD#{i}:consignee", consignment_id=f"QXAL:B000000{i}",
            box_id=f"{i:016x}" if i < 2 else None, role="consignee", name="SOLKEN-MOR IMPORT BV",
            at=NOW - timedelta(days=20 * i), found=found, joined=i < 2,
        )
        for i, found in enumerate((None, True, False))
    ]  # fmt: skip


def why(mention_id: str) -> party_shapes.WhyShape:
    """Return why a mention is held to be of a party known before."""
    evidence = (
        ("prior", "Any two mentions are seldom one party", -9.2, "", ""),
        ("words_shared", "Words that both names have", 7.4, "SOLKEN MOR", "SOLKENMOR"),
        ("telephone", "The same telephone", 4.1, "+32 3 555 01 23", "+32 3 555 01 23"),
        ("postcode_differs", "Another postcode", -0.7, "2030", "2000"),
    )
    return party_shapes.WhyShape(
        mention_id=mention_id,
        other_id="FOLD#2:consignee",
        probability=0.83,
        evidence=[
            party_shapes.EvidenceShape(kind=kind, text=text, log_odds=value, ours=a, theirs=b)
            for kind, text, value, a, b in evidence
        ],
    )


def graph(party_id: str, depth: int) -> party_shapes.GraphShape:
    """Return what lies around the firm; two steps away is a crowd. Others stand alone."""
    nodes = [_node(party_id, _name(party_id), depth=0, finds=1)]
    if party_id != FIRM:
        return party_shapes.GraphShape(party_id=party_id, nodes=nodes, edges=[], left_off=0)
    ids = [f"FOLD#{one}" for one, _, _ in NAMES]
    nodes += [_node(f"FOLD#{one}", name, finds=finds) for one, name, finds in NAMES]
    nodes += [
        _node(PHONE, "+3235550123", "telephone", 0),
        _node(ROOF, "Proefkaai 12", "address", 0),
    ]
    edges = [_edge(one, PHONE, "telephone") for one in (party_id, *ids[:3])]
    edges += [_edge(one, ROOF, "address", 0.5) for one in (party_id, *ids[1:4])]
    edges += [_edge(party_id, one, "deals", 0.25) for one in (ids[0], ids[4])]
    if depth > 1:
        far = [_node(f"FOLD#far{i}", f"Far Firm {i}", depth=2, finds=i % 5 // 4) for i in range(40)]
        nodes += [*far, _node("mailbox:a", "desk@morsolken.example", "mailbox")]
        nodes += [_node("domain:b", "urativ.example", "domain")]
        ends = ("mailbox:a", "domain:b", ids[3], ids[4])
        ties = ("mailbox", "domain", "deals", "deals")
        edges += [_edge(ids[0], "mailbox:a", "mailbox"), _edge(ids[1], "domain:b", "domain")]
        edges += [_edge(one.node_id, ends[i % 4], ties[i % 4], 0.1) for i, one in enumerate(far)]
    return party_shapes.GraphShape(
        party_id=party_id, nodes=nodes, edges=edges, left_off=12 if depth > 1 else 0
    )


def _node(
    node_id: str, label: str, kind: party_shapes.NodeKind = "party", depth: int = 1, finds: int = 0
) -> party_shapes.GraphNodeShape:
    return party_shapes.GraphNodeShape(
        node_id=node_id, kind=kind, label=label, depth=depth, degree=4, finds=finds
    )


def _edge(
    source: str, target: str, tie: party_shapes.TieName, weight: float = 0.33
) -> party_shapes.GraphEdgeShape:
    return party_shapes.GraphEdgeShape(
        source=source, target=target, tie=tie, since=NOW - timedelta(days=40), weight=weight
    )
