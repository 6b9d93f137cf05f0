"""What all parts of a node's sums need, and what each port checks before its numbers leave."""

from collections.abc import Callable, Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection

from quaywatch.alliance.line import Line
from quaywatch.alliance.policy import Shared
from quaywatch.alliance.sums.commands import Refusal, Refused
from quaywatch.alliance.sums.life import Life
from quaywatch.alliance.sums.proposal import Proposal
from quaywatch.alliance.witness import Log
from quaywatch.ledger import Event, Ledger
from quaywatch.ledger.acts import Act
from quaywatch.node.allied.gate import Gate
from quaywatch.node.allied.sums import tables
from quaywatch.node.allied.sums.sources import Drawn, Sources
from quaywatch.node.drafts import Draft
from quaywatch.node.errors import UnknownSum
from quaywatch.node.queue import Queue
from quaywatch.node.requesting.room import Reading


class Base:
    """Of one node among others; safe to use from many threads."""

    def __init__(
        self,
        ledger: Ledger,
        queue: Queue,
        reads: Reading,
        line: Line,
        gate: Gate,
        log: Log,
        signing: Callable[[], Ed25519PrivateKey],
        secret: bytes,
        sources: Callable[[], Sources],
    ) -> None:
        """`log` is that of sharing, `secret` 32 bytes of the node's own key."""
        self.ledger, self.queue, self.reads, self.line = ledger, queue, reads, line
        self.gate, self.log, self.signing, self.secret = gate, log, signing, secret
        self.sources = sources

    @property
    def node(self) -> str:
        """Its name among others."""
        return self.line.node

    def act(self, actor: str, seen: int) -> Act:
        """Return that somebody acts now."""
        return Act(actor=actor, at=self.line.now(), seen=seen)

    def life(self, name: str) -> Life:
        """Return one sum; raises UnknownSum."""
        with self.reads() as connection:
            return known(connection, name)

    def do(self, name: str, decide: Callable[[Life, Act], Event], actor: str) -> Life:
        """Append what the node itself takes down about a sum, as it then stands."""

        def make(connection: Connection) -> list[Draft]:
            life = known(connection, name)
            return [Draft(event=decide(life, self.act(actor, life.version)))]

        self.queue.commit(make)
        return self.life(name)

    def drawn(self, proposal: Proposal, source: str, taken: Sources | None = None) -> Drawn:
        """Return the own rows, of sources that were read already or as they are now.

        Raises Refused where they do not serve.
        """
        drawn = (taken or self.sources()).take(source, proposal.plan.features)
        rows, needed = len(drawn.rows), proposal.rows_needed
        if rows < needed:
            why = f"{source} has {rows} rows; it takes {needed}, so that sums tell of no single one"
            raise Refused(Refusal.TOO_FEW_ROWS, f"{why}.")
        try:
            proposal.plan.learner(drawn.rows, drawn.found)
        except ValueError as error:
            raise Refused(Refusal.UNFIT_ROWS, f"{source}: {error}.") from error
        return drawn

    def key_of(self, node: str) -> Ed25519PublicKey:
        """Return the key that an ally signs with; raises Refused where none is believed."""
        keys = [one for one in self.line.peers.keys(node) if one.revoked_at is None]
        running = [one.public for one in keys if one.until_batch is None]
        if not running:
            raise Refused(Refusal.NO_ALLY, f"No key of {node} is believed.")
        return Ed25519PublicKey.from_public_bytes(running[0])

    def require_allies(self, parties: Sequence[str]) -> None:
        """Refuse parties with which there is no open line; raises Refused."""
        known = {one.node for one in self.line.peers.all() if not one.closed} | {self.node}
        strangers = [party for party in parties if party not in known]
        if strangers:
            raise Refused(Refusal.NO_ALLY, f"There is no line to {', '.join(strangers)}.")
        for party in parties:
            if party != self.node:
                self.key_of(party)

    def asked(
        self, connection: Connection, proposal: Proposal, parties: Sequence[str]
    ) -> list[Shared]:
        """Ask the policy about this port's part, for each other party; raises Refused."""
        at = self.line.now()
        notice = proposal.as_notice(self.node, at)
        found = [
            self.gate.ask(connection, notice, party, self.node, at.date())
            for party in parties
            if party != self.node
        ]
        for shared in found:
            if not lets(shared, proposal):
                rules = sorted({r for d in shared.decisions if not d.allowed for r in d.rules})
                by = f" ({', '.join(rules)})" if rules else ": no agreement is in force"
                raise Refused(Refusal.POLICY, f"The policy lets nothing go to {shared.node}{by}.")
        return found


def lets(shared: Shared, proposal: Proposal) -> bool:
    """Say whether the policy lets a part go for all purposes of a sum."""
    return (
        shared.notice is not None and shared.notice.handling.purposes == proposal.handling.purposes
    )


def known(connection: Connection, name: str) -> Life:
    """Return one sum, by origin and session; raises UnknownSum."""
    origin, _, session = name.partition("/")
    found = tables.life(connection, origin, session)
    if found is None:
        raise UnknownSum(f"there is no sum {name!r}")
    return found
