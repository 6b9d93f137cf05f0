"""One target a reader of outside bytes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from quaywatch.formats import Format
from tests.fuzz import allied, hidden, promises, seeds
from tests.fuzz.mutation import columnar, delimited, json, markup
from tests.fuzz.mutation.plain import Mutator, anyhow
from tests.fuzz.promises import Promise
from tests.scans.readers.test_hostile import FILES

_SEGMENTS = (delimited.segments, delimited.values, delimited.values)
_MARKUP = (markup.elements, markup.texts, markup.texts)


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked of a reader, of which inputs."""

    promise: Promise
    """Fails, or raises, when the reader breaks its word."""
    seeds: Callable[[], Sequence[bytes]]
    mutators: tuple[Mutator, ...]
    """Those that know the format; damage of any kind comes in beside them."""


def _reader(chosen: Format, *mutators: Mutator) -> Target:
    return Target(promises.reads(chosen), lambda: seeds.of(chosen), mutators)


def _all(*chosen: Format) -> Callable[[], Sequence[bytes]]:
    return lambda: tuple(chain.from_iterable(map(seeds.of, chosen)))


_XML = (Format.ENS, Format.ICS2, Format.WCO, Format.ASYCUDA)
_COLUMNAR = (columnar.frames(arrow=False), columnar.frames(arrow=True))

TARGETS: dict[str, Target] = {
    "edifact": _reader(Format.EDIFACT, *_SEGMENTS),
    "x12": _reader(Format.X12, *_SEGMENTS),
    "ens": _reader(Format.ENS, *_MARKUP),
    "ics2": _reader(Format.ICS2, *_MARKUP),
    "wco": _reader(Format.WCO, *_MARKUP),
    "asycuda": _reader(Format.ASYCUDA, *_MARKUP),
    "dcsa": _reader(Format.DCSA, json.members),
    "native": _reader(Format.NATIVE, json.members),
    "csv": _reader(Format.CSV, *_SEGMENTS),
    "parquet": _reader(Format.PARQUET, _COLUMNAR[0]),
    "arrow": _reader(Format.ARROW, _COLUMNAR[1]),
    "document": Target(promises.documents, _all(Format.EDIFACT, Format.X12), _SEGMENTS),
    "xml": Target(promises.markup, _all(*_XML), _MARKUP),
    "pieces": Target(promises.cut_markup, _all(*_XML), _MARKUP),
    "as4": Target(promises.headers, lambda: seeds.HEADERS, _MARKUP),
    "expand": Target(promises.expands, lambda: seeds.ZIPPED, (columnar.zipped,)),
    "scan": Target(promises.shows, lambda: tuple(FILES.values()), (anyhow,)),
    "judge": Target(
        promises.judges,
        _all(Format.EDIFACT, Format.X12, *_XML, Format.DCSA, Format.NATIVE, Format.CSV),
        (*_SEGMENTS, *_MARKUP, json.members),
    ),
    "taxii": Target(allied.posts, allied.envelopes, (json.members,)),
    "misp": Target(allied.events, allied.written, (json.members,)),
    "exchange-file": Target(allied.files, allied.sheets, (anyhow,)),
    "matching": Target(hidden.messages, hidden.asked, (anyhow,)),
    "witnessed": Target(hidden.logs, hidden.shown, (anyhow,)),
}
