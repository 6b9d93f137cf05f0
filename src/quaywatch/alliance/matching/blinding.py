"""One question: things blinded, filled up so that nobody knows how many, and unblinded again."""

from collections.abc import Iterable, Sequence
from hashlib import sha512

from quaywatch.alliance.matching import prf
from quaywatch.alliance.matching.items import Item
from quaywatch.alliance.matching.manifest import Manifest
from quaywatch.alliance.matching.messages import Answer, Epoch, Opened, Opening, Question, Telling
from quaywatch.alliance.matching.prf import VERIFIABLE
from quaywatch.alliance.matching.proof import check, prove
from quaywatch.alliance.matching.table import Fingerprints, fingerprints, padded

SAMPLE = 128
"""Answers whose proof is asked for: one in twenty that is spoilt is found with 99.8 %."""


class Blinded:
    """A question in the hands of who asks; all of it follows from the items and a seed."""

    def __init__(
        self, epoch: Epoch, items: Iterable[Item], manifest: Manifest, seed: bytes
    ) -> None:
        """Blind items of a manifest; raises KeyError for one that is not on it."""
        self.epoch, self.manifest = epoch, manifest
        self.items = sorted(set(items))
        self._places = [manifest.places[item] for item in self.items]
        self._one = epoch.telling is Telling.COUNT
        size = padded(len(self.items))
        self._common = prf.drawn(seed, b"blind", 0)
        self._blinds = [
            self._common if self._one else prf.drawn(seed, b"blind", at)
            for at in range(len(self.items))
        ]
        # What fills is a known multiple of the base, as no item's element can be shown to be.
        self._fill = [prf.drawn(seed, b"fill", at) for at in range(size - len(self.items))]
        elements = [
            prf.times(blind, VERIFIABLE.element(item.said))
            for blind, item in zip(self._blinds, self.items, strict=True)
        ] + [prf.base_times(one) for one in self._fill]
        self._order = sorted(range(size), key=elements.__getitem__)
        self._elements = [elements[at] for at in self._order]
        self.question = Question(
            epoch=epoch.id,
            manifest=manifest.root,
            elements=b"".join(self._elements),
            blinding=prf.base_times(self._common) if self._one else None,
        )

    def outputs(self, answer: Answer) -> Fingerprints:
        """Return what an answer comes to: of each item in order, or of counts in no order.

        Raises:
            BadProof: some were not answered with the epoch's key.
            BadElement: something in it is no element.

        """
        if answer.question != self.question.digest:
            raise prf.BadElement("that is the answer to another question")
        found = prf.split(answer.elements)
        if len(found) != len(self._elements):
            raise prf.BadElement(f"{len(found)} answers to {len(self._elements)} questions")
        if self._one:
            unblind = prf.inverses([self._common])[0]
            return fingerprints(counted(one) for one in prf.all_times(unblind, found))
        places = sampled(self.question.digest, answer.elements, len(found))
        before = [self._elements[at] for at in places]
        check(VERIFIABLE, self.epoch.public, before, [found[at] for at in places], answer.proof)
        back = {at: place for place, at in enumerate(self._order)}
        return fingerprints(
            prf.finalized(item.said, prf.times(inverse, found[back[at]]))
            for at, (item, inverse) in enumerate(
                zip(self.items, prf.inverses(self._blinds), strict=True)
            )
        )

    def opening(self, places: Sequence[int]) -> Opening:
        """Open places of the question; raises IndexError for one that there is not."""
        opened = tuple(self._opened(self._order[at], self._elements[at]) for at in places)
        return Opening(question=self.question.digest, places=opened)

    def _opened(self, at: int, element: bytes) -> Opened:
        if at >= len(self.items):
            return Opened(blind=prf.written(self._fill[at - len(self.items)]))
        item, place, blind = self.items[at], self._places[at], self._blinds[at]
        shown = prf.written(blind)
        if self._one:
            shown = prove(VERIFIABLE, blind, [VERIFIABLE.element(item.said)], [element])
        return Opened(
            blind=shown,
            said=item.said,
            place=place,
            salt=self.manifest.salt(place),
            path=self.manifest.path(place),
        )


def counted(unblinded: bytes) -> bytes:
    """Return the output where it is not to be known of which item it is."""
    return sha512(b"count" + unblinded).digest()


def sampled(question: bytes, elements: bytes, size: int) -> list[int]:
    """Return the places of which a proof is asked: nobody knows them before all is answered."""
    seed = sha512(question + elements).digest()
    return picked(seed, size, SAMPLE)


def picked(seed: bytes, size: int, count: int) -> list[int]:
    """Return so many different places below a size, or all; they follow from a seed."""
    found, number = set[int](), 0
    while len(found) < min(count, size):
        said = sha512(seed + number.to_bytes(4, "big")).digest()
        found.add(int.from_bytes(said, "big") % size)
        number += 1
    return sorted(found)
