"""Whatever people do in whatever order, a port takes part only where two of them agreed."""

from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.alliance.learning import Why
from quaywatch.alliance.sums import Life, Refused, Stage, SumEvent, commands
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act, same_person
from tests.node.allied.summing import PORTS, PROPOSAL

PEOPLE = ("anna", " Anna ", "bram")
NOW = datetime(2026, 3, 2, tzinfo=UTC)


COMMANDS: dict[str, Callable[[Life, Act], Event]] = {
    "invite": lambda life, act: commands.invite(life, PROPOSAL, act),
    "propose": lambda life, act: commands.propose(life, PROPOSAL, "inspections", act),
    "put": lambda life, act: commands.put(life, "inspections", act),
    "give_back": lambda life, act: commands.give_back(life, "no", act),
    "confirm": lambda life, act: commands.confirm(life, 80, act),
    "decline": lambda life, act: commands.decline(life, "no", act),
    "start": lambda life, act: commands.start(life, PORTS[:3], 80, 1, act),
    "fail": lambda life, act: commands.fail(life, Why.NOT_BEGUN, "late", act),
}


def done(life: Life, deed: str, actor: str) -> Life:
    """Do one thing, if it is allowed."""
    by = PROPOSAL.origin if deed == "invite" else actor
    try:
        return life.apply(COMMANDS[deed](life, Act(actor=by, at=NOW, seen=life.version)))
    except Refused:
        return life


@given(st.lists(st.tuples(st.sampled_from(sorted(COMMANDS)), st.sampled_from(PEOPLE)), max_size=12))
def test_numbers_leave_only_where_two_people_agreed(deeds: list[tuple[str, str]]) -> None:
    life = Life(origin=PROPOSAL.origin, session=PROPOSAL.plan.session)
    for deed, actor in deeds:
        over = life.is_over
        life = done(life, deed, actor)
        assert life.is_over or not over
        if life.stage in (Stage.JOINED, Stage.RUNNING):
            assert life.confirmed_by
            assert not same_person(life.put_by, life.confirmed_by)
        if any(step.kind is SumEvent.STARTED for step in life.history):
            assert life.confirmed_by
    # What is kept of it is all of it.
    kept = msgspec.json.decode(msgspec.json.encode(life), type=Life)
    assert kept == life
