"""Reading ANSI X12 interchanges as a stream, in flat memory."""

from collections.abc import Callable, Iterator
from datetime import datetime

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.collection import no_collection
from quaywatch.formats.part import PART_BYTES, Part
from quaywatch.formats.source import Source
from quaywatch.formats.window import Window
from quaywatch.formats.x12.envelope import Level, problem
from quaywatch.formats.x12.segments import Segment, Segmenter
from quaywatch.formats.x12.sets import ANSWERS, SETS
from quaywatch.formats.x12.transaction import Foreign, Transaction, Understood, make_header


def read(source: Source, *, received_at: datetime | None = None) -> Iterator[Part]:
    """Yield the parts of any number of interchanges, bare groups and bare sets."""
    window = Window()
    segmenter = Segmenter(source, window)
    interchanges = _Interchanges(window, received_at)
    segments = segmenter.segments()
    going = True
    while going:
        with no_collection():
            going = _until_ready(segments, segmenter, interchanges)
        parts, interchanges.out = interchanges.out, []
        yield from parts


def _until_ready(
    segments: Iterator[Segment], segmenter: Segmenter, interchanges: "_Interchanges"
) -> bool:
    """Read until there are parts; return whether the input goes on."""
    for segment in segments:
        interchanges.take(segment)
        if segment.tag == "IEA":
            segmenter.leave()
        if interchanges.out:
            return True
    interchanges.close()
    return False


class _Interchanges:
    """The way through the envelopes; `out` collects the parts that are ready."""

    def __init__(self, window: Window, received_at: datetime | None) -> None:
        self.out: list[Part] = []
        self._window = window
        self._received_at = received_at
        self._levels: dict[str, Level] = {}
        self._sender = ""
        self._set: Transaction | None = None
        self._service: list[Problem] = []
        self._service_end = 0
        self._last = Segment("", [""], 0, 0, 0, 0)
        self._acts: dict[str, Callable[[Segment], None]] = {
            "ISA": self._open_interchange,
            "IEA": self._close,
            "GS": self._open_group,
            "GE": self._close,
            "ST": self._open_set,
            "SE": self._close_set,
            "TA1": self._keep,
        }

    def take(self, segment: Segment) -> None:
        self._last = segment
        self._acts.get(segment.tag, self._inside)(segment)
        if segment.fault and segment.tag:
            severity = Severity.WARNING if segment.tag == "ISA" else Severity.ERROR
            self._report(problem(segment, "segment.form", segment.fault, severity))

    def close(self) -> None:
        """Read the end of the input."""
        end = self._last._replace(tag_at=self._last.end)
        for name in ("transaction", "group", "interchange"):
            self._unclosed(name, end)
        self._flush_service()

    # --- envelopes -----------------------------------------------------------------------------

    def _open_interchange(self, segment: Segment) -> None:
        for name in ("transaction", "group", "interchange"):
            self._unclosed(name, segment)
        self._levels["interchange"] = Level("interchange", segment.get(13))
        self._sender = segment.get(6)
        self._keep(segment)

    def _open_group(self, segment: Segment) -> None:
        for name in ("transaction", "group"):
            self._unclosed(name, segment)
        self._count("interchange")
        self._levels["group"] = Level("group", segment.get(6))
        self._keep(segment)

    def _close(self, segment: Segment) -> None:
        """Read GE or IEA."""
        inner = ("transaction",) if segment.tag == "GE" else ("transaction", "group")
        for name in inner:
            self._unclosed(name, segment)
        name = "group" if segment.tag == "GE" else "interchange"
        level = self._levels.pop(name, None)
        self._keep(segment)
        if level is None:
            code, message = f"{name}.header-missing", f"{segment.tag} without its header"
            self._service.append(problem(segment, code, message))
        else:
            self._service += level.check(segment)

    def _unclosed(self, name: str, where: Segment) -> None:
        level = self._levels.pop(name, None)
        if level is None:
            return
        self._report(level.unclosed(where))
        if name == "transaction":
            self._end_set()

    def _count(self, name: str) -> None:
        if name in self._levels:
            self._levels[name].units += 1

    def _keep(self, segment: Segment) -> None:
        self._service_end = segment.end

    # --- sets ----------------------------------------------------------------------------------

    def _open_set(self, segment: Segment) -> None:
        self._unclosed("transaction", segment)
        self._flush_service()
        self._count("group")
        code, number = segment.get(1), segment.get(2)
        self._levels["transaction"] = Level("transaction", number, units=1)
        if code in SETS:
            interchange = self._levels.get("interchange")
            reference = f"{interchange.reference}/{number}" if interchange else number
            header = make_header(code, self._sender, reference, self._received_at)
            self._set = Understood(SETS[code], header, segment)
        elif code in ANSWERS:
            self._set = Foreign(segment.end, quarantined=False)
        else:
            message = f"sets of type {code or 'unknown'} are not read"
            found = problem(segment, "message.unsupported", message, Severity.WARNING)
            self._set = Foreign(segment.end, found, quarantined=True)

    def _inside(self, segment: Segment) -> None:
        if self._set is not None:
            if segment.tag:
                self._count("transaction")
            self._set.add(segment)
            self.out += self._set.flush(self._window, last=False)
        elif not segment.tag and not segment.fault:
            self._keep(segment)
        else:
            self._flush_service()
            message = segment.fault or f"{segment.tag!r} stands outside of any set"
            found = problem(segment, "segment.stray", message)
            self.out += Foreign(segment.end, found, quarantined=True).flush(self._window, last=True)

    def _close_set(self, segment: Segment) -> None:
        level = self._levels.pop("transaction", None)
        if level is None or self._set is None:
            self._inside(segment)
            return
        level.units += 1
        self._set.add(segment)
        for found in level.check(segment):
            self._set.report(found)
        self._end_set()

    def _end_set(self) -> None:
        if self._set is not None:
            self.out += self._set.flush(self._window, last=True)
        self._set = None

    # --- service bytes -------------------------------------------------------------------------

    def _report(self, found: Problem) -> None:
        if self._set is None:
            self._service.append(found)
        else:
            self._set.report(found)

    def _flush_service(self) -> None:
        problems, self._service = tuple(self._service), []
        while self._service_end > self._window.start:
            offset = self._window.start
            data = self._window.take(min(self._service_end, offset + PART_BYTES))
            self.out.append(Part(offset=offset, data=data, problems=problems))
            problems = ()
        if problems:
            self.out.append(Part(offset=self._window.start, data=b"", problems=problems))
