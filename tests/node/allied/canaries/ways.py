"""Every way on which a partner gets something of a node, gone as far as it lets one."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress

import httpx
import msgspec

from quaywatch.alliance import offline
from quaywatch.alliance.offline.sheet import opened
from quaywatch.alliance.packages.wire import Fetch, Listing
from quaywatch.alliance.sealing import PrivateKey
from quaywatch.alliance.transport import Refusal
from quaywatch.alliance.transport.framing import MOST_BATCHES
from quaywatch.alliance.witness import NotYet
from quaywatch.api.app import create_app
from quaywatch.node.allied.pictures import Piece, Want
from tests.alliance.transport.open_proxy import OpenProxy
from tests.node.allied.allies import ROTTERDAM
from tests.node.allied.canaries.world import World
from tests.web.serving import serving

_OBJECTS = ("incident", "indicator", "attack-pattern", "report", "note", "sighting", "opinion")


def push(world: World, node: str) -> bytes:
    """Rotterdam hands its log over."""
    line = world.owner.allied.line
    with closing(world.ends[ROTTERDAM].client(world.nodes[node])) as client:
        for number in range(0, line.peers.get(node).sent, MOST_BATCHES):
            client.push(line.after(node, number, limit=MOST_BATCHES))
    world.nodes[node].allied.follow()
    return world.received(node)


def pull(world: World, node: str) -> bytes:
    """The partner asks for all of its log again, as one that lost it would."""
    with closing(world.ends[node].client(world.owner)) as client:
        number = 0
        while bodies := client.log(number):
            number += len(bodies)
        client.state()
    return world.received(node)


def errands(world: World, node: str) -> bytes:
    """Both go to each other's desks: witnesses, memory, matching, packages, scans, relay, sums."""
    world.clock.on(2 / 24 / 60)
    for caller, callee in ((ROTTERDAM, node), (node, ROTTERDAM)):
        world.ends[caller].go(world.nodes[callee])
    return world.received(node)


def prying(world: World, node: str) -> bytes:
    """Ask for all that there is by its name, right and wrong, and keep the refusals."""
    with closing(world.ends[node].client(world.owner)) as client:

        def ask(desk: str, said: object) -> None:
            with suppress(Refusal):
                client.ask(desk, msgspec.msgpack.encode(said))

        key = PrivateKey.derived(b"pry" * 11, b"sealing").public.raw
        for case in world.cases:
            ask("scans", Want(notice=case.name, public=key))
            ask("scans", Piece(notice=case.name, number=0))
            for desk in ("matching", "sums", "memory", "relay", "witness", "packages", "none"):
                if case.kind == "seizure":
                    ask(desk, {"type": "want", "name": case.name, "notice": case.name})
        ask("packages", Fetch(name="bananas", version=1))
        ask("packages", Fetch(name="bananas", version=2))
        ask("packages", Listing())
        for after, digest in ((9, b"none"), (2**60, b"")):
            with suppress(Refusal):
                client.log(after, digest=digest)
    return world.received(node)


def taxii(world: World, node: str) -> bytes:
    """Read each collection in pages and each object by its name, over HTTP."""
    key = world.owner.allied.outsiders.new_key(node)
    with serving(create_app(world.owner)) as address:
        proxy = OpenProxy(int(address.rpartition(":")[2]))
        try:
            with httpx.Client(
                base_url=f"http://127.0.0.1:{proxy.port}/taxii2",
                headers={"Authorization": f"Bearer {key}"},
                timeout=60,
            ) as client:
                _read(world, client)
        finally:
            proxy.stop()
        return b"\n".join(map(bytes, proxy.to_caller))


def _read(world: World, client: httpx.Client) -> None:
    shared = f"/root/collections/{_collection(client)}"
    for path in ("/", "/root/", shared + "/", "/root/status/none/", "/root/collections/none/"):
        client.get(path)
    for part in ("objects", "manifest"):
        asked: dict[str, str] = {"limit": "50"}
        while True:
            said = client.get(f"{shared}/{part}/", params=asked).json()
            if not said.get("more"):
                break
            asked["next"] = said["next"]
    for case in world.cases:
        kinds = _OBJECTS if case.kind in ("seizure", "image") else _OBJECTS[:1]
        for one in kinds:
            client.get(f"{shared}/objects/{one}--{case.name}/")
        client.get(f"{shared}/objects/", params={"match[id]": f"indicator--{case.name}"})
    client.post(f"{shared}/objects/", content=b"{}")


def _collection(client: httpx.Client) -> str:
    found = client.get("/root/collections/").json()["collections"]
    return str(found[0]["id"])


def misp(world: World, node: str) -> bytes:
    """Have each notice written as an event of MISP for this partner, or be told why not."""

    def event(name: str) -> bytes:
        try:
            made = world.owner.allied.outsiders.event(name, node)
        except ValueError as why:
            return str(why).encode()
        return made.data + "\n".join(made.lost).encode()

    return b"\n".join(event(case.name) for case in world.cases)


def by_file(world: World, node: str) -> bytes:
    """Write the file for this partner, and open it with the partner's key."""
    secret = offline.new_identity()
    allied = world.owner.allied
    made = offline.write(allied.line, allied.signing(), node, offline.public(secret), after=0)
    sheet = opened(made.data, secret)
    return b"\n".join((made.data, sheet.cover, *sheet.bodies))


def audit(world: World, node: str) -> bytes:
    """Show every decision about this partner, as it may be handed to it."""
    room = world.owner.allied.audit

    def shown() -> Iterator[bytes]:
        for one in world.owner.allied.line.egress():
            if one.partner == node:
                with suppress(NotYet):
                    yield room.proof(one.number, actor="sandra")

    return b"\n".join(shown())


WAYS: Mapping[str, Callable[[World, str], bytes]] = {
    "push": push,
    "pull": pull,
    "errands": errands,
    "prying": prying,
    "taxii": taxii,
    "misp": misp,
    "file": by_file,
    "audit": audit,
}
"""In the order in which they are gone."""
