"""A scan reaches those it was granted to, whole or not at all; taken back, it reaches nobody."""

from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from quaywatch.alliance import Notice, Tlp
from quaywatch.alliance.bodies import ScanImage
from quaywatch.alliance.policy import Category, Partner, Policy, Shared
from quaywatch.alliance.sealing import (
    PIECE,
    BadKey,
    BadPiece,
    Content,
    Label,
    NotGranted,
    Owner,
    PrivateKey,
    PublicKey,
    Recipient,
    announced,
    create,
    sealed,
    unsealed,
    wrap,
)
from quaywatch.ledger.engine import for_writing, open_engine
from tests.alliance.making import ANTWERP, HANDLING, NOW, ROTTERDAM, notice
from tests.alliance.policy.test_policy import ALLY, PARTNER

SECRET = b"s" * 32
KEYS = {node: PrivateKey.derived(node.encode(), b"sealing") for node in ("one", "two", ANTWERP)}
DATA = bytes(range(256)) * (PIECE // 256) * 2 + b"the rest"
CONTENT = announced(DATA, SECRET, ROTTERDAM)
PIECES = list(sealed(DATA, SECRET, CONTENT))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_is_sealed_opens_to_the_last_byte(size: int) -> None:
    data = bytes(size)
    content = announced(data, SECRET, ROTTERDAM)
    pieces = list(sealed(data, SECRET, content))
    assert [sha256(one).hexdigest() for one in pieces] == list(content.pieces)
    assert (
        unsealed(content, pieces, wrap(SECRET, content, "one", KEYS["one"].public), KEYS["one"])
        == data
    )


def test_the_same_is_sealed_to_the_same_bytes_and_shows_nothing() -> None:
    assert announced(DATA, SECRET, ROTTERDAM) == CONTENT
    assert b"the rest" not in b"".join(PIECES)
    assert announced(DATA, SECRET, ROTTERDAM, generation=2).pieces[0] != CONTENT.pieces[0]
    assert announced(DATA, SECRET, ROTTERDAM, Label.PREVIEW).pieces[0] != CONTENT.pieces[0]
    assert announced(DATA, b"t" * 32, ROTTERDAM).pieces[0] != CONTENT.pieces[0]


def open_for(name: str, content: Content = CONTENT, pieces: list[bytes] = PIECES) -> bytes:
    return unsealed(content, pieces, wrap(SECRET, CONTENT, name, KEYS[name].public), KEYS[name])


def test_a_key_opens_for_its_recipient_and_for_this_content_alone() -> None:
    assert open_for("one") == open_for("two") == DATA
    for wrong in ("two", ANTWERP):
        with pytest.raises(BadKey):
            unsealed(CONTENT, PIECES, wrap(SECRET, CONTENT, "one", KEYS["one"].public), KEYS[wrong])
    wrapped = wrap(SECRET, CONTENT, "one", KEYS["one"].public)
    with pytest.raises(BadKey):
        unsealed(CONTENT, PIECES, msgspec.structs.replace(wrapped, recipient="two"), KEYS["one"])
    later = announced(DATA, SECRET, ROTTERDAM, generation=2)
    with pytest.raises(BadKey):
        unsealed(later, list(sealed(DATA, SECRET, later)), wrapped, KEYS["one"])


@given(st.integers(0, 2), st.data())
def test_one_changed_bit_of_a_piece_is_refused(number: int, data: st.DataObject) -> None:
    bit = data.draw(st.integers(0, 8 * len(PIECES[number]) - 1))
    changed = bytearray(PIECES[number])
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(BadPiece):
        open_for("one", pieces=[*PIECES[:number], bytes(changed), *PIECES[number + 1 :]])


def test_pieces_swapped_left_out_or_repeated_are_refused() -> None:
    for pieces in ([PIECES[1], PIECES[0], PIECES[2]], PIECES[:2], [*PIECES, PIECES[2]], []):
        with pytest.raises(BadPiece):
            open_for("one", pieces=pieces)


def test_pieces_swapped_with_their_names_are_refused_by_what_they_are_bound_to() -> None:
    """Whoever announces them can name them as they like, and not seal them as another's."""
    names = CONTENT.pieces
    swapped = msgspec.structs.replace(CONTENT, pieces=(names[1], names[0], names[2]))
    with pytest.raises(BadPiece, match="sealed as something else"):
        open_for("one", swapped, [PIECES[1], PIECES[0], PIECES[2]])


def test_bytes_that_are_no_key_are_refused() -> None:
    raw = KEYS["one"].public.raw
    assert PublicKey(raw).id == KEYS["one"].public.id
    for bad in (b"", raw[:-1], b"\xff" * len(raw)):
        with pytest.raises(BadKey):
            PublicKey(bad)
    with pytest.raises(BadKey):
        PrivateKey(b"short")


@pytest.fixture
def connection(ledger_url: str) -> Iterator[Connection]:
    engine = open_engine(ledger_url, create=True)
    create(engine)
    with for_writing(engine.connect()) as made, made.begin():
        yield made
    engine.dispose()


IMAGE = notice(
    ScanImage(
        container="MSCU1234566",
        taken_at=NOW,
        at="NLRTM",
        format="png",
        size=len(DATA),
        digest=CONTENT.digest,
    )
)
HAMBURG = msgspec.structs.replace(ALLY, node="hamburg.customs.example")


def shared(partner: Partner = ALLY, one: Notice = IMAGE) -> Shared:
    return Policy.default().share(one, partner, ROTTERDAM, date(2026, 3, 2))


def owner() -> Owner:
    return Owner(ROTTERDAM, SECRET, lambda _: DATA)


def granted(connection: Connection) -> tuple[Owner, Content, Recipient]:
    made, recipient = owner(), Recipient(ANTWERP, KEYS[ANTWERP])
    content = made.offer(connection, DATA, IMAGE.reference)
    wrapped = made.grant(connection, shared(), KEYS[ANTWERP].public, NOW)
    recipient.expect(connection, content, wrapped, IMAGE.reference)
    return made, content, recipient


def fetch(connection: Connection, made: Owner, recipient: Recipient, digest: str) -> None:
    for number in recipient.missing(connection, digest, Label.SCAN):
        data = made.piece(connection, ANTWERP, digest, Label.SCAN, number)
        recipient.take(connection, digest, Label.SCAN, number, data)


def test_a_partner_fetches_what_the_policy_allowed_and_nobody_else_does(
    connection: Connection,
) -> None:
    made, content, recipient = granted(connection)
    assert recipient.missing(connection, content.digest, Label.SCAN) == [0, 1, 2]
    with pytest.raises(BadPiece):
        recipient.opened(connection, content.digest, Label.SCAN)
    fetch(connection, made, recipient, content.digest)
    assert recipient.opened(connection, content.digest, Label.SCAN) == DATA
    with pytest.raises(NotGranted):
        made.piece(connection, HAMBURG.node, content.digest, Label.SCAN, 0)
    with pytest.raises(IndexError):
        made.piece(connection, ANTWERP, content.digest, Label.SCAN, 3)


@pytest.mark.parametrize(
    ("partner", "one"),
    [
        (PARTNER, IMAGE),
        (ALLY, notice()),
        (ALLY, notice(IMAGE.body, handling=msgspec.structs.replace(HANDLING, tlp=Tlp.RED))),
        (
            msgspec.structs.replace(ALLY, categories=frozenset(Category) - {Category.SCAN}),
            IMAGE,
        ),
        (ALLY, msgspec.structs.replace(IMAGE, id=notice(id=IMAGE.id[:-1] + "0").id)),
    ],
)
def test_nothing_is_granted_that_the_policy_does_not_allow_or_that_is_of_another_notice(
    connection: Connection, partner: Partner, one: Notice
) -> None:
    made = owner()
    made.offer(connection, DATA, IMAGE.reference)
    with pytest.raises(NotGranted):
        made.grant(connection, shared(partner, one), KEYS[ANTWERP].public, NOW)
    with pytest.raises(NotGranted):
        made.piece(connection, partner.node, CONTENT.digest, Label.SCAN, 0)


def test_a_preview_is_granted_apart_from_its_scan(connection: Connection) -> None:
    made, content, _ = granted(connection)
    with pytest.raises(NotGranted):
        made.piece(connection, ANTWERP, content.digest, Label.PREVIEW, 0)
    made.offer(connection, b"small", IMAGE.reference, Label.PREVIEW)
    small = sha256(b"small").hexdigest()
    with pytest.raises(NotGranted):
        made.piece(connection, ANTWERP, small, Label.PREVIEW, 0)


def test_one_more_partner_costs_no_sealing_and_one_fewer_a_new_key(connection: Connection) -> None:
    made, content, antwerp = granted(connection)
    fetch(connection, made, antwerp, content.digest)
    hamburg = Recipient(HAMBURG.node, KEYS["two"])
    wrapped = made.grant(connection, shared(HAMBURG), KEYS["two"].public, NOW)
    assert made.content(connection, content.digest, Label.SCAN) == content
    later, keys = made.revoke(connection, content.digest, Label.SCAN, ANTWERP)
    assert [one.recipient for one in keys] == [HAMBURG.node]
    assert set(later.pieces) & set(content.pieces) == set()
    with pytest.raises(NotGranted):
        made.piece(connection, ANTWERP, content.digest, Label.SCAN, 0)
    with pytest.raises(NotGranted):
        made.revoke(connection, content.digest, Label.SCAN, ANTWERP)
    antwerp.forget(connection, IMAGE.reference)
    hamburg.expect(connection, content, wrapped, IMAGE.reference)
    hamburg.expect(connection, later, keys[0], IMAGE.reference)
    with pytest.raises(BadPiece):
        hamburg.expect(connection, content, wrapped, IMAGE.reference)
    pieces = [
        made.piece(connection, HAMBURG.node, content.digest, Label.SCAN, at) for at in range(3)
    ]
    assert unsealed(later, pieces, keys[0], KEYS["two"]) == DATA
    with pytest.raises(BadKey):
        unsealed(later, pieces, keys[0], KEYS[ANTWERP])


def test_a_withdrawal_ends_it_on_both_sides(connection: Connection) -> None:
    made, content, recipient = granted(connection)
    fetch(connection, made, recipient, content.digest)
    assert made.withdraw(connection, IMAGE.reference) == [ANTWERP]
    for asked in (made.piece, lambda *more: made.content(more[0], *more[2:4])):
        with pytest.raises(NotGranted):
            asked(connection, ANTWERP, content.digest, Label.SCAN, 0)
    assert recipient.forget(connection, IMAGE.reference) == 1
    with pytest.raises(KeyError):
        recipient.opened(connection, content.digest, Label.SCAN)
    count: Callable[[str], int | None] = lambda table: connection.exec_driver_sql(  # noqa: E731
        f"SELECT count(*) FROM {table}"
    ).scalar()
    assert count("sealed_piece") == count("sealed_received") == count("sealed_grant") == 0
    assert recipient.forget(connection, IMAGE.reference) == 0


def test_a_piece_that_is_not_the_one_announced_is_not_kept(connection: Connection) -> None:
    made, content, recipient = granted(connection)
    data = made.piece(connection, ANTWERP, content.digest, Label.SCAN, 1)
    for number, bad in ((0, data), (1, data[:-1] + b"x"), (3, data), (-1, data)):
        with pytest.raises(BadPiece):
            recipient.take(connection, content.digest, Label.SCAN, number, bad)
    assert recipient.missing(connection, content.digest, Label.SCAN) == [0, 1, 2]


def test_a_key_for_somebody_else_is_noticed_before_anything_is_fetched(
    connection: Connection,
) -> None:
    recipient = Recipient(ANTWERP, KEYS[ANTWERP])
    wrapped = wrap(SECRET, CONTENT, "one", KEYS["one"].public)
    with pytest.raises(BadKey):
        recipient.expect(connection, CONTENT, wrapped, IMAGE.reference)
    short = msgspec.structs.replace(CONTENT, pieces=CONTENT.pieces[:2])
    with pytest.raises(BadPiece):
        recipient.expect(connection, short, wrapped, IMAGE.reference)
