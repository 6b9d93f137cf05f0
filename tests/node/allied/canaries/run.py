"""One run through all ways, twice, with all that was logged meanwhile."""

import logging
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import msgspec

from quaywatch.alliance.sealing import PrivateKey
from quaywatch.alliance.transport import Refusal
from quaywatch.node.allied.pictures import Want
from tests.alliance.canaries import canary
from tests.alliance.canaries.canary import Search
from tests.node.allied.allies import ANTWERP, ROTTERDAM
from tests.node.allied.canaries.keeping import kept
from tests.node.allied.canaries.ways import WAYS, push
from tests.node.allied.canaries.world import PARTNERS, Case, World, world


@dataclass
class Told:
    """What came of it."""

    world: World
    heard: Mapping[tuple[str, str], Search]
    """By way and node."""
    scans: Mapping[tuple[str, str], bytes | Refusal]
    """By node and notice."""
    matched: frozenset[str]
    """What Antwerp found that Rotterdam holds, too."""
    released: Search
    """What Antwerp received once it was told about the first match."""
    held: Mapping[str, Search]
    """In the files of each partner while it might have it."""
    after: Mapping[tuple[str, str], Search]
    """By way and node, once all was withdrawn."""
    left: Mapping[str, Search]
    """In the files of each partner, after that."""
    reasons: Mapping[str, str]
    """Why each notice was withdrawn."""
    planted: str
    """What was written into the log on purpose."""
    logged: Search

    @property
    def cases(self) -> list[Case]:
        return self.world.cases


@contextmanager
def run(path: Path) -> Generator[Told]:
    lines = StringIO()
    handler, root = logging.StreamHandler(lines), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        with redirect_stdout(lines), redirect_stderr(lines), world(path) as made:
            yield _run(made, lines)
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def _run(made: World, lines: StringIO) -> Told:
    planted = canary.text()
    logging.getLogger("quaywatch.test").debug("on purpose: %s", planted)
    heard = _go(made)
    scans = {
        (node, case.name): _scan(made, node, case)
        for node in PARTNERS
        for case in made.cases
        if case.picture
    }
    matched, released = _matched(made)
    held = {name: kept(made.path, name) for name in PARTNERS}
    reasons = {case.name: canary.text() for case in made.cases}
    for case in made.cases:
        made.withdraw(case, reasons[case.name])
    after = _go(made)
    for name in PARTNERS:
        made.nodes[name].allied.rounds()
    left = {name: kept(made.path, name) for name in PARTNERS}
    logged = Search(lines.getvalue().encode())
    return Told(made, heard, scans, matched, released, held, after, left, reasons, planted, logged)


def _go(made: World) -> dict[tuple[str, str], Search]:
    return {(way, node): Search(go(made, node)) for way, go in WAYS.items() for node in PARTNERS}


def _scan(made: World, node: str, case: Case) -> bytes | Refusal:
    """Fetch a scan and open it; ask for it by its name where no notice told of it."""
    pictures, name = made.nodes[node].allied.pictures, f"{ROTTERDAM}/{case.name}"
    if case.goes_to(node):
        pictures.want(name, actor="olga")
        made.ends[node].go(made.owner)
        return pictures.opened(name, actor="olga")
    key = PrivateKey.derived(b"its own" * 5, b"sealing").public.raw
    with closing(made.ends[node].client(made.owner)) as client:
        try:
            return client.ask("scans", msgspec.msgpack.encode(Want(notice=case.name, public=key)))
        except Refusal as refusal:
            return refusal


def _matched(made: World) -> tuple[frozenset[str], Search]:
    """Let Antwerp ask about its match of a box that it alone may hear of, and be told."""
    desk, antwerp = made.owner.allied.matching, made.nodes[ANTWERP].allied.matching
    hits, _ = antwerp.read("olga")
    case = next(one for one in made.cases if one.held)
    hit = next(one for one in hits if one.item.value == case.planted[0].value)
    antwerp.confirm(hit.id, "It arrives on Monday.", actor="olga")
    made.ends[ANTWERP].go(made.owner)
    for actor in ("piet", "bram"):
        desk.agree(hit.id, [f"indicator/{case.name}"], actor=actor)
    made.received(ANTWERP)
    return frozenset(one.item.value for one in hits), Search(push(made, ANTWERP))
