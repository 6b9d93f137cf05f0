"""The way through interchanges, groups and messages, their counts and references checked."""

import re
from collections.abc import Iterator
from datetime import datetime

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.collection import no_collection
from quaywatch.formats.edifact.charset import JUDGED_BYTES, codec, holds_utf8
from quaywatch.formats.edifact.elements import element
from quaywatch.formats.edifact.group import Group
from quaywatch.formats.edifact.groups import SERVICE, STOPS, plain_cuts, stretches, within
from quaywatch.formats.edifact.message import HOLD_BYTES, Foreign, Gathering, Message, Origin
from quaywatch.formats.edifact.registry import FOREIGN, message_type
from quaywatch.formats.edifact.segments import Run
from quaywatch.formats.edifact.service import Envelope, Level, prepared
from quaywatch.formats.edifact.sheaf import Sheaf
from quaywatch.formats.edifact.standard import Manner
from quaywatch.formats.edifact.syntax import DEFAULT
from quaywatch.formats.edifact.tally import Tally, whole
from quaywatch.formats.part import PART_BYTES, Part
from quaywatch.formats.window import Window

_MANY = 3
"""Groups that are worth taking together."""

_LETTER = re.compile("[^\x00-\x7f]")


class Interchanges:
    """Reads the runs of one input."""

    def __init__(self, window: Window, received_at: datetime | None) -> None:
        self._out: list[Part] = []
        self._window = window
        self._received_at = received_at
        self._envelope = Envelope()
        self._message: Message | None = None
        self._kind = FOREIGN
        """Type of the message that is open, or held."""
        self._level = Level("message")
        self._service: list[Problem] = []
        self._service_end = 0
        self._end = 0
        self._held: Group | None = None
        self._undecided = False
        """Whether the message that is held has not told its type yet."""
        self._tally = Tally()
        self._number = 1

    def take(self, run: Run) -> Iterator[Part]:
        """Read one run; what is ready is yielded before more is read."""
        run.number, self._number = self._number, self._number + whole(run)
        if run.fault:
            self._release()
            self._faulty(run)
            yield from self._ready()
            return
        self._tally.enter(run)
        declared = self._envelope.declared
        if run.content.startswith("UNB"):
            declared = codec(element(run.content[:16], 1))
        for stretch in stretches(run, declared):
            with no_collection():
                self._stretch(stretch)
            yield from self._ready()
        self._end_run(run)
        yield from self._ready()

    def _end_run(self, run: Run) -> None:
        self._end = run.end
        if not run.content.isascii():
            self._judge_charset(run)
        if not run.terminated:
            message = f"the input ends without terminator after {run.content[:40]!r}"
            self._report(_at(run, "segment.unterminated", message))
        if self._message is not None:
            self._out += self._message.flush(self._window, last=False)
        elif self._held is None and self._service_end - self._window.start >= PART_BYTES:
            self._flush_service()

    def close(self) -> Iterator[Part]:
        """Read the end of the input."""
        self._release()
        nothing = Run("", self._end, DEFAULT, number=self._number)
        end = Group("", "", self._end, nothing, Manner())
        if self._message is not None:
            self._end_message(self._message, self._missing("message", "UNT", end))
        if self._envelope.interchange is not None:
            self._service.append(self._missing("interchange", "UNZ", end))
        # Blanks behind an unfinished message belong to nothing else.
        self._service_end = self._end
        self._flush_service()
        yield from self._ready()

    def _ready(self) -> list[Part]:
        parts, self._out = self._out, []
        return parts

    def _stretch(self, stretch: Group) -> None:
        """Take what stands between two service segments, in groups as its type wants them."""
        held, tag = self._held, stretch.tag
        if tag in STOPS or (held is None and self._message is None):
            self._release()
            if tag == "UNH":
                self._tally.begin(stretch.start)
                self._enter(stretch)
            else:
                self._dispatch(stretch)
            return
        if held is not None and held.tag == "UNH" and self._undecided:
            self._held = None
            self._enter(held.extended([stretch]))
            return
        self._within(stretch)

    def _enter(self, stretch: Group) -> None:
        """Begin the message whose first segments are known."""
        kind = message_type(stretch)
        self._undecided = kind is None
        self._kind = kind or FOREIGN
        self._within(stretch)

    def _within(self, stretch: Group) -> None:
        """Take the groups of a stretch: those that end in it together, if it is plain."""
        cuts = plain_cuts(stretch, self._kind.cuts) or []
        if len(cuts) < _MANY:
            for group in within(stretch, self._kind.cuts):
                self._group(group)
            return
        self._group(stretch.piece(0, cuts[0], plain=True))
        self._release()
        sheaf = Sheaf(stretch, cuts)
        if isinstance(self._message, Gathering):
            self._message.add_all(sheaf)
        else:
            for index in range(len(cuts) - 1):
                self._group(sheaf.group(index))
        self._group(stretch.piece(cuts[-1], len(stretch.raw), plain=True))

    def _group(self, group: Group) -> None:
        """Take a group; one that may continue in the next run is kept until that shows."""
        held, tag, cuts = self._held, group.tag, self._kind.cuts
        if not cuts and not self._undecided:
            self._dispatch(group)
        elif tag in cuts or tag == "UNH" or held is None:
            if held is not None and held.tag in cuts and self._message is not None:
                self._message.add(held)
            else:
                self._release()
            self._held = group
        elif held.end - held.start < HOLD_BYTES:
            self._held = held.extended([group])
        else:
            self._release()
            self._dispatch(group)

    def _release(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            self._undecided = False
            self._dispatch(held)

    def _dispatch(self, group: Group) -> None:
        tag = group.tag
        if tag in SERVICE:
            self._service_group(group)
        elif tag == "UNH":
            self._begin_message(group)
        elif self._message is None:
            self._astray(group)
        elif tag == "UNT":
            self._trailer(self._message, group)
        else:
            self._message.add(group)

    # --- envelopes -----------------------------------------------------------------------------

    def _service_group(self, group: Group) -> None:
        head, rest = group.split(1)
        if self._message is not None:
            self._end_message(self._message, self._missing("message", "UNT", group))
        problems = {
            "UNB": self._open_interchange,
            "UNG": self._open_group,
            "UNE": self._close_group,
            "UNZ": self._close_interchange,
        }.get(head.tag, _nothing)(head)
        self._service += problems
        self._service_end = head.end
        if rest is not None:
            self._astray(rest)

    def _open_interchange(self, head: Group) -> list[Problem]:
        segment, problems = head.texts[0], list[Problem]()
        if self._envelope.interchange is not None:
            problems.append(self._missing("interchange", "UNZ", head))
        syntax = element(segment, 1)
        self._envelope = Envelope(
            interchange=Level("interchange", element(segment, 5)),
            sender=element(segment, 2),
            prepared_at=prepared(segment),
            declared=codec(syntax),
            syntax=syntax,
        )
        return problems

    def _open_group(self, head: Group) -> list[Problem]:
        if self._envelope.interchange is not None:
            self._envelope.interchange.units += 1
        self._envelope.group = Level("group", element(head.texts[0], 5))
        return []

    def _close_group(self, head: Group) -> list[Problem]:
        level, self._envelope.group = self._envelope.group, None
        if level is None:
            return [head.problem("group.header-missing", "UNE without UNG")]
        return level.check(head, level.units)

    def _close_interchange(self, head: Group) -> list[Problem]:
        level, self._envelope.interchange = self._envelope.interchange, None
        problems: list[Problem] = []
        if self._envelope.group is not None:
            problems.append(self._missing("group", "UNE", head))
            self._envelope.group = None
        if level is None:
            return [*problems, head.problem("interchange.header-missing", "UNZ without UNB")]
        return [*problems, *level.check(head, level.units)]

    def _missing(self, name: str, tag: str, where: Group) -> Problem:
        message = f"the {name} before this place has no {tag}"
        return where.problem(f"{name}.trailer-missing", message)

    # --- messages ------------------------------------------------------------------------------

    def _begin_message(self, group: Group, *, headed: bool = True) -> None:
        if self._message is not None:
            self._end_message(self._message, self._missing("message", "UNT", group))
        self._flush_service()
        self._envelope.count_message()
        self._level = Level("message", element(group.first(1)[0], 1), seen=headed)
        envelope = self._envelope
        origin = Origin(envelope.sender, envelope.prepared_at, self._received_at)
        self._message = self._kind.begin(group, origin)
        if not headed:
            self._message.report(group.problem("message.header-missing", "BGM without UNH"))

    def _trailer(self, message: Message, group: Group) -> None:
        head, rest = group.split(1)
        message.add(head)
        counted = self._tally.upto(head.end)
        self._end_message(message, *self._level.check(head, counted))
        if rest is not None:
            self._astray(rest)

    def _end_message(self, message: Message, *problems: Problem) -> None:
        for problem in problems:
            message.report(problem)
        self._out += message.flush(self._window, last=True)
        self._message = None

    # --- what stands outside -------------------------------------------------------------------

    def _astray(self, group: Group) -> None:
        """Segments outside of any message: blanks, a message without header, or strays."""
        begin = next((i for i, t in enumerate(group.texts) if t[:3] == "BGM"), None)
        strays, rest = group.split(len(group.texts) if begin is None else begin)
        if any(strays.texts):
            message = f"{strays.texts[0][:40]!r} stands outside of any message"
            self._quarantine(strays, strays.problem("segment.stray", message))
        elif strays.texts:
            self._service_end = strays.end
            self._service += _blanks(strays)
        if rest is not None:
            self._tally.begin(rest.start)
            self._kind = message_type(rest) or FOREIGN
            first, *more = within(rest, self._kind.cuts)
            self._begin_message(first, headed=False)
            for each in more:
                self._group(each)

    def _faulty(self, run: Run) -> None:
        group = Group("", run.content, run.start, run, Manner(run.chars))
        problem = group.problem("segment.unreadable", run.fault)
        if self._message is not None:
            self._end_message(self._message, problem)
        self._quarantine(group, problem)

    def _quarantine(self, group: Group, problem: Problem) -> None:
        self._flush_service()
        stray = Foreign(group.start, group.end, problem)
        self._out += stray.flush(self._window, last=True)

    def _flush_service(self) -> None:
        problems, self._service = tuple(self._service), []
        offset = self._window.start
        while self._service_end - self._window.start > 0:
            end = min(self._service_end, self._window.start + PART_BYTES)
            data = self._window.take(end)
            self._out.append(Part(offset=offset, data=data, problems=problems))
            offset, problems = end, ()
        if problems:
            self._out.append(Part(offset=offset, data=b"", problems=problems))

    def _judge_charset(self, run: Run) -> None:
        """Report, once an interchange, bytes that contradict the declared character set."""
        letter = None if self._envelope.charset_judged else _LETTER.search(run.content)
        if letter is None:
            return
        self._envelope.charset_judged = True
        found = letter.start()
        declared = self._envelope.declared
        utf8 = holds_utf8(run.content[found : found + JUDGED_BYTES].encode("latin-1"))
        if declared not in {"ascii", None} and utf8 == (declared == "utf-8"):
            return
        shown, syntax = "UTF-8" if utf8 else "8-bit", self._envelope.syntax
        problem = Problem(
            code="charset.mismatch",
            message=f"{shown} letters under {syntax or 'no declared character set'}",
            severity=Severity.WARNING,
            offset=run.start + found,
            segment=run.number_at(run.start + found),
        )
        self._report(problem)

    def _report(self, problem: Problem) -> None:
        if self._message is None:
            self._service.append(problem)
        else:
            self._message.report(problem)


def _nothing(_: Group) -> list[Problem]:
    return []


def _at(run: Run, code: str, message: str) -> Problem:
    return Problem(code=code, message=message, offset=run.start, segment=run.number)


def _blanks(group: Group) -> list[Problem]:
    if group.manner.chars.terminator not in group.raw:
        return []
    return [group.problem("segment.empty", "a segment without content", severity=Severity.INFO)]
