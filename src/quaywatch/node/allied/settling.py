"""What people do about sharing: propose, confirm, return, suspend and end."""

from collections.abc import Callable
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from quaywatch.alliance.accords import (
    Agreement,
    Life,
    Matter,
    PolicyText,
    Publication,
    Refusal,
    Refused,
    Topic,
    confirm,
    confirm_under,
    end,
    give_back,
    propose,
    suspend,
    topic_of,
)
from quaywatch.alliance.policy import tried
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.node.allied import settled
from quaywatch.node.drafts import Draft
from quaywatch.node.errors import UnknownAccord
from quaywatch.node.queue import Queue
from quaywatch.node.requesting.room import Reading

_Decide = Callable[[Connection, Life], list[Event]]


class Accords:
    """Carries matters through their lives; safe to use from many threads.

    Every command raises `accords.Refused` where the state does not allow it, and UnknownAccord
    where nothing of that name was ever proposed. `after` is called when one was carried out.
    """

    def __init__(
        self,
        queue: Queue,
        reading: Reading,
        clock: Callable[[], datetime],
        after: Callable[[Life], None],
    ) -> None:
        self._queue, self._reading, self._now, self._after = queue, reading, clock, after

    def all(self, topic: Topic) -> list[Life]:
        """Return all matters of a sort, by name."""
        with self._reading() as connection:
            return settled.lives(connection, topic)

    def read(self, topic: Topic, name: str) -> Life:
        """Return one matter."""
        with self._reading() as connection:
            return _known(connection, topic, name)

    def propose(self, matter: Matter, *, actor: str, seen: int) -> Life:
        """Put something forward; a notice that a standing order covers is published at once.

        Raises:
            BadPolicy: a policy that is none, or fails the tests in its text.
            ValueError: an agreement ends before it begins.

        """
        if isinstance(matter, PolicyText):
            tried(matter.text)
        act = self._act(actor, seen)

        def decide(connection: Connection, life: Life) -> list[Event]:
            if isinstance(matter, Agreement):
                _require_way(connection, matter)
            proposed = propose(life, matter, act)
            if not isinstance(matter, Publication):
                return [proposed]
            after = life.apply(proposed)
            today = act.at.date()
            for order in settled.orders(connection):
                if order.covers(matter, today):
                    return [
                        proposed,
                        confirm_under(after, order, self._act(actor, after.version), today),
                    ]
            return [proposed]

        return self._do(*topic_of(matter), decide, new=True)

    def publish(self, made: Publication, correction: str, *, actor: str) -> Life:
        """Put a notice forward; one that was in force before becomes a further version of itself.

        Raises ValueError where that says nothing of what was wrong.
        """
        with self._reading() as connection:
            before = settled.life(connection, Topic.NOTICE, made.notice.id)
        last = before.last_in_force if before is not None else None
        if isinstance(last, Publication):
            further = msgspec.structs.replace(
                made.notice,
                version=last.notice.version + 1,
                created_at=last.notice.created_at,
                correction=correction,
            )
            made = msgspec.structs.replace(made, notice=further)
        seen = 0 if before is None else before.version
        return self.propose(made, actor=actor, seen=seen)

    def confirm(self, topic: Topic, name: str, *, actor: str, seen: int) -> Life:
        """Put in force what another person proposed."""
        act = self._act(actor, seen)

        def decide(_: Connection, life: Life) -> list[Event]:
            if isinstance(life.proposed, Agreement) and life.proposed.until < act.at.date():
                raise Refused(Refusal.WRONG_STAGE, "The agreement is over already.")
            return [confirm(life, act)]

        return self._do(topic, name, decide)

    def give_back(self, topic: Topic, name: str, reason: str, *, actor: str, seen: int) -> Life:
        """Do not confirm."""
        act = self._act(actor, seen)
        return self._do(topic, name, lambda _, life: [give_back(life, reason, act)])

    def suspend(self, topic: Topic, name: str, reason: str, *, actor: str, seen: int) -> Life:
        """Take it out of force; of the policy that means that nothing goes to anybody."""
        act = self._act(actor, seen)
        return self._do(topic, name, lambda _, life: [suspend(life, reason, act)])

    def end(self, topic: Topic, name: str, reason: str, *, actor: str, seen: int) -> Life:
        """End it for good; a notice is withdrawn.

        What a node has one of does not end: the policy and the coverage are suspended.
        """
        act = self._act(actor, seen)
        if topic in {Topic.POLICY, Topic.COVERAGE}:
            raise Refused(Refusal.WRONG_STAGE, "It is suspended or replaced, never ended.")
        return self._do(topic, name, lambda _, life: [end(life, reason, act)])

    def _act(self, actor: str, seen: int) -> Act:
        return Act(actor=actor, at=self._now(), seen=seen)

    def _do(self, topic: Topic, name: str, decide: _Decide, *, new: bool = False) -> Life:
        def make(connection: Connection) -> list[Draft]:
            found = settled.life(connection, topic, name)
            life = found or (
                Life(topic=topic, name=name) if new else _known(connection, topic, name)
            )
            return [Draft(event=event) for event in decide(connection, life)]

        self._queue.commit(make)
        life = self.read(topic, name)
        self._after(life)
        return life


def _known(connection: Connection, topic: Topic, name: str) -> Life:
    found = settled.life(connection, topic, name)
    if found is None:
        raise UnknownAccord(f"there is no {topic} {name!r}")
    return found


def _require_way(connection: Connection, agreement: Agreement) -> None:
    """Refuse a way through a node with which nothing is agreed: no batch would ever leave."""
    if agreement.relay and agreement.relay not in settled.agreements(connection):
        raise Refused(
            Refusal.WRONG_STAGE, f"There is no agreement in force with {agreement.relay}."
        )
