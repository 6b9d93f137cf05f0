"""A file carries what the line would have: late, twice or before another one, nothing is lost."""

from collections.abc import Callable

import msgspec
import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.alliance import known_by
from quaywatch.alliance.line import Line
from quaywatch.alliance.offline import BadFile, bring, identity, new_identity, public, write
from quaywatch.alliance.offline.sheet import MAGIC, Sheet, opened, sealed
from tests.alliance.line.lines import KEYS, OTHER, alive, lines, publish, raw, withdraw
from tests.alliance.making import ANTWERP, NOW, ROTTERDAM, notice

SECRET = new_identity()
NAMES = [known_by(ROTTERDAM, f"file/{number}") for number in range(4)]
Url = Callable[[], str]


@pytest.fixture
def two(new_ledger_url: Url) -> tuple[Line, Line]:
    """Antwerp, and Rotterdam, between which there is no line."""
    antwerp, rotterdam = lines(new_ledger_url, ANTWERP, ROTTERDAM)
    return antwerp, rotterdam


def file(line: Line, after: int | None = None) -> bytes:
    return write(line, KEYS[ROTTERDAM], ANTWERP, public(SECRET), after=after).data


def test_a_file_late_twice_or_before_another_is_taken_as_on_the_line(two) -> None:
    antwerp, rotterdam = two
    publish(rotterdam, notice(id=NAMES[0]))
    first = file(rotterdam, 0)
    publish(rotterdam, notice(id=NAMES[1]))
    second = file(rotterdam, 1)
    withdraw(rotterdam, notice(id=NAMES[0]))
    third = file(rotterdam, 2)
    early = bring(antwerp, second, SECRET)
    assert early.refused.startswith("gap: batch 1 is missing")
    assert not alive(antwerp)
    for data in (first, second, third):
        assert not bring(antwerp, data, SECRET).refused
    assert [one.again for one in bring(antwerp, first, SECRET).taken] == [True]
    assert [name for _, name in alive(antwerp)] == [NAMES[1]]


def test_files_both_ways_acknowledge_each_other(two) -> None:
    antwerp, rotterdam = two
    publish(rotterdam, notice(id=NAMES[0]))
    bring(antwerp, file(rotterdam), SECRET)
    back = write(antwerp, KEYS[ANTWERP], ROTTERDAM, public(SECRET))
    assert (back.first, back.waiting) == (0, 0)
    assert bring(rotterdam, back.data, SECRET).acknowledged == 1
    publish(rotterdam, notice(id=NAMES[1]))
    assert write(rotterdam, KEYS[ROTTERDAM], ANTWERP, public(SECRET)).first == 2


def test_what_was_withdrawn_before_the_file_was_written_is_not_in_it(two) -> None:
    antwerp, rotterdam = two
    publish(rotterdam, notice())
    withdraw(rotterdam, notice())
    data = file(rotterdam)
    assert b"ACME FRUIT" not in b"".join(map(bytes, opened(data, SECRET).bodies))
    bring(antwerp, data, SECRET)
    assert not alive(antwerp)


def test_the_recipient_alone_opens_it(two) -> None:
    antwerp, rotterdam = two
    publish(rotterdam, notice())
    data = file(rotterdam)
    assert b"ACME" not in data
    with pytest.raises(BadFile, match="does not open"):
        bring(antwerp, data, new_identity())


def test_a_file_for_another_node_is_refused_whole(two) -> None:
    _, rotterdam = two
    publish(rotterdam, notice())
    with pytest.raises(BadFile, match=f"it is for {ANTWERP}"):
        bring(rotterdam, file(rotterdam), SECRET)


def test_a_cover_that_nobody_known_signed_acknowledges_nothing(two) -> None:
    _, rotterdam = two
    publish(rotterdam, notice())
    forged = sealed(
        (), OTHER, public(SECRET), sender=ANTWERP, recipient=ROTTERDAM, taken=1, made_at=NOW
    )
    assert bring(rotterdam, forged, SECRET).acknowledged == 0
    assert rotterdam.peers.get(ANTWERP).acknowledged == 0


def test_batches_of_a_stranger_are_refused_and_those_put_together_otherwise_too(two) -> None:
    antwerp, rotterdam = two
    publish(rotterdam, notice())
    sheet = opened(file(rotterdam), SECRET)
    other = msgspec.structs.replace(sheet, bodies=(*sheet.bodies, *sheet.bodies))
    with pytest.raises(BadFile, match="batches are not those"):
        bring(antwerp, sealed_again(other), SECRET)
    theirs = sealed(
        sheet.bodies,
        OTHER,
        public(SECRET),
        sender="eve.example",
        recipient=ANTWERP,
        taken=0,
        made_at=NOW,
    )
    assert bring(antwerp, theirs, SECRET).refused.startswith("sender")
    assert not alive(antwerp)


def test_a_change_of_key_on_the_way_is_followed(two) -> None:
    antwerp, rotterdam = two
    with rotterdam.transaction() as connection:
        rotterdam.rotate(connection, OTHER)
    publish(rotterdam, notice())
    brought = bring(antwerp, write(rotterdam, OTHER, ANTWERP, public(SECRET)).data, SECRET)
    assert (len(brought.taken), brought.refused) == (2, "")
    assert raw(OTHER) in {one.public for one in antwerp.peers.keys(ROTTERDAM)}


def sealed_again(sheet: Sheet) -> bytes:
    to = pyrage.x25519.Recipient.from_str(public(SECRET))
    return pyrage.encrypt(MAGIC + msgspec.msgpack.encode(sheet), [to])


@given(st.binary(max_size=200) | st.binary(max_size=200).map(MAGIC.__add__))
def test_what_is_no_file_is_refused_whatever_it_is(plain: bytes) -> None:
    to = pyrage.x25519.Recipient.from_str(public(SECRET))
    for data in (plain, pyrage.encrypt(plain, [to])):
        with pytest.raises(BadFile):
            opened(data, SECRET).read_cover()


def test_a_key_file_holds_one_key_and_comments() -> None:
    assert identity(f"# public key: {public(SECRET)}\n{SECRET}\n") == SECRET
    for text in ("", "# nothing\n", "AGE-SECRET-KEY-1", f"{SECRET}\n{new_identity()}\n"):
        with pytest.raises(ValueError, match="age key"):
            identity(text)
