"""`/api/health`: whether the node answers, for whoever supervises the process."""

from fastapi import APIRouter

from quaywatch.api.services import Held

router = APIRouter(prefix="/api/health", tags=["health"])


@router.get("")
def read_health(held: Held) -> dict[str, str]:
    """Answer `ok` once the ledger was reached; open to everyone and silent about all else."""
    held.node.ledger.head()
    return {"status": "ok"}
