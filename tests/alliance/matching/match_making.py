"""Two nodes that match: Rotterdam holds, Antwerp asks. Numbers are invented."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha512

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, create_engine

from quaywatch.alliance import Purpose
from quaywatch.alliance.matching import (
    Answer,
    Asker,
    Epoch,
    Holder,
    Item,
    Manifest,
    Matched,
    Quota,
    Sort,
    Store,
    Telling,
)
from quaywatch.alliance.matching.prf import Random
from quaywatch.ledger.engine import open_engine
from tests.alliance.making import ANTWERP, NOW, ROTTERDAM

KEY = Ed25519PrivateKey.from_private_bytes(bytes([1]) * 32)
OTHER = Ed25519PrivateKey.from_private_bytes(bytes([2]) * 32)
SEED = bytes([7]) * 32
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
SMALL = Quota(per_day=200, per_hour=150, per_question=128, count_least=16, opened=4)
HOUR = timedelta(hours=1)


def chance(name: str) -> Random:
    """Bytes that look random and are the same in each run."""
    state = [0]

    def draw(count: int) -> bytes:
        state[0] += 1
        said = f"{name}/{state[0]}".encode()
        return b"".join(sha512(said + bytes([at])).digest() for at in range(count // 64 + 1))[
            :count
        ]

    return draw


def containers(numbers: Iterable[int]) -> list[Item]:
    return [Item(Sort.CONTAINER, f"MSCU{number:07}") for number in numbers]


MEMORY = "sqlite://"


def opened(url: str) -> Engine:
    """A database in memory is quick, and on disk is as nodes have it."""
    return create_engine(url) if url == MEMORY else open_engine(url, create=True)


class Pair:
    """Both sides, each with a database of its own."""

    def __init__(
        self, owner_url: str = MEMORY, asker_url: str = MEMORY, quota: Quota = SMALL
    ) -> None:
        self.owner_store = Store(opened(owner_url))
        self.asker_store = Store(opened(asker_url))
        self.holder = Holder(self.owner_store, ROTTERDAM, SEED, KEY, quota, chance("owner"))
        self.asker = Asker(self.asker_store, ANTWERP, chance("asker"))

    def begin(self, telling: Telling = Telling.ITEMS) -> Epoch:
        epoch = self.holder.begin(ANTWERP, Purpose.RISK_ANALYSIS, telling, FIRST, LAST)
        self.hold(epoch, [])
        return epoch

    def hold(self, epoch: Epoch, items: Iterable[Item], at: datetime = NOW) -> list[Matched]:
        made = self.holder.hold(epoch, items)
        return [self.asker.take(one, KEY.public_key(), at) for one in made]

    def manifest(self, items: Iterable[Item], at: datetime = NOW) -> Manifest:
        made = self.asker.manifest(items, at)
        self.holder.commit(ANTWERP, made.root, len(made), at)
        return made

    def ask(
        self, epoch: Epoch, items: Iterable[Item], at: datetime = NOW
    ) -> tuple[Matched, Answer]:
        asked = list(items)
        question = self.asker.ask(epoch, asked, self.manifest(asked, at), at)
        assert question is not None
        answer = self.holder.answer(ANTWERP, question, at)
        return self.asker.answered(answer, at), answer

    def open(self, answer: Answer, at: datetime = NOW) -> list[str]:
        return self.holder.opened(ANTWERP, self.asker.opening(answer), at)

    def close(self) -> None:
        self.owner_store.engine.dispose()
        self.asker_store.engine.dispose()
