"""The side that holds: answers partners, after agreement, terms and policy were asked."""

from datetime import timedelta
from hashlib import sha256
from threading import Lock

import msgspec
from sqlalchemy import select

from quaywatch.alliance.accords import Terms
from quaywatch.alliance.handling import Purpose
from quaywatch.alliance.matching import (
    Epoch,
    Holder,
    NotNow,
    NotOpened,
    Quota,
    Refused,
    Telling,
    Why,
    releases,
    schema,
    wire,
)
from quaywatch.alliance.matching.messages import SegmentHeader
from quaywatch.alliance.matching.prf import ELEMENT
from quaywatch.alliance.transport import TurnedAway
from quaywatch.node.allied.matching.base import Base
from quaywatch.node.allied.matching.facts import (
    MATCH_ALARM,
    MATCH_ANSWERED,
    MATCH_STEP,
    MatchAlarm,
    MatchAnswered,
    MatchStep,
)
from quaywatch.node.allied.matching.terms import held_for

EPOCH_DAYS = 30
"""For which one key is used; a table from which something had to be taken out ends it sooner."""
_ASKED = msgspec.msgpack.Decoder(wire.Asked)
_STATUS = {
    Why.DAY: 429,
    Why.HOUR: 429,
    Why.OVERDUE: 409,
    Why.EPOCH: 409,
    Why.MANIFEST: 409,
    Why.SUSPENDED: 403,
}


class Desk:
    """Answers what partners ask at the desk; one question at a time."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._turn = Lock()

    def __call__(self, partner: str, asked: bytes) -> bytes:
        """Answer a partner; raises TurnedAway."""
        try:
            said = _ASKED.decode(asked)
        except msgspec.DecodeError as error:
            raise TurnedAway(400, Why.MALFORMED, f"that is no question: {error}") from error
        terms = self._base.terms(partner)
        if terms is None or not terms.they_ask:
            raise TurnedAway(403, "terms", "no terms of matching are in force")
        try:
            with self._turn:
                return msgspec.msgpack.encode(self._answer(partner, terms, said))
        except Refused as why:
            raise TurnedAway(_STATUS.get(why.why, 422), why.why, str(why)) from why
        except NotOpened as why:
            self._alarm(partner, str(why))
            raise TurnedAway(403, Why.SUSPENDED, str(why)) from why
        except (NotNow, KeyError) as why:
            raise TurnedAway(409, "state", str(why)) from why

    def holder(self, terms: Terms) -> Holder:
        """Return what answers under some terms."""
        base = self._base
        per_hour = min(Quota().per_hour, terms.per_day)
        quota = Quota(per_day=terms.per_day, per_hour=per_hour, per_question=per_hour)
        return Holder(base.store, base.node, base.seed, base.signing(), quota)

    def _answer(self, partner: str, terms: Terms, said: wire.Asked) -> msgspec.Struct:
        holder, now = self.holder(terms), self._base.now()
        match said:
            case wire.Tables():
                return self._tables(partner, terms, holder, said)
            case wire.Commitment():
                holder.commit(partner, said.root, said.size, now)
            case wire.Ask():
                return self._ask(partner, terms, holder, said)
            case wire.Open():
                holder.opened(partner, said.opening, now)
            case wire.Want():
                self._want(partner, terms, holder, said)
            case wire.Poll():
                with self._base.store.reading() as connection:
                    told = releases.decided(connection, partner, said.ids)
                return wire.Releases(releases=(*told,))
        return wire.Done()

    def _tables(
        self, partner: str, terms: Terms, holder: Holder, said: wire.Tables
    ) -> wire.TablesAre:
        _require(terms, said.purpose, said.telling)
        epoch = self._current(partner, terms, holder, said.purpose)
        after = said.after if said.epoch == epoch.id else 0
        budget = holder.budget(partner, said.purpose, self._base.now())
        return wire.TablesAre(
            epoch=epoch,
            pieces=(*holder.segments(epoch.id, after),),
            left=min(budget.left_today, budget.left_this_hour),
            per_question=holder.quota.per_question,
        )

    def _current(self, partner: str, terms: Terms, holder: Holder, purpose: Purpose) -> Epoch:
        """Bring the table to what may be found out now; from which something goes, that ends."""
        base, today = self._base, self._base.now().date()
        telling = Telling.COUNT if terms.counts_only else Telling.ITEMS
        with base.reading() as connection:
            items = held_for(connection, base.gate, base.node, partner, purpose, today)
        epoch = self._last(partner, purpose, telling)
        if epoch is not None and epoch.from_on <= today <= epoch.until_on:
            removed = any(_removes(one.said) for one in holder.hold(epoch, items))
            if not removed:
                return epoch
        until = min(today + timedelta(days=EPOCH_DAYS), terms.until)
        epoch = holder.begin(partner, purpose, telling, today, until)
        holder.hold(epoch, items)
        return epoch

    def _last(self, partner: str, purpose: Purpose, telling: Telling) -> Epoch | None:
        made = schema.epoch.c
        query = select(made.said).where(
            made.owner == self._base.node,
            made.partner == partner,
            made.purpose == purpose.value,
            made.telling == telling.value,
        )
        with self._base.store.reading() as connection:
            said = connection.scalar(query.order_by(made.number.desc()).limit(1))
        return None if said is None else msgspec.msgpack.decode(said, type=Epoch)

    def _ask(self, partner: str, terms: Terms, holder: Holder, said: wire.Ask) -> msgspec.Struct:
        epoch = self._named(partner, said.question.epoch)
        _require(terms, epoch.purpose, epoch.telling)
        size = len(said.question.elements) // ELEMENT
        answered = MatchAnswered(
            partner=partner,
            purpose=epoch.purpose.value,
            counts_only=terms.counts_only,
            size=size,
        )
        try:
            _require_current(epoch, self._current(partner, terms, holder, epoch.purpose))
            answer = holder.answer(partner, said.question, self._base.now())
        except Refused as why:
            self._refused(answered, why)
            raise
        key = f"{MATCH_ANSWERED}/{said.question.digest.hex()}"
        self._base.note(MATCH_ANSWERED, answered, partner, key)
        return answer

    def _refused(self, answered: MatchAnswered, why: Refused) -> None:
        """Write down that a question was refused; once an hour for each reason."""
        told = msgspec.structs.replace(answered, size=0, refused=why.why.value)
        hour = self._base.now().strftime("%Y-%m-%dT%H")
        said = f"{told.partner}/{told.purpose}/{told.refused}/{hour}"
        key = f"{MATCH_ANSWERED}/{sha256(said.encode()).hexdigest()}"
        self._base.note(MATCH_ANSWERED, told, told.partner, key)

    def _named(self, partner: str, name: str) -> Epoch:
        made = schema.epoch.c
        query = select(made.said).where(made.id == name, made.partner == partner)
        with self._base.store.reading() as connection:
            said = connection.scalar(query.where(made.owner == self._base.node))
        if said is None:
            raise Refused(Why.EPOCH, "there is no such table for this partner")
        return msgspec.msgpack.decode(said, type=Epoch)

    def _want(self, partner: str, terms: Terms, holder: Holder, said: wire.Want) -> None:
        epoch = self._named(partner, said.request.epoch)
        _require(terms, epoch.purpose, epoch.telling)
        holder.requested(partner, said.request, self._base.now())
        step = MatchStep(id=said.request.id, partner=partner, what="came")
        key = f"{MATCH_STEP}/came/{partner}/{said.request.id}"
        self._base.note(MATCH_STEP, step, partner, key)
        with self._base.store.reading() as connection:
            for one in releases.requests(connection, releases.Asked.TRAP):
                if one.id == said.request.id and one.partner == partner:
                    self._alarm(partner, "it claims to have met what is nobody's")

    def _alarm(self, partner: str, why: str) -> None:
        day = self._base.now().date().isoformat()
        key = f"{MATCH_ALARM}/{sha256(f'{partner}/{why}/{day}'.encode()).hexdigest()}"
        self._base.note(MATCH_ALARM, MatchAlarm(partner=partner, why=why), partner, key)


def _require(terms: Terms, purpose: Purpose, telling: Telling) -> None:
    if purpose not in terms.they_ask:
        raise TurnedAway(403, "terms", f"nothing is agreed for {purpose}")
    if (telling is Telling.COUNT) != terms.counts_only:
        raise TurnedAway(403, "terms", "another way of telling is agreed")


def _require_current(epoch: Epoch, current: Epoch) -> None:
    if epoch.id != current.id:
        raise Refused(Why.EPOCH, "the table has changed: fetch it anew")


def _removes(said: bytes) -> bool:
    return msgspec.msgpack.decode(said, type=SegmentHeader).removes
