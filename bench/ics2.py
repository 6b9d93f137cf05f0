"""ICS2 messages: every published type there and back, every node kept, and how fast."""

import os
import time
from pathlib import Path
from random import Random

from lxml import etree

from bench.result import Result
from quaywatch.formats import read
from quaywatch.formats.ics2 import Message, parse, write
from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.grammar import grammar
from quaywatch.formats.ics2.instances import drawn, maximal, minimal
from quaywatch.formats.ics2.message import unchecked
from quaywatch.formats.ics2.names import REPOSITORY
from quaywatch.formats.ics2.structure import structure_of
from quaywatch.formats.xml.schema import Schema

TITLE = "ics2: Common Repository messages there and back against the published schemas"

DATA = Path(os.environ.get("QUAYWATCH_DATA", Path(__file__).parents[1] / "../shared/data"))
SCHEMAS = DATA / "specs/ics2_cr_nes_v2/BusinessObjects/ICS/Common/V2"
RELATED = "IE4R05"


def run(quick: bool) -> Result:
    """Send minimal, maximal and drawn instances of every type there and back; then time some."""
    drawings = 5 if quick else 100
    right = sum(_is_right(name, drawings) for name in REPOSITORY)
    declared, kept = _nodes()
    batch = [unchecked(drawn(name, Random(n))) for name in REPOSITORY for n in range(10)]
    largest = [unchecked(maximal(RELATED))]
    turns = 2 if quick else 10
    figures: dict[str, object] = {
        "types_valid": right,
        "types_total": len(REPOSITORY),
        "validated_by": "published schemas" if SCHEMAS.is_dir() else "own tables",
        "instances_per_type": drawings + 3,
        "nodes_kept": kept,
        "nodes_total": declared,
        "messages_per_s": _rate(_there_and_back, batch, turns),
        "full_related_filings_per_s": _rate(_there_and_back, largest, turns * 20),
        "full_related_filings_to_nouns_per_s": _rate(_understand, largest, turns * 20),
        "mean_bytes": round(sum(map(len, batch)) / len(batch)),
        "full_related_filing_bytes": len(largest[0]),
    }
    peers: dict[str, object] = {
        "lxml_parse_and_serialise_per_s": _rate(_by_lxml, batch, turns),
        "lxml_full_related_filings_per_s": _rate(_by_lxml, largest, turns * 20),
    }
    holds = {"types": right == len(REPOSITORY), "nodes": kept == declared}
    return Result("ics2", figures, peers, holds)


def _is_right(name: str, drawings: int) -> bool:
    """Whether every instance comes back the same, valid before and after."""
    judges = [structure_of(name)]
    accepts = [judge.accepts for judge in judges if judge is not None]
    if SCHEMAS.is_dir():
        file = SCHEMAS / f"{name.removesuffix('Type')}.xsd"
        accepts.append(Schema(etree.XMLSchema(etree.parse(file))).accepts)
    dice = Random(name)
    instances = [minimal(name), maximal(name), maximal(name, 1)]
    instances += [drawn(name, dice) for _ in range(drawings)]
    for message in instances:
        before = unchecked(message)
        after = write(parse(before))
        if parse(after) != message:
            return False
        if not all(accept(etree.fromstring(x)) for accept in accepts for x in (before, after)):
            return False
    return True


def _nodes() -> tuple[int, int]:
    """Return how many nodes a related filing may have, and how many come back as they were."""
    declared = set(grammar().paths(RELATED))
    kept: set[str] = set()
    for alternative in (0, 1):
        sent = maximal(RELATED, alternative)
        back = parse(write(sent))
        kept |= _same(sent, back)
    return len(declared), len(kept & declared)


def _same(sent: Message, back: Message) -> set[str]:
    pairs = zip(_paths(sent.content), _paths(back.content), strict=True)
    return {one[0] for one, other in pairs if one == other}


def _paths(element: Element, above: str = "") -> list[tuple[str, str]]:
    here = f"{above}/{element.name}" if above else element.name
    return [(here, element.text), *(p for child in element.children for p in _paths(child, here))]


def _there_and_back(data: bytes) -> None:
    unchecked(parse(data))


def _understand(data: bytes) -> None:
    list(read(data))


def _by_lxml(data: bytes) -> None:
    etree.tostring(etree.fromstring(data), xml_declaration=True, encoding="UTF-8")


def _rate(work: object, batch: list[bytes], turns: int) -> int:
    assert callable(work)
    start = time.process_time()
    for _ in range(turns):
        for data in batch:
            work(data)
    return round(turns * len(batch) / (time.process_time() - start))
