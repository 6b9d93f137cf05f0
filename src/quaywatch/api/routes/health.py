"""`/api/health` and `/api/ready`: whether the process lives and the node serves."""

from fastapi import APIRouter

from quaywatch.api.services import Held

router = APIRouter(prefix="/api", tags=["health"])


@router.get("/health")
def read_health(held: Held) -> dict[str, str]:
    """Answer `ok` once the ledger was reached; open to everyone and silent about all else.

    While the node opens the answer is `opening`.
    """
    held.node.ledger.head()
    return {"status": "ok"}


@router.get("/ready")
def read_ready(held: Held) -> dict[str, str]:
    """Answer `ok` where the node serves; open to everyone.

    While it opens the answer is 503, with how many events are worked in of how many.
    """
    held.node.ledger.head()
    return {"status": "ok"}
