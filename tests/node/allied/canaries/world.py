"""Rotterdam tells what it may to three partners, over sockets whose plain bytes are kept."""

import secrets
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

import msgspec

from quaywatch.alliance import Handling, Tlp
from quaywatch.alliance.accords import Region, Topic
from quaywatch.alliance.bodies import Answer, Asked, Body, Seen
from quaywatch.alliance.inquiries import Question, Urgency
from quaywatch.alliance.policy import Category
from quaywatch.node import Node
from quaywatch.rules.profile import Profile
from tests.alliance.canaries import canary
from tests.alliance.transport.open_proxy import OpenProxy, Papers
from tests.api.profile_texts import text
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, OVERSEAS, ROTTERDAM, agree, agreement, carry
from tests.node.allied.canaries.kinds import KINDS, Planted, Plants, image
from tests.node.allied.meeting import RISK, SURE, Ends, hold, meeting, settle, terms
from tests.node.making import NUMBERS, Clock, consignment, filing

HAMBURG = "hamburg.example"
PARTNERS = (ANTWERP, HAMBURG, OVERSEAS)
COUNTED = 200
"""Boxes enough for a count, which nobody is told of fewer."""


class For(StrEnum):
    """Whom the policy lets have a notice."""

    ONE = "antwerp alone"
    ALL = "all"
    """But of what overseas may have, the core alone."""
    OTHERS = "somebody else"
    DRAFT = "nobody yet"
    """One person wrote it, and no second one let it out."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One notice and its canaries."""

    kind: str
    whom: For
    name: str
    planted: Sequence[Planted]
    whole: bool = False
    """Whether it goes whole or not at all."""
    picture: bytes = b""
    """Bytes that occur in the scan that it tells of, and nowhere else."""
    topic: Topic = Topic.NOTICE
    held: bool = False
    """Whether it is there to be matched, and goes to nobody before a match."""

    def may(self, node: str, one: Planted) -> bool:
        """Say whether a node may have one canary: the policy once more, written apart."""
        return self.goes_to(node) and (node != OVERSEAS or one.category is Category.CORE)

    def goes_to(self, node: str) -> bool:
        """Say whether anything of it may go to a node."""
        if self.whom is For.ALL:
            return node != OVERSEAS or not self.whole
        return self.whom is For.ONE and node == ANTWERP

    @property
    def published(self) -> bool:
        """Whether it goes as notices go."""
        return self.topic is Topic.NOTICE and not self.held


class World:
    """The four nodes, what Rotterdam published and what its partners received."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        self.clock, self.path = Clock(), path
        names = (ROTTERDAM, *PARTNERS)
        self.nodes: dict[str, Node] = {
            name: stack.enter_context(allies.node(path, name, self.clock)) for name in names
        }
        self.owner = self.nodes[ROTTERDAM]
        made = stack.enter_context(meeting(path, *self.nodes.values()))
        self.ends: dict[str, Ends] = dict(zip(names, made, strict=True))
        self.pictures: dict[str, bytes] = {}
        self.owner.allied.original = self.pictures.__getitem__
        self.proxies: dict[tuple[str, str], OpenProxy] = {}
        for name in PARTNERS:
            for caller, callee in ((ROTTERDAM, name), (name, ROTTERDAM)):
                self._listen(stack, caller, callee)
        self._marks: dict[int, int] = {}
        self.cases = [*self._published(), *self._held(), self._package()]

    def _listen(self, stack: ExitStack, caller: str, callee: str) -> None:
        ends = self.ends[callee]
        assert ends.server is not None
        papers = [
            Papers(name, self.ends[name].certificate, self.ends[name].key)
            for name in (caller, callee)
        ]
        proxy = OpenProxy(ends.server.port, (papers[0], papers[1]))
        stack.callback(proxy.stop)
        self.proxies[caller, callee] = proxy
        said: dict[str, object] = {
            "address": f"https://127.0.0.1:{proxy.port}",
            "certificate": ends.certificate.read_text(),
        }
        if callee == OVERSEAS:
            core = frozenset({Category.CORE})
            said |= {"member": False, "region": Region.LATIN_AMERICA, "categories": core}
        agree(self.nodes[caller], agreement(self.nodes[callee], **said))  # type: ignore[arg-type]

    def received(self, node: str) -> bytes:
        """Return what a partner received of Rotterdam since this was last asked."""
        streams = [
            *self.proxies[node, ROTTERDAM].to_caller,
            *self.proxies[ROTTERDAM, node].to_callee,
        ]
        fresh: list[bytes] = []
        for stream in streams:
            fresh.append(bytes(stream[self._marks.get(id(stream), 0) :]))
            self._marks[id(stream)] = len(stream)
        return b"\n".join(fresh)

    def withdraw(self, case: Case, reason: str) -> None:
        """Take a notice back, if it ever went out."""
        if case.whom is not For.DRAFT:
            accords = self.owner.allied.accords
            life = accords.read(case.topic, case.name)
            accords.end(case.topic, case.name, reason, actor="olga", seen=life.version)

    def _published(self) -> Iterator[Case]:
        for whom in For:
            for kind, made in KINDS.items():
                plants = Plants()
                name = self._publish(f"{kind}/{whom}", made(plants), whom)
                whole = kind.startswith("indicator") and not kind.endswith("heading")
                yield Case(kind=kind, whom=whom, name=name, planted=plants.all, whole=whole)
            yield self._image(whom)
            yield self._corrected(whom)
        for asked in Asked:
            yield self._request(asked, For.ONE)
            yield self._request(asked, For.DRAFT)
        yield self._answer()

    def _held(self) -> Iterator[Case]:
        """Hold boxes and a firm that two partners have on their lists."""
        boxes = [canary.container(), canary.container()]
        firm = canary.text()
        for node in (ANTWERP, HAMBURG):
            made = consignment(f"{node}/1", (*boxes, *NUMBERS[:COUNTED]), consignee=firm)
            self.nodes[node].intake(filing(made))
            count = node == HAMBURG
            settle(
                self.owner,
                terms(self.nodes[node], they_ask=RISK, counts_only=count, per_day=2048),
            )
            settle(self.nodes[node], terms(self.owner, we_ask=RISK, counts_only=count))
        for what, value, whom in (
            (Seen.CONTAINER, boxes[0], For.ONE),
            (Seen.CONTAINER, boxes[1], For.ALL),
            (Seen.PARTY, firm, For.ONE),
        ):
            said = _handling(whom)
            reference = hold(self.owner, what, value, tlp=said.tlp, audience=said.audience)
            planted = [Planted("value", Category.CARGO, value)]
            name = reference.partition("/")[2]
            yield Case(
                kind=f"match-{what}", whom=whom, name=name, planted=planted, whole=True, held=True
            )

    def _package(self) -> Case:
        """Offer a profile to Antwerp alone."""
        plants = Plants()
        said = msgspec.convert(
            text() | {"version": 1, "author": "olga", "ends": "2026-12-31"}, Profile
        )
        self.owner.profiles.draft(said, actor="olga", seen=0)
        allied, texts = self.owner.allied, (plants("title"), plants("card"))
        life = allied.offer("bananas", "profile", "mine", texts, _handling(For.ONE), actor="olga")
        allied.accords.confirm(Topic.PACKAGE, life.name, actor="piet", seen=life.version)
        return Case(
            kind="package",
            whom=For.ONE,
            name=life.name,
            planted=plants.all,
            topic=Topic.PACKAGE,
        )

    def _publish(self, reference: str, body: Body, whom: For, correction: str = "") -> str:
        allied = self.owner.allied
        life = allied.publish(
            reference, body, _handling(whom), SURE, correction=correction, actor="olga"
        )
        if whom is not For.DRAFT:
            allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
        return life.name

    def _image(self, whom: For) -> Case:
        plants, mark = Plants(), secrets.token_bytes(24)
        picture = b"no scan, but bytes " + mark * 40
        self.pictures[sha256(picture).hexdigest()] = picture
        name = self._publish(f"image/{whom}", image(picture)(plants), whom)
        return Case(
            kind="image",
            whom=whom,
            name=name,
            planted=plants.all,
            whole=True,
            picture=mark,
        )

    def _corrected(self, whom: For) -> Case:
        plants = Plants()
        first = KINDS["seizure"](Plants())
        if whom is For.DRAFT:
            name = self._publish(f"corrected/{whom}", first, For.ONE)
        else:
            name = self._publish(f"corrected/{whom}", first, whom)
        body, why = KINDS["seizure"](plants), plants("correction", Category.CASE)
        assert self._publish(f"corrected/{whom}", body, whom, why) == name
        return Case(kind="correction", whom=whom, name=name, planted=plants.all)

    def _request(self, asked: Asked, whom: For) -> Case:
        plants = Plants()
        question = Question(
            to=ANTWERP,
            asked=asked,
            about=(plants("about", Category.PARTY),),
            question=plants("question"),
            urgency=Urgency.ORDINARY,
            handling=HANDLING,
            case=plants("case", Category.CASE),
        )
        inquiries = self.owner.allied.inquiries
        name = inquiries.draft(question, actor="olga").life.inquiry_id
        if whom is For.ONE:
            inquiries.send(name, actor="piet", seen=1)
        return Case(kind=f"request-{asked}", whom=whom, name=name, planted=plants.all, whole=True)

    def _answer(self) -> Case:
        """Answer what Antwerp asked."""
        plants, antwerp = Plants(), self.nodes[ANTWERP]
        question = Question(
            to=ROTTERDAM,
            asked=Asked.INFORMATION,
            about=("ACME",),
            question="Known?",
            urgency=Urgency.ORDINARY,
            handling=HANDLING,
        )
        name = antwerp.allied.inquiries.draft(question, actor="ann").life.inquiry_id
        antwerp.allied.inquiries.send(name, actor="bob", seen=1)
        carry(antwerp, self.owner)
        said = Answer(request=f"request/{name}", text=plants("text"))
        inquiries = self.owner.allied.inquiries
        inquiries.draft_answer(name, said, actor="olga", seen=1)
        made = inquiries.answer(name, HANDLING, actor="piet", seen=2).life.reply
        assert made is not None
        return Case(kind="answer", whom=For.ONE, name=made.id, planted=plants.all)


def _handling(whom: For) -> Handling:
    said: dict[str, object] = {"tlp": Tlp.GREEN}
    if whom is not For.ALL:
        said["audience"] = frozenset({"vigo.example" if whom is For.OTHERS else ANTWERP})
    return msgspec.structs.replace(HANDLING, **said)


@contextmanager
def world(path: Path) -> Generator[World]:
    """Lay it out."""
    with ExitStack() as stack:
        yield World(path, stack)
