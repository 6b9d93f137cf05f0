"""Taking back on a parted network: how long after it heals until no copy is left, by receipts."""

import time
from collections.abc import Callable, Set
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from bench.result import Result
from quaywatch.alliance import Notice, known_by
from quaywatch.alliance.exchange import Published
from quaywatch.alliance.exchange.items import decoded, notice_in
from quaywatch.alliance.line.packing import unpacked
from quaywatch.alliance.transport import Courier
from tests.alliance.line.lines import ONWARD, alive, allowed, publish, withdraw
from tests.alliance.making import ANTWERP, ROTTERDAM, SEIZURE, notice
from tests.alliance.transport.posts import Post, listening, posts_of
from tests.alliance.transport.proxy import FaultProxy

TITLE = "withdraw: seconds from a healed network to no copy left, with a receipt from everybody"

BAR_S = 60.0
NODES = (ANTWERP, ROTTERDAM, "hamburg.customs.example", "vigo.example", "guayaquil.example")
_CANARY = "canary-{}-of-what-is-withdrawn"
_LONGEST_S = 600.0


def run(quick: bool) -> Result:
    """Publish to all, part everybody from everybody, withdraw half, heal, wait for the receipts."""
    count = 40 if quick else 2_000
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        posts = posts_of(folder, NODES)
        stack.enter_context(listening(posts))
        proxies = _proxies(posts, stack)
        for one in posts:
            courier = Courier(one.line, one.certificate, one.key, wait_s=1, seed=1)
            courier.start()
            stack.callback(courier.stop)
        author, relay = posts[1], posts[2]
        told = [_notice(number) for number in range(count)]
        # Guayaquil has everything at second hand: from Hamburg, which may pass it on.
        direct = [node for node in NODES if node not in (ROTTERDAM, NODES[4])]
        publish(author.line, *told, to=direct)
        _wait(lambda: len(alive(relay.line)) == count)
        with relay.line.transaction() as connection:
            relay.line.publish(connection, [allowed(one, NODES[4]) for one in told])
        _wait(lambda: all(len(alive(one.line)) == count for one in posts if one is not author))
        for proxy in proxies:
            proxy.part(parted=True)
        gone = told[::2]
        traces = _traces(posts)
        for one in gone:
            withdraw(author.line, one)
        healed = time.perf_counter()
        for proxy in proxies:
            proxy.calm()
        holders = set(NODES) - {ROTTERDAM}
        waiting = list(gone)
        _wait(lambda: _receipted(author, waiting, holders))
        seconds = time.perf_counter() - healed
        left = _left(posts, gone, traces)
        kept = sum(len(alive(one.line)) for one in posts if one is not author)
    return Result(
        name="withdraw",
        figures={
            "seconds": round(seconds, 2),
            "copies_left": left,
            "withdrawn": len(gone),
            "holders": len(holders),
            "receipts": len(gone) * len(holders),
            "others_kept": kept == (count - len(gone)) * len(holders),
        },
        holds={
            "in_time": seconds <= BAR_S,
            "no_copy_left": left == 0,
            "others_kept": kept == (count - len(gone)) * len(holders),
        },
    )


def _notice(number: int) -> Notice:
    body = msgspec.structs.replace(SEIZURE, note=_CANARY.format(number))
    name = known_by(ROTTERDAM, f"withdraw/{number}")
    return notice(body, id=name, origin=ROTTERDAM, handling=ONWARD)


def _proxies(posts: list[Post], stack: ExitStack) -> list[FaultProxy]:
    """Put a bad network between any two."""
    made: list[FaultProxy] = []
    for one in posts:
        for other in posts:
            if one is not other and other.server is not None:
                proxy = FaultProxy(other.server.port, seed=len(made), cut=0.1)
                stack.callback(proxy.stop)
                made.append(proxy)
                address = f"https://127.0.0.1:{proxy.port}"
                one.line.peers.change(other.node, address=address)
    return made


def _wait(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _LONGEST_S
    while not done():
        if time.monotonic() > deadline:
            raise RuntimeError("the nodes never came to agree")
        time.sleep(0.1)


def _receipted(author: Post, waiting: list[Notice], holders: Set[str]) -> bool:
    """Say whether all have their receipts; each that has is not asked about again."""
    while waiting and set(author.line.receipts(waiting[-1].id)) == holders:
        waiting.pop()
    return not waiting


def _traces(posts: list[Post]) -> list[bytes]:
    """Return what batches with the notices look like in the files: compressed, a slice each."""
    found: list[bytes] = []
    for one in posts:
        for other in posts:
            bodies = one.line.after(other.node, 0) if one is not other else []
            for body in bodies:
                found += [body[at : at + 48] for at in range(600, len(body) - 48, 997)]
    return found


def _left(posts: list[Post], gone: list[Notice], traces: list[bytes]) -> int:
    """Count copies: what is held, what the logs would send, and bytes in any file of any node."""
    names = {one.id for one in gone}
    left = sum(name in names for one in posts for _, name in alive(one.line))
    for one in posts:
        for other in posts:
            if one is not other:
                left += _in_log(one, other.node, names)
        one.line.scrub()
        database = Path(str(one.line.engine.url.database))
        for file in database.parent.glob(f"{database.name}*"):
            data = file.read_bytes()
            left += sum(_CANARY.format(2 * n).encode() in data for n in range(len(gone)))
            left += sum(trace in data for trace in traces)
    return left


def _in_log(one: Post, recipient: str, names: set[str]) -> int:
    found, after = 0, 0
    while bodies := one.line.after(recipient, after):
        for body in bodies:
            for payload in unpacked(body).payloads:
                item = decoded(payload) if payload else None
                if isinstance(item, Published):
                    said = notice_in(item)
                    found += said.id in names and not said.withdrawn
        after += len(bodies)
    return found
