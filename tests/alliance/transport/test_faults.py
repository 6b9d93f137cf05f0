"""Nodes that die, disks that fill, clocks that jump and a network that cuts: nothing is lost."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from sqlalchemy.exc import DBAPIError

from quaywatch.alliance import Notice, known_by
from quaywatch.alliance.exchange import Receipt
from quaywatch.alliance.exchange.items import decoded
from quaywatch.alliance.line.packing import unpacked
from quaywatch.alliance.transport import Client, Courier
from quaywatch.alliance.transport.courier import TOGETHER
from tests.alliance.line.lines import alive, publish, withdraw, withdrawn
from tests.alliance.making import ANTWERP, NOW, ROTTERDAM, notice
from tests.alliance.transport.posts import Post, introduce, listening, post, posts_of
from tests.alliance.transport.proxy import FaultProxy
from tests.alliance.transport.trials import Ground, Tally
from tests.places import FullDisk, Places, is_full
from tests.postgres import PostgresServer

FIVE = (ANTWERP, ROTTERDAM, "hamburg.customs.example", "vigo.example", "guayaquil.example")
CANARY = "canary-4711"
MANY = 10_000
FEWER = 1000


def test_nodes_may_die_at_any_instant(tmp_path: Path) -> None:
    rng, tally, ground = random.Random(1), Tally(), Ground(tmp_path)
    for _ in range(12):
        ground.trial(rng, tally)
    ground.look(tally)
    assert tally.kills == 24
    assert tally.published > 24
    assert (tally.lost, tally.doubled, tally.revived) == (0, 0, 0)


def test_nodes_and_their_database_server_may_die_on_postgresql_too(tmp_path: Path) -> None:
    server = PostgresServer()
    server.start()
    try:
        databases = {node: server.create_database() for node in (ANTWERP, ROTTERDAM)}
        rng, tally, ground = random.Random(2), Tally(), Ground(tmp_path, databases)

        def cut() -> None:
            server.kill()
            server.start()

        for cutting in (lambda: None, cut, lambda: None):
            ground.trial(rng, tally, cutting)
        ground.look(tally)
    finally:
        server.stop()
    assert (tally.kills, tally.lost, tally.doubled, tally.revived) == (6, 0, 0, 0)
    assert tally.published


@pytest.fixture
def five(tmp_path: Path) -> Iterator[list[Post]]:
    posts = posts_of(tmp_path, FIVE)
    with listening(posts):
        yield posts


def until(done: Callable[[], bool], timeout_s: float = 240.0) -> None:
    deadline = time.monotonic() + timeout_s
    while not done():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.2)


def test_five_nodes_on_a_bad_network_agree_when_it_heals(five: list[Post], tmp_path: Path) -> None:
    rng = random.Random(2)
    proxies: dict[tuple[str, str], FaultProxy] = {}
    for one in five:
        for other in five:
            if one is not other:
                assert other.server is not None
                proxy = FaultProxy(other.server.port, seed=len(proxies))
                proxies[one.node, other.node] = proxy
                address = f"https://127.0.0.1:{proxy.port}"
                one.line.peers.change(other.node, address=address)
    couriers = [Courier(one.line, one.certificate, one.key, wait_s=1, seed=1) for one in five]
    with ExitStack() as stack:
        for proxy in proxies.values():
            stack.callback(proxy.stop)
        for courier in couriers:
            stack.callback(courier.stop)
            courier.start()
        standing = _a_bad_day(five, proxies, rng)
        for proxy in proxies.values():
            proxy.calm()
        until(lambda: all(_has(one, standing) for one in five))
        cuts = sum(proxy.cuts for proxy in proxies.values())
        seen = b"".join(bytes(proxy.seen) for proxy in proxies.values())
    assert cuts > 0
    assert CANARY.encode() not in seen
    assert all(one.line.quarantined() == [] for one in five)


def _a_bad_day(
    five: list[Post], proxies: dict[tuple[str, str], FaultProxy], rng: random.Random
) -> dict[str, set[str]]:
    """Everybody publishes; lines part and come together, clocks jump, some is withdrawn."""
    standing: dict[str, set[str]] = {one.node: set() for one in five}
    for number in range(20):
        author = rng.choice(five)
        one = _notice(author.node, number)
        publish(author.line, one, to=[node for node in FIVE if node != author.node])
        standing[author.node].add(one.id)
        clock = NOW + timedelta(seconds=rng.randint(-3600, 3600))
        author.line.now = lambda clock=clock: clock
        proxy = proxies[rng.choice(sorted(proxies))]
        proxy.part(parted=rng.random() < 0.6)
        if number % 4 == 3:
            found = rng.choice(sorted(standing[author.node]))
            withdraw(author.line, _of(author, found))
            standing[author.node].discard(found)
        time.sleep(0.05)
    return standing


def _notice(node: str, number: int) -> Notice:
    body = notice().body
    assert hasattr(body, "note")
    return notice(
        msgspec.structs.replace(body, note=CANARY), origin=node, id=known_by(node, str(number))
    )


def _of(author: Post, name: str) -> Notice:
    return notice(origin=author.node, id=name)


def _has(one: Post, standing: dict[str, set[str]]) -> bool:
    expected = {
        (node, name) for node, names in standing.items() if node != one.node for name in names
    }
    return set(alive(one.line)) == expected


def pull_all(courier: Courier, client: Client) -> None:
    while courier.pull(client):
        pass


@pytest.fixture
def both(tmp_path: Path, places: Places) -> Iterator[list[Post]]:
    """Antwerp and Rotterdam, on either engine."""
    found = [post(tmp_path, node, where=places.of(node)) for node in (ANTWERP, ROTTERDAM)]
    introduce(found)
    yield found
    for one in found:
        one.line.engine.dispose()


def test_a_full_disk_takes_nothing_and_goes_on_later(both: list[Post], full_disk: FullDisk) -> None:
    antwerp, rotterdam = both
    publish(rotterdam.line, *(notice(id=known_by(ROTTERDAM, str(n))) for n in range(MANY)))
    with listening(both):
        courier = Courier(antwerp.line, antwerp.certificate, antwerp.key)
        client = antwerp.client(rotterdam)
        with full_disk(antwerp.line.engine), pytest.raises(DBAPIError) as failed:
            pull_all(courier, client)
        assert is_full(failed.value)
        # Of what was told in one batch all is there or nothing, and the sender knows which.
        taken = antwerp.line.peers.get(ROTTERDAM).taken
        whole = rotterdam.line.after(ANTWERP, 0, limit=taken) if taken else []
        arrived = antwerp.line.arrivals(limit=2 * MANY)
        assert len(arrived) == sum(len(unpacked(body).payloads) for body in whole) < MANY
        pull_all(courier, client)
    assert len({one.id for one in antwerp.line.arrivals(limit=2 * MANY)}) == MANY


def test_a_full_disk_deletes_nothing_without_a_receipt_for_it(
    both: list[Post], full_disk: FullDisk
) -> None:
    antwerp, rotterdam = both
    told = [notice(id=known_by(ROTTERDAM, str(n))) for n in range(FEWER)]
    publish(rotterdam.line, *told)
    _take(antwerp, rotterdam.line.after(ANTWERP, 0))
    with rotterdam.line.transaction() as connection:
        for one in told:
            rotterdam.line.withdraw(connection, withdrawn(one))
    taken = antwerp.line.peers.get(ROTTERDAM).taken
    bodies = rotterdam.line.after(ANTWERP, taken, limit=FEWER)
    with full_disk(antwerp.line.engine), pytest.raises(DBAPIError) as failed:
        _take(antwerp, bodies)
    assert is_full(failed.value)
    gone = {one.id for one in told} - {name for _, name in alive(antwerp.line)}
    assert _receipted(antwerp) == gone != {one.id for one in told}
    _take(antwerp, bodies)
    assert not alive(antwerp.line)
    with listening(both):
        back = Courier(rotterdam.line, rotterdam.certificate, rotterdam.key)
        pull_all(back, rotterdam.client(antwerp))
    assert all(set(rotterdam.line.receipts(one.id)) == {ANTWERP} for one in told)


def _take(antwerp: Post, bodies: list[bytes]) -> None:
    for start in range(0, len(bodies), TOGETHER):
        antwerp.line.receive(ROTTERDAM, bodies[start : start + TOGETHER])


def _receipted(post: Post) -> set[str]:
    """Return what a node says to Rotterdam that it has deleted."""
    last = post.line.peers.get(ROTTERDAM).sent
    bodies = post.line.after(ROTTERDAM, 0, limit=last) if last else []
    items = [decoded(payload) for body in bodies for payload in unpacked(body).payloads]
    return {one.id for one in items if isinstance(one, Receipt)}
