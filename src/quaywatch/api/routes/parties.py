"""`/api/parties`: who is who among those whom filings name, and how they hang together."""

from typing import Annotated

from fastapi import APIRouter, Query

from quaywatch.api import parties
from quaywatch.api.access import Reader
from quaywatch.api.language import RequestLanguage
from quaywatch.api.party_shapes import BoxParty, GraphShape, PartyEntity, PartyPage, WhyShape
from quaywatch.api.services import Held

router = APIRouter(prefix="/api", tags=["parties"])

_DEEPEST = 2


@router.get("/parties")
def named(
    _reader: Reader, held: Held, name: Annotated[str, Query(min_length=2, max_length=200)]
) -> PartyPage:
    """Return parties with names like the one asked for, however it is spelled."""
    return parties.page(*held.node.parties.named(name))


@router.get("/parties/{party_id:path}/graph")
def graph(
    party_id: str, reader: Reader, held: Held, depth: Annotated[int, Query(ge=1, le=_DEEPEST)] = 1
) -> GraphShape:
    """Return what lies around a party; that it was looked at is written to the ledger."""
    found = held.node.parties.graph(party_id, depth, reader.user.username)
    return parties.graph_shape(party_id, found)


@router.get("/parties/{party_id:path}")
def read(party_id: str, reader: Reader, held: Held, language: RequestLanguage) -> PartyEntity:
    """Return what is known of a party; that it was looked at is written to the ledger."""
    return parties.shape(held.node.parties.read(party_id, reader.user.username), language)


@router.get("/mentions/{mention_id:path}/why")
def why(mention_id: str, reader: Reader, held: Held, language: RequestLanguage) -> WhyShape:
    """Return why a mention is held to be of a party named before."""
    return parties.why_shape(held.node.parties.why(mention_id, reader.user.username), language)


@router.get("/boxes/{box_id}/parties")
def of_box(box_id: str, _reader: Reader, held: Held) -> list[BoxParty]:
    """Return the parties of a box's consignment."""
    return parties.of_box(held.node.parties.of_box(box_id))
