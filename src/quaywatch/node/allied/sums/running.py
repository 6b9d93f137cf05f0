"""Sums that run at this port: what is on disk before anything leaves, and what they come to."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from threading import Lock

from quaywatch.alliance.learning.boosted import Boosted
from quaywatch.alliance.learning.logistic import Logistic
from quaywatch.alliance.learning.rounds import Refused
from quaywatch.alliance.learning.sitting import Given, Kept, Sitting
from quaywatch.alliance.learning.why import Why
from quaywatch.alliance.line import Going
from quaywatch.alliance.sums import commands, work
from quaywatch.alliance.sums.life import Life, Stage
from quaywatch.alliance.sums.work import Model
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.node.allied.audit.covering import cover_sharing, sent_of
from quaywatch.node.allied.sums.base import Base
from quaywatch.node.allied.sums.facts import SUM_ROUND, SumRound
from quaywatch.node.drafts import draft


class Running:
    """Keeps the node's sums going, over kills and restarts; safe to use from many threads."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._sittings: dict[str, Sitting] = {}
        self._turn = Lock()

    def begin(self, life: Life, parties: tuple[str, ...], actor: str) -> Life:
        """Begin with those who joined: rows and policy are looked at once more.

        Raises commands.Refused; nothing has left then.
        """
        base, proposal = self._base, life.asked
        base.require_allies(parties)
        drawn = base.drawn(proposal, life.source)
        with base.ledger.transaction() as transaction:
            connection = transaction.connection
            shared = base.asked(connection, proposal, parties)
            work.begin(connection, life.name, base.secret, drawn.rows, drawn.found)
            notice = proposal.as_notice(base.node, base.line.now())
            base.line.record(connection, notice, shared, Going.SUM)
            cover_sharing(
                connection, base.log, sent_of([(one, life.confirmed_by) for one in shared])
            )
        rows, epoch = len(drawn.rows), base.line.memory.epoch
        return base.do(
            life.name, lambda now, act: commands.start(now, parties, rows, epoch, act), actor
        )

    def given(self, name: str) -> Given | None:
        """Return what this port gave to a sum that runs, or ended well; None where nothing."""
        with self._turn:
            life = self._base.life(name)
            if life.stage is Stage.RUNNING:
                sitting = self._at(life)
                return None if sitting is None else sitting.given
            if life.stage is Stage.FINISHED:
                kept = self._kept(name)
                return None if kept is None else _given(life, kept, self._base.node)
        return None

    def hear(self, name: str, node: str, said: Given) -> None:
        """Take what another port has given; what does not count is as if it had not come."""
        with self._turn:
            sitting = self._running(name)
            if sitting is not None:
                try:
                    sitting.hear(node, said)
                except Refused:
                    return  # who gives nothing that counts is late, and left out

    def go_on(self, name: str) -> None:
        """Do what can be done; what was done is on disk before anybody hears of it."""
        with self._turn:
            sitting = self._running(name)
            if sitting is None:
                return
            self._advance(name, sitting)
            if sitting.model is not None:
                self._finish(name, sitting.model, sitting.company)
            elif sitting.why_not:
                why = sitting.why or Why.UNFIT
                self._fail(name, why, sitting.why_not, sitting.company)

    def forget(self, name: str) -> None:
        """Keep nothing of a sum in which this port takes no further part."""
        with self._turn:
            self._sittings.pop(name, None)
            with self._base.ledger.transaction() as transaction:
                work.clear(transaction.connection, name)

    def model(self, life: Life) -> Model | None:
        """Return what a sum came to; None where it did not, or that is deleted."""
        kind = Logistic if life.asked.plan.trees is None else Boosted
        with self._base.ledger.engine.connect() as connection:
            return work.learned(connection, life.name, kind)

    def _running(self, name: str) -> Sitting | None:
        life = self._base.life(name)
        if life.stage is Stage.RUNNING:
            return self._at(life)
        self._sittings.pop(name, None)
        return None

    def _at(self, life: Life) -> Sitting | None:
        """Return where a running sum stands, from disk where this process does not know yet."""
        if life.name not in self._sittings:
            if (model := self.model(life)) is not None:
                # It was over when its process ended, and the ledger did not know yet.
                kept = self._kept(life.name)
                self._finish(life.name, model, life.parties if kept is None else kept.company)
                return None
            try:
                self._sittings[life.name] = self._again(life)
            except (ValueError, commands.Refused) as error:
                self._fail(life.name, why_of(error, Why.LOST), str(error), life.parties)
                return None
        return self._sittings[life.name]

    def _again(self, life: Life) -> Sitting:
        base = self._base
        if life.epoch != base.line.memory.epoch:
            raise Refused("this port was restored from a backup while it ran", Why.RESTORED)
        with base.ledger.engine.connect() as connection:
            saved = work.saved(connection, life.name, base.secret)
        if saved is None:
            raise ValueError("what this port needs to go on is not here any more")
        sitting = Sitting(
            life.asked.among(life.began),
            base.node,
            base.signing(),
            {node: base.key_of(node) for node in life.began if node != base.node},
            saved.rows,
            saved.found,
            base.line.now(),
            saved.seed,
        )
        if saved.kept is None:
            self._save(life.name, sitting, 0)
        else:
            sitting.go_on(saved.kept, saved.totals)
            self._note(life.name, sitting, max(0, len(saved.totals) - 1))
        return sitting

    def _advance(self, name: str, sitting: Sitting) -> None:
        before, stood = len(sitting.totals), sitting.kept
        try:
            sitting.advance(self._base.line.now())
            if sitting.kept != stood or len(sitting.totals) > before:
                self._save(name, sitting, before)
        except Exception:
            # What is not on disk was never given: the next look goes on from there.
            self._sittings.pop(name, None)
            raise

    def _save(self, name: str, sitting: Sitting, before: int) -> None:
        new = dict(enumerate(sitting.totals[before:], before))
        with self._base.ledger.transaction() as transaction:
            work.save(transaction.connection, name, sitting.kept, new)
        self._note(name, sitting, before)

    def _note(self, name: str, sitting: Sitting, before: int) -> None:
        """Take down the steps that are over; one that stands there already stays as it is."""
        drafts = [
            draft(
                SUM_ROUND,
                _round(name, step, sitting),
                key=f"{SUM_ROUND}/{name}/{step}",
                actor=self._base.node,
                known_at=self._base.line.now(),
            )
            for step in range(before, len(sitting.totals))
        ]
        if drafts:
            self._base.queue.append(drafts).result()

    def _finish(self, name: str, model: Model, company: Sequence[str]) -> None:
        with self._base.ledger.transaction() as transaction:
            work.keep(transaction.connection, name, model)
        self._sittings.pop(name, None)
        digest = sha256(work.encoded(model)).hexdigest()
        parties, rows = tuple(company), model.rows
        self._end(name, lambda now, act: commands.finish(now, parties, rows, digest, act))

    def _fail(self, name: str, why: Why, reason: str, company: Sequence[str]) -> None:
        self._sittings.pop(name, None)
        parties = tuple(company)
        self._end(name, lambda now, act: commands.fail(now, why, reason, act, parties))
        with self._base.ledger.transaction() as transaction:
            work.clear(transaction.connection, name)

    def _end(self, name: str, decide: Callable[[Life, Act], Event]) -> None:
        try:
            self._base.do(name, decide, self._base.node)
        except commands.Refused:
            # Somebody here declined in this very moment: that stands.
            with self._base.ledger.transaction() as transaction:
                work.clear(transaction.connection, name)
                work.drop(transaction.connection, name)

    def _kept(self, name: str) -> Kept | None:
        with self._base.ledger.engine.connect() as connection:
            return work.kept(connection, name)


def why_of(error: Exception, otherwise: Why) -> Why:
    """Return the code of what ended a sum."""
    if isinstance(error, Refused):
        return error.why
    return Why.NOT_ALLOWED if isinstance(error, commands.Refused) else otherwise


def _round(name: str, step: int, sitting: Sitting) -> SumRound:
    parties, gave = sitting.gave(step)
    return SumRound(
        name=name,
        step=step,
        parties=parties,
        total=sha256(sitting.totals[step]).hexdigest(),
        gave=sha256(gave).hexdigest(),
    )


def _given(life: Life, kept: Kept, node: str) -> Given:
    plan = life.asked.among(life.began)
    offer = next(one for one in kept.offers if one.node == node)
    return Given(plan=plan.digest, offer=offer, contributions=list(kept.contributions))
