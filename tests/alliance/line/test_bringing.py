"""What nobody signed is held as such: it ends, is taken back, gives way, and goes to nobody."""

from collections.abc import Callable
from datetime import date, timedelta

import msgspec
import pytest

from quaywatch.alliance import Notice
from quaywatch.alliance.bodies import Withdrawal
from quaywatch.alliance.line import Line
from quaywatch.alliance.line.bringing import LATER, Bringer, Bringing, Fate, Way, way_of
from quaywatch.alliance.line.brought import OVER, Written, bringer
from quaywatch.alliance.line.packing import unpacked
from tests.alliance.line.lines import ONWARD, allowed, lines, publish
from tests.alliance.making import ANTWERP, NOW, ROTTERDAM, notice

TAXII = Bringer(partner=ROTTERDAM, way=Way.TAXII, by="key of rotterdam.customs.example")
FILE = Bringer(partner=ROTTERDAM, way=Way.MISP, by="olga", confirmed_by="piet")
NOTICE = notice(handling=ONWARD)
Make = Callable[[], str]


def bring(line: Line, *notices: Notice, by: Bringer = TAXII) -> list[Fate]:
    with line.transaction() as connection:
        bringing = Bringing(connection, line.node, by, NOW)
        fates = [bringing.take(one) for one in notices]
        bringing.write()
    return fates


def later(one: Notice, version: int = 2, correction: str = "the mass") -> Notice:
    made = one.made_at + timedelta(hours=1)
    return msgspec.structs.replace(one, version=version, made_at=made, correction=correction)


def gone(one: Notice) -> Notice:
    body = Withdrawal(of=one.kind, reason="a mistake")
    return msgspec.structs.replace(one, version=one.version + 1, body=body, correction="")


def carry(line: Line, other: Line) -> None:
    taken = other.peers.get(line.node).taken
    for body in line.after(other.node, taken):
        other.take(unpacked(body))


def brought_by(line: Line, one: Notice) -> Bringer | None:
    with line.transaction() as connection:
        return bringer(connection, one.origin, one.id)


def test_it_is_held_under_who_brought_it_and_comes_again_without_effect(new_line_url: Make) -> None:
    (antwerp,) = lines(new_line_url, ANTWERP)
    assert bring(antwerp, NOTICE) == [Fate.NEW]
    assert bring(antwerp, NOTICE, by=FILE) == [Fate.KNOWN]
    (came,) = antwerp.arrivals()
    assert (came.notice, came.sender) == (NOTICE, f"taxii:{ROTTERDAM}")
    assert (way_of(came.sender), way_of(ROTTERDAM)) == (Way.TAXII, None)
    assert brought_by(antwerp, NOTICE) == TAXII


def test_a_later_version_takes_its_place_whoever_brings_it(new_line_url: Make) -> None:
    (antwerp,) = lines(new_line_url, ANTWERP)
    unnumbered = msgspec.structs.replace(NOTICE, made_at=NOW + timedelta(seconds=1))
    fates = bring(antwerp, NOTICE, unnumbered, NOTICE)
    assert fates == [Fate.NEW, Fate.LATER, Fate.KNOWN]
    held = antwerp.held(ROTTERDAM, NOTICE.id)
    assert held is not None
    assert held.notice is not None
    assert (held.version, held.notice.correction) == (2, LATER)
    assert bring(antwerp, later(NOTICE, 7), by=FILE) == [Fate.LATER]
    assert bring(antwerp, later(NOTICE, 3)) == [Fate.KNOWN]
    assert brought_by(antwerp, NOTICE) == FILE


def test_what_is_taken_back_stays_gone_and_its_bytes_too(new_line_url: Make) -> None:
    (antwerp,) = lines(new_line_url, ANTWERP)
    bring(antwerp, NOTICE)
    assert bring(antwerp, gone(NOTICE)) == [Fate.WITHDRAWN]
    assert bring(antwerp, later(NOTICE, 9), by=FILE) == [Fate.GONE]
    assert [one.notice for one in antwerp.arrivals()] == [None, None]
    held = antwerp.held(ROTTERDAM, NOTICE.id)
    assert held is not None
    assert held.notice is None


def test_it_is_deleted_on_the_day_agreed_and_a_longer_one_may_follow(new_line_url: Make) -> None:
    (antwerp,) = lines(new_line_url, ANTWERP)
    short = msgspec.structs.replace(ONWARD, retain_until=date(2026, 3, 1))
    bring(antwerp, msgspec.structs.replace(NOTICE, handling=short))
    assert antwerp.end() == 1
    held = antwerp.held(ROTTERDAM, NOTICE.id)
    assert held is not None
    assert held.notice is None
    assert bring(antwerp, NOTICE) == [Fate.KNOWN]
    assert bring(antwerp, later(NOTICE)) == [Fate.LATER]


def test_what_comes_signed_takes_its_place_alive_or_gone(new_line_url: Make) -> None:
    for before in ([NOTICE], [later(NOTICE, 9)], [gone(NOTICE)]):
        antwerp, rotterdam = lines(new_line_url, ANTWERP, ROTTERDAM)
        bring(antwerp, *before)
        publish(rotterdam, NOTICE)
        carry(rotterdam, antwerp)
        held = antwerp.held(ROTTERDAM, NOTICE.id)
        assert held is not None
        assert held.notice == NOTICE
        assert brought_by(antwerp, NOTICE) is None
        assert antwerp.proof(ROTTERDAM, NOTICE.id) is not None


def test_what_is_held_signed_is_never_touched_by_what_nobody_signed(new_line_url: Make) -> None:
    antwerp, rotterdam = lines(new_line_url, ANTWERP, ROTTERDAM)
    publish(rotterdam, NOTICE)
    carry(rotterdam, antwerp)
    for one in (NOTICE, later(NOTICE), gone(NOTICE)):
        assert bring(antwerp, one) == [Fate.SIGNED]
    with rotterdam.transaction() as connection:
        rotterdam.withdraw(connection, gone(NOTICE))
    carry(rotterdam, antwerp)
    assert bring(antwerp, later(NOTICE, 9)) == [Fate.SIGNED]


def test_it_is_passed_on_to_nobody_whatever_it_says_of_itself(new_line_url: Make) -> None:
    (antwerp,) = lines(new_line_url, ANTWERP)
    bring(antwerp, NOTICE)
    with antwerp.transaction() as connection:
        told = antwerp.publish(connection, [allowed(NOTICE, "hamburg.customs.example")])
    ((_, _, why),) = told.withheld
    assert why == f"nothing proves that {ROTTERDAM} wrote it"
    assert antwerp.proof(ROTTERDAM, NOTICE.id) is None


def test_a_look_before_somebody_agrees_changes_nothing(new_line_url: Make) -> None:
    (antwerp,) = lines(new_line_url, ANTWERP)
    with antwerp.transaction() as connection:
        bringing = Bringing(connection, ANTWERP, FILE, NOW, looking=True)
        assert [bringing.take(NOTICE), bringing.take(NOTICE)] == [Fate.NEW, Fate.KNOWN]
    assert antwerp.held(ROTTERDAM, NOTICE.id) is None
    assert not antwerp.arrivals()


def test_an_authority_reads_back_what_it_wrote_here_and_that_it_is_over(new_line_url: Make) -> None:
    (antwerp,) = lines(new_line_url, ANTWERP)
    short = msgspec.structs.replace(ONWARD, retain_until=date(2026, 3, 1))
    other = notice(id="0190b2a4-0000-5000-8000-000000000001", handling=short)
    bring(antwerp, NOTICE, other)
    with antwerp.transaction() as connection:
        written = Written(connection, ANTWERP, ROTTERDAM, Way.TAXII)
        assert [one for _, one in written.after(0, 10)] == [NOTICE, other]
        assert not Written(connection, ANTWERP, ROTTERDAM, Way.MISP).after(0, 10)
    antwerp.end()
    with antwerp.transaction() as connection:
        written = Written(connection, ANTWERP, ROTTERDAM, Way.TAXII)
        assert [one.body for _, one in written.after(2, 10)] == [OVER]
        ended = written.notice((ROTTERDAM, other.id))
    assert ended is not None
    assert ended.body == OVER


@pytest.mark.parametrize("count", [4097])
def test_more_than_one_batch_holds(new_line_url: Make, count: int) -> None:
    (antwerp,) = lines(new_line_url, ANTWERP)
    ids = [f"0190b2a4-0000-5000-8000-{number:012}" for number in range(count)]
    fates = bring(antwerp, *(msgspec.structs.replace(NOTICE, id=one) for one in ids))
    assert set(fates) == {Fate.NEW}
    came = antwerp.arrivals(limit=count + 1)
    assert [one.id for one in came if one.notice is not None] == ids
