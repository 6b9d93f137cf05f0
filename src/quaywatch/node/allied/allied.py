"""The front door of the alliance in the node."""

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from quaywatch.alliance import Handling, Notice, Source
from quaywatch.alliance.accords import Life, Package, Publication, Stage, Topic
from quaywatch.alliance.bodies import Body, ScanImage
from quaywatch.alliance.inquiries import Owed, feedback_owed
from quaywatch.alliance.line import Line, Ring
from quaywatch.alliance.matching import schema, wire
from quaywatch.alliance.policy import Policy, Shared
from quaywatch.ledger import Ledger
from quaywatch.ledger.signing import Key
from quaywatch.node.allied import composing, following, reading, settled
from quaywatch.node.allied.bringing.room import Brought
from quaywatch.node.allied.facts import ALLY_READ, AllyLook
from quaywatch.node.allied.gate import Gate
from quaywatch.node.allied.inquiring import Inquiries
from quaywatch.node.allied.listening import Listener
from quaywatch.node.allied.monthly import Months
from quaywatch.node.allied.outsiders import Outsiders
from quaywatch.node.allied.sending import Outcome, follow_peers, send_out
from quaywatch.node.allied.settling import Accords
from quaywatch.node.allied.signers import signers
from quaywatch.node.allied.switchboard import At, LineHealth, Switchboard, card
from quaywatch.node.drafts import Draft, draft
from quaywatch.node.errors import NoAlliance, UnknownNotice
from quaywatch.node.queue import Queue
from quaywatch.node.requesting.room import Reading
from quaywatch.node.state import State

if TYPE_CHECKING:
    from quaywatch.alliance.transport import Card, Client, Desks, Errand
    from quaywatch.node.allied.audit.room import Audit
    from quaywatch.node.allied.elsewhere.room import Elsewhere
    from quaywatch.node.allied.matching.room import Matching
    from quaywatch.node.allied.packages.room import Packages
    from quaywatch.node.allied.packages.trying import Bench
    from quaywatch.node.allied.pictures import Pictures
    from quaywatch.node.allied.relaying import Relaying
    from quaywatch.node.allied.restored import Restored, Resumed
    from quaywatch.node.allied.sums.room import Sums
    from quaywatch.node.allied.sums.sources import Sources


class Allied:
    """What a node does among others; safe to use from many threads."""

    def __init__(
        self,
        ledger: Ledger,
        queue: Queue,
        reads: Reading,
        state: State,
        clock: Callable[[], datetime],
    ) -> None:
        self._ledger, self._queue, self._reads, self._state = ledger, queue, reads, state
        self._now = clock
        self.gate = Gate()
        """Decides what may go to whom."""
        self.accords = Accords(queue, reads, clock, self._settled)
        """What is settled by two people."""
        self.outsiders = Outsiders(ledger, reads, self.gate, lambda: self.line, clock)
        """Partners that read over TAXII."""
        self.brought = Brought(
            ledger,
            queue,
            reads,
            lambda: self.line,
            lambda: self.folder.with_suffix(".taxii"),
            clock,
            self.accords,
        )
        """What authorities without a line bring."""
        self.inquiries = Inquiries(
            queue, reads, self.gate, lambda: self.node, clock, lambda names: self.flush(names)
        )
        """What partners are asked, and ask."""
        self._line: Line | None = None
        self._matching: Matching | None = None
        self._audit: Audit | None = None
        self._packages: Packages | None = None
        self._restored: Restored | None = None
        self._relaying: Relaying | None = None
        self._sums: Sums | None = None
        self.bench: Callable[[], Bench] | None = None
        """Makes the place where packages of others are tried; laid out by the node."""
        self.sources: Callable[[], Sources] | None = None
        """Names what rows a sum can be made of; laid out by the node."""
        self.original: Callable[[str], bytes] | None = None
        """Returns the bytes of an own scan, by digest; laid out by the node."""
        self.came: Callable[[], None] = lambda: None
        """Called when a partner's scan came, for the machine to read; laid out by the node."""
        self.gone: Callable[[Collection[str]], None] = lambda _: None
        """Called with the digests of scans that go; laid out by the node."""
        self._pictures: Pictures | None = None
        self._ring = Ring(())
        self._faded_at: datetime | None = None
        self._listener = Listener(ledger.engine, self.follow)
        self._board: Switchboard | None = None
        self.sent: Callable[[], None] = lambda: None
        """Called when something new stands in the log to a peer, so that it is pushed at once."""

    @property
    def node(self) -> str:
        """The node's name among others; raises NoAlliance where it has none."""
        name = self._state.description.node
        if not name:
            raise NoAlliance("this node has no name among others")
        return name

    @property
    def line(self) -> Line:
        """The line to all peers, with keys beside the node's own; raises NoAlliance."""
        if self._line is None or self._line.node != self.node:
            self._ring = Ring.at(self.folder)
            self._line = Line(self._ledger.engine, self.node, self._ring, self._now)
            self._matching, self._audit, self._packages, self._pictures = None, None, None, None
            self._restored, self._relaying, self._sums = None, None, None
            schema.create(self._ledger.engine)
            if self.original is not None:
                self._line.on_gone = self.pictures.elsewhere.forget
        return self._line

    @property
    def matching(self) -> "Matching":
        """Matching without showing; raises NoAlliance."""
        from quaywatch.node.allied.matching.base import Base
        from quaywatch.node.allied.matching.room import Matching

        line = self.line
        if self._matching is None:
            base = Base(
                self._ledger,
                self._queue,
                self._reads,
                line,
                self.gate,
                self.signing,
                self._state.vault.key().secret(b"matching"),
                self._now,
            )
            self._matching = Matching(base, self.flush)
        return self._matching

    @property
    def audit(self) -> "Audit":
        """The witnessed logs; raises NoAlliance."""
        from quaywatch.node.allied.audit.room import Audit

        line = self.line
        if self._audit is None:
            secret = self._state.vault.key().secret(b"audit")
            self._audit = Audit(self._ledger, self._queue, line, self._first_key, secret, self._now)
        return self._audit

    @property
    def packages(self) -> "Packages":
        """Models and profiles of others; raises NoAlliance."""
        from quaywatch.node.allied.packages.contents import Contents
        from quaywatch.node.allied.packages.offering import Offering
        from quaywatch.node.allied.packages.room import Packages

        line = self.line
        if self._packages is None:
            if self.bench is None:
                raise NoAlliance("this node has nothing to try packages with")
            bench = self.bench()
            offering = Offering(
                self._ledger,
                line,
                self.gate,
                self.audit.sharing,
                self.signing,
                Contents(bench, lambda: self.sums),
                self._now,
            )
            self._packages = Packages(self._ledger, line, offering, bench, self._now)
        return self._packages

    def offer(
        self, name: str, kind: str, of: str, texts: tuple[str, str], handling: Handling, *,
        actor: str,
    ) -> Life:  # fmt: skip
        """Put a model, a profile or what a sum came to forward, for partners to fetch.

        `texts` are title and card. What was offered before under the name becomes a further
        version. Raises as `Contents.put_forward`.
        """
        from quaywatch.node.allied.packages.offering import offered

        data, inputs = self.packages.contents.put_forward(kind, of, handling)
        with self._reads() as connection:
            before = settled.life(connection, Topic.PACKAGE, name)
        last = None if before is None else before.proposed or before.last_in_force
        version = last.version + 1 if isinstance(last, Package) else 1
        made = offered(name, version, kind, of, data, texts, handling, self._now, inputs)
        seen = 0 if before is None else before.version
        return self.accords.propose(made, actor=actor, seen=seen)

    def _first_key(self) -> Ed25519PrivateKey:
        with self.line.transaction() as connection:
            return self._ring.first(connection, self._now())

    @property
    def pictures(self) -> "Pictures":
        """Scans for partners, and theirs; raises NoAlliance."""
        from quaywatch.node.allied.pictures import Pictures

        line = self.line
        if self._pictures is None:
            if self.original is None:
                raise NoAlliance("this node has no scans")
            secret = self._state.vault.key().secret(b"scans")
            self._pictures = Pictures(
                self._ledger,
                line,
                self.gate,
                self.audit.sharing,
                secret,
                self._original,
                self._now,
                self._queue,
                self._reads,
            )
            self._pictures.elsewhere.came, self._pictures.elsewhere.gone = self.came, self.gone
        return self._pictures

    def _original(self, digest: str) -> bytes:
        assert self.original is not None  # noqa: S101 - laid out before anybody asks
        return self.original(digest)

    @property
    def elsewhere(self) -> "Elsewhere | None":
        """Partners' scans of containers; None for a node among no others."""
        return self.pictures.elsewhere if self._state.description.node else None

    @property
    def desks(self) -> "Desks":
        """What partners are answered beside the line; raises NoAlliance."""
        from quaywatch.node.allied.restored import while_whole

        memory = self.line.memory
        return {
            wire.DESK: while_whole(memory, self.matching.desk),
            "witness": self.audit.desk,
            "packages": while_whole(memory, self.packages.desk),
            "scans": while_whole(memory, self.pictures.desk),
            "memory": self.restored.desk,
            "relay": while_whole(memory, self.relaying.desk),
            "sums": while_whole(memory, self.sums.desk),
        }

    @property
    def errands(self) -> "tuple[Errand, ...]":
        """What is done at partners' desks; raises NoAlliance."""
        return (
            self.restored.errand,
            self.relaying.errand,
            self.sums.errand,
            self.matching.session.errand,
            self.audit.errand,
            self.packages.errand,
            self.pictures.errand,
        )

    @property
    def relaying(self) -> "Relaying":
        """Batches through nodes between; raises NoAlliance."""
        from quaywatch.alliance.sealing import PrivateKey
        from quaywatch.node.allied.relaying import Relaying

        line = self.line
        if self._relaying is None:
            key = PrivateKey.derived(self._state.vault.key().secret(b"relay"), b"relay")
            self._relaying = Relaying(self._ledger, line, key, self.signing)
        return self._relaying

    @property
    def sums(self) -> "Sums":
        """What ports learn together from sums; raises NoAlliance."""
        from quaywatch.node.allied.sums.base import Base
        from quaywatch.node.allied.sums.room import Sums

        line = self.line
        if self._sums is None:
            if self.sources is None:
                raise NoAlliance("this node has no rows to learn from")
            base = Base(
                self._ledger,
                self._queue,
                self._reads,
                line,
                self.gate,
                self.audit.sharing,
                self.signing,
                self._state.vault.key().secret(b"sums"),
                self.sources,
            )
            self._sums = Sums(base)
        return self._sums

    @property
    def restored(self) -> "Restored":
        """This node after a backup was put back; raises NoAlliance."""
        from quaywatch.node.allied.restored import Restored

        line = self.line
        if self._restored is None:
            self._restored = Restored(self._queue, self._reads, line, self.audit)
        return self._restored

    def resume(self, clients: "Mapping[str, Client]", *, actor: str, seen: int) -> "Resumed":
        """Go on after a backup was put back, as another person proposed; see `Restored`.

        Raises:
            resuming.Refused: nobody proposed it, or this is the same person.
            NoAlliance: the node has no name among others.
            Unreachable, Refusal: an ally does not answer; go on without it, or later.
            BadBatch, ValueError: what an ally gives back cannot be put back.

        """
        said = self.restored.resume(clients, actor=actor, seen=seen)
        with self._reads() as connection:
            lives = settled.lives(connection, Topic.NOTICE)
        for life in lives:
            if life.name in said.withdrawn and life.stage is not Stage.ENDED:
                reason = "it was taken back before a backup was put back"
                self.accords.end(Topic.NOTICE, life.name, reason, actor=actor, seen=life.version)
        self.flush()
        return said

    def signing(self) -> Ed25519PrivateKey:
        """Return what the line signs with now."""
        with self.line.transaction() as connection:
            return self._ring.in_force(connection, self._now())

    def signature(self) -> tuple[str, Key]:
        """Return the name and the key that documents are handed over by: those partners know."""
        description = self._state.description
        if description.node:
            return description.node, Key(self.signing())
        return description.name, self._state.vault.key()

    def signers(self, connection: Connection) -> Mapping[str, frozenset[str]]:
        """Return the keys of partners whose documents are taken, by name."""
        return signers(connection, self.today())

    @property
    def folder(self) -> Path:
        """Of the line's keys and its certificate, beside the node's own key."""
        return Path(f"{self._state.vault.key_file}.line")

    @property
    def health(self) -> LineHealth:
        """How the line is; nobody answers where this process does not serve it."""
        return self._board.health if self._board is not None else LineHealth()

    def connect(self, at: At) -> None:
        """Answer peers and call them from now on, until `stop`; without a name, not at all."""
        if self._board is None and self._state.description.node:
            self._board = Switchboard(
                lambda: self.line,
                self.folder,
                at,
                desks=lambda: self.desks,
                errands=lambda: self.errands,
            )
            self._board.start()
            self.brought.polling.start()

    def card(self, address: str = "") -> "Card":
        """Return what to hand over to a partner, by a way that both trust.

        Raises ValueError on an address that does not begin with https://, and NoAlliance.
        """
        return card(self.line, self.key(), self.folder, address, self.relaying.seals_to)

    def key(self) -> str:
        """Return the public half of what the line signs with, in hexadecimal: for one's card."""
        return self.signing().public_key().public_bytes_raw().hex()

    def publish_find(
        self, box_id: str, handling: Handling, *, photos: tuple[str, ...] = (), note: str = "",
        correction: str = "", actor: str,
    ) -> Life:  # fmt: skip
        """Put forward what was found in a box; at once where a standing order covers it.

        A find that was put forward before becomes a further version, which says what was wrong.

        Raises:
            UnknownBox: there is none of this name.
            NothingFound: nothing was found in it.
            NoAlliance: the node has no name among others.
            ValueError: a further version says nothing of what was wrong.

        """
        with self._reads() as connection:
            made = composing.of_find(
                connection,
                box_id,
                self.node,
                handling,
                self._now(),
                port=self._state.description.port,
                photos=photos,
                note=note,
            )
        return self.accords.publish(made, correction, actor=actor)

    def publish(
        self, reference: str, body: Body, handling: Handling, source: Source, *,
        valid_until: datetime | None = None, correction: str = "", actor: str,
        match_only: bool = False,
    ) -> Life:  # fmt: skip
        """Put forward what rests on no outcome: an indicator, a sighting, feedback, a risk.

        `reference` is the authority's own: the same one is the same notice. With `match_only` it
        goes to nobody before a match. Raises as `publish_find` does, and ValueError for a scan that
        somebody else took: whoever did alone hands it on.
        """
        if isinstance(body, ScanImage):
            with self._reads() as connection:
                owner = self.pictures.elsewhere.owner_of(connection, body.digest)
            if owner not in ("", self.node):
                raise ValueError(f"it is a scan of {owner}, which alone hands it on")
        made = composing.first(
            self.node, reference, body, handling, self._now(), source, valid_until
        )
        publication = Publication(notice=made, match_only=match_only)
        return self.accords.publish(publication, correction, actor=actor)

    @property
    def months(self) -> Months:
        """What ports tell of their months, this one and others."""
        return Months(
            self._reads,
            self.publish,
            self._now,
            lambda: self.node,
            lambda: self._state.description.port,
        )

    def dry_run(self, notice: Notice, text: str | None = None) -> list[Shared]:
        """Say what of a notice each partner would get now, under a policy that is being written.

        Raises BadPolicy where that is none.
        """
        with self._reads() as connection:
            today = self._now().date()
            if text is None:
                return self.gate.audience(connection, notice, self.node, today)
            partners = settled.agreements(connection).values()
            return self.gate.dry_run(notice, self.node, today, partners, text)

    def policy(self) -> Policy:
        """Return the sharing policy in force."""
        with self._reads() as connection:
            return self.gate.policy(connection)

    def inbox(
        self, *, kind: str = "", own: bool = False, offset: int = 0, red: bool = False
    ) -> tuple[list[reading.Standing], int]:
        """Return notices, newest first, and their number; what is red only to whom may see it."""
        with self._reads() as connection:
            found, total = reading.inbox(connection, kind=kind, own=own, offset=offset)
        return [one if red else reading.veiled(one) for one in found], total

    def read(self, name: str, *, actor: str, red: bool = False) -> reading.Standing:
        """Return one notice; that `actor` looked is on the ledger before.

        Raises:
            UnknownNotice: there is none such, or it is for the persons addressed alone.

        """
        with self._reads() as connection:
            found = reading.standing(connection, name)
        if found is None or (not red and reading.veiled(found) is not found):
            raise UnknownNotice(f"there is no notice {name!r}")
        look = AllyLook(name=name, version=found.version)
        key = f"{ALLY_READ}/{secrets.token_hex(16)}"
        made = draft(ALLY_READ, look, key=key, actor=actor, known_at=self._now())
        self._queue.append([made]).result()
        return found

    def owed(self) -> list[Owed]:
        """Return the feedback that originators wait for, what is due first first."""
        with self._reads() as connection:
            return feedback_owed(reading.held(connection), self.node, self._now())

    def looks(self, name: str) -> list[reading.Looked]:
        """Return who opened a notice."""
        with self._reads() as connection:
            return reading.looks(connection, name)

    def raised(self, one: reading.Standing) -> Sequence[tuple[str, str, float, float]]:
        """Return box, number, probability and risk without looks and notices, of boxes raised."""
        with self._reads() as connection:
            rows = reading.boxes(connection, one)
        return [(row.box_id, row.equipment_number, row.probability, row.prior) for row in rows]

    def went(self, name: str = "", before: int = 0) -> list[reading.Went]:
        """Return decisions on what goes out, the last first."""
        with self._reads() as connection:
            return reading.went(connection, name, before)

    def peers(self) -> list[reading.Peer]:
        """Return the lines to other nodes."""
        with self._reads() as connection:
            return reading.peers(connection)

    def follow(self) -> int:
        """Take in what came over the line since; return how many things that were.

        What was made of something that is gone is overwritten with it.
        """
        taken, gone = 0, False

        def came(connection: Connection) -> Sequence[Draft]:
            nonlocal gone
            made = following.came(connection, self._now())
            gone = gone or following.gone(made)
            return made

        while receipts := self._queue.commit(came):
            taken += len(receipts)
        if gone:
            self.line.scrub()
        return taken

    def start(self) -> None:
        """Take in what comes over the line as it comes, in a thread of its own, until `stop`."""
        if self._state.description.node:
            self._listener.start()

    def stop(self) -> None:
        """End; what was being taken in is finished."""
        if self._board is not None:
            self._board.stop()
        self.brought.polling.stop()
        self._listener.stop()

    def rounds(self) -> None:
        """Do what time asks for: take in what came, weigh what fades, delete what is over."""
        if not self._state.description.node:
            return
        while self.line.end():
            pass
        self.follow()
        now = self._now()
        if self._faded_at is None or now - self._faded_at >= following.EVERY:
            self._faded_at = now
            self.fade()
        self.inquiries.remind()
        self.flush()
        self.audit.sign()
        self.pictures.forget()
        self.sums.tick()
        self.packages.tick()

    def fade(self) -> None:
        """Weigh notices again that are worth another amount by now, or nothing any more."""
        self._queue.commit(lambda connection: following.faded(connection, self._now()))

    def flush(self, names: Iterable[str] | None = None) -> Outcome:
        """Bring every partner to what it may have now; of some notices, or of all."""
        chosen = None if names is None else list(names)
        line, log = self.line, self.audit.sharing
        if line.memory.behind:
            return Outcome()
        told = send_out(self._ledger, line, self.gate, log, self._now, chosen)
        if told.anything:
            self.sent()
        return told

    def today(self) -> date:
        """Return the day by which agreements and retention are reckoned (UTC)."""
        return self._now().date()

    def _settled(self, life: Life) -> None:
        """Let the line and the partners follow what was settled."""
        if not self._state.description.node:
            return
        if life.topic is Topic.NOTICE:
            self.flush([life.name])
        elif life.topic in (Topic.PARTNER, Topic.POLICY):
            if life.topic is Topic.PARTNER:
                follow_peers(self.line, [life])
            self.flush()
        elif life.topic is Topic.MATCHING:
            self.matching.settled(life)
