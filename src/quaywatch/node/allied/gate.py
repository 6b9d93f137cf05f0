"""The one gate of the node: nothing of a notice goes to anybody, by any way, unless it allows it.

It asks policy and agreements as they stand in the very transaction in which the thing goes, and
remembers no answer. Lists, counts, notifications and error texts that speak of notices to partners
ask it too.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from quaywatch.alliance import Notice
from quaywatch.alliance.accords import Agreement
from quaywatch.alliance.policy import Policy, Shared
from quaywatch.node.allied.settled import Policies, agreements


class Gate:
    """Decides for one node; safe to use from many threads."""

    def __init__(self) -> None:
        self._policies = Policies()

    def policy(self, connection: Connection) -> Policy:
        """Return the policy in force."""
        return self._policies.in_force(connection)

    def audience(
        self, connection: Connection, notice: Notice, sender: str, today: date
    ) -> list[Shared]:
        """Say of each partner with an agreement in force what of a notice it may have now."""
        partners = (one.partner for one in agreements(connection).values())
        return self.policy(connection).audience(notice, partners, sender, today)

    def ask(
        self, connection: Connection, notice: Notice, node: str, sender: str, today: date
    ) -> Shared:
        """Say what of a notice one node may have now; nothing without an agreement in force."""
        found = agreements(connection).get(node)
        policy = self.policy(connection)
        if found is None:
            return Shared(node=node, notice=None, decisions=(), policy=policy.digest)
        return policy.share(notice, found.partner, sender, today)

    def visible(
        self, connection: Connection, notices: Iterable[Notice], node: str, sender: str, today: date
    ) -> list[Notice]:
        """Return the copies that a node may have: what lists and counts for it are made from."""
        asked = (self.ask(connection, one, node, sender, today) for one in notices)
        return [one.notice for one in asked if one.notice is not None]

    def dry_run(
        self, notice: Notice, sender: str, today: date, partners: Iterable[Agreement], text: str
    ) -> list[Shared]:
        """Say what a policy that is being written would let go; raises BadPolicy."""
        return Policy(text).audience(notice, (one.partner for one in partners), sender, today)
