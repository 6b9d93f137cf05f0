"""Writing interchanges: one functional group of sets, in release 004010."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

_HELD = str.maketrans("*>~\r\n", "     ")
"""X12 cannot release a separator: a text that holds one gets a blank."""


class Ends(NamedTuple):
    """Who writes to whom, with the qualifiers of their numbers."""

    sender: str
    receiver: str
    sender_qualifier: str = "ZZ"
    receiver_qualifier: str = "ZZ"


def clean(value: object) -> str:
    """Return a value as an element that holds no separator; None is empty."""
    return "" if value is None else str(value).translate(_HELD).strip()


def segment(*elements: object) -> str:
    """Return a segment without terminator, empty elements at its end left out."""
    return "*".join(map(clean, elements)).rstrip("*")


def interchange(
    ends: Ends, code: str, sets: Iterable[Sequence[str]], at: datetime, control: int
) -> str:
    """Return one interchange with one group of sets, each without its ST and SE.

    `code` is the functional identifier of the group and, after a dash, the type of its sets, such
    as `FA-997`. `control` is the number of the interchange and its group, from 1 to 999999999.
    """
    group, _, kind = code.partition("-")
    made = at.astimezone(UTC)
    sender, receiver = f"{clean(ends.sender):15.15}", f"{clean(ends.receiver):15.15}"
    head = (
        f"ISA*00*{'':10}*00*{'':10}*{ends.sender_qualifier:2.2}*{sender}"
        f"*{ends.receiver_qualifier:2.2}*{receiver}*{made:%y%m%d*%H%M}*U*00401*{control:09}*0*P*>"
    )
    parties = clean(ends.sender)[:15], clean(ends.receiver)[:15]
    lines = [head, segment("GS", group, *parties, f"{made:%Y%m%d}", f"{made:%H%M}", control)]
    lines[1] += "*X*004010"
    count = 0
    for count, body in enumerate(sets, 1):
        number = f"{count:04}"
        lines += [segment("ST", kind, number), *body, segment("SE", len(body) + 2, number)]
    lines += [segment("GE", count, control), segment("IEA", 1, f"{control:09}"), ""]
    return "~\n".join(lines)
