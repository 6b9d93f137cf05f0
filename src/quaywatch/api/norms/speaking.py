"""For whom an account speaks in the standard."""

from quaywatch.api.permissions import Role
from quaywatch.api.sessions import OpenSession
from quaywatch.node.norms import Speaker
from quaywatch.norms.register import ALLIANCE

AUTHORITY = "authority"
"""For whom the node's own officers speak when they object to an answer."""


def speaker(session: OpenSession) -> Speaker:
    """Return who acts, and for which port, the alliance or the authority."""
    user = session.user
    port = ALLIANCE if user.role is Role.COORDINATOR else AUTHORITY
    if user.role is Role.ASSESSOR:
        port = user.subject.removeprefix("port/")
    return Speaker(actor=user.username, port=port)
