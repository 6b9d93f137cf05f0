"""Who may hold what: checked by the recipient too, so that a sender's mistake stays small."""

from datetime import date

from quaywatch.alliance.line.told import Admit
from quaywatch.alliance.notice import Notice


def for_node(node: str) -> Admit:
    """Return what checks that a notice is meant for a node and is not over."""

    def admit(notice: Notice, _sender: str, today: date) -> str | None:
        handling = notice.handling
        if handling.audience is not None and node not in handling.audience:
            return f"it is not meant for {node}"
        if handling.retain_until < today:
            return f"it was to be deleted by {handling.retain_until}"
        return None

    return admit
