"""Desks beside the line, over real sockets: only partners are heard, each under its own name."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quaywatch.alliance.transport import Client, Courier, Refusal, TurnedAway
from tests.alliance.making import ANTWERP, ROTTERDAM
from tests.alliance.transport.posts import Post, introduce, listening, post


def desk(peer: str, asked: bytes) -> bytes:
    if asked == b"secret":
        raise TurnedAway(403, "no", "that is not told")
    return f"{peer} asked {asked.decode()}".encode()


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Post, Post]]:
    """Antwerp and Rotterdam, both listening, Rotterdam with a desk."""
    both = post(tmp_path, ANTWERP), post(tmp_path, ROTTERDAM)
    both[1].desks = {"test": desk}
    introduce([*both])
    with listening([*both]):
        yield both


def test_a_desk_knows_who_asks_and_refuses_with_a_reason(two) -> None:
    client = two[0].client(two[1])
    assert client.ask("test", b"this") == f"{ANTWERP} asked this".encode()
    with pytest.raises(Refusal, match="not told") as refused:
        client.ask("test", b"secret")
    assert (refused.value.status, refused.value.fault) == (403, "no")
    with pytest.raises(Refusal, match="no desk"):
        client.ask("other", b"this")


def test_who_is_no_partner_any_more_is_not_heard(two) -> None:
    two[1].line.peers.change(ANTWERP, closed=True)
    with pytest.raises(Refusal) as refused:
        two[0].client(two[1]).ask("test", b"this")
    assert refused.value.fault == "closed"


def test_a_courier_goes_on_its_errands_and_one_that_fails_holds_up_no_other(two) -> None:
    heard: list[bytes] = []

    def fails(client: Client) -> None:
        client.ask("other", b"")

    def asks(client: Client) -> None:
        heard.append(client.ask("test", b"this"))

    antwerp = two[0]
    courier = Courier(
        antwerp.line, antwerp.certificate, antwerp.key, wait_s=1, errands=(fails, asks)
    )
    courier.start()
    try:
        until = time.monotonic() + 10
        while not heard and time.monotonic() < until:
            time.sleep(0.05)
    finally:
        courier.stop()
    assert heard[0] == f"{ANTWERP} asked this".encode()
    assert "no desk" in courier.failing[f"{ROTTERDAM} desks"]
