"""CONTRL, the syntax acknowledgement (ISO 9735: one for each interchange).

An interchange is acknowledged when any of its messages is; a message is rejected when some of its
bytes could not be understood. Errors of messages that are acknowledged are named all the same.
"""

from collections.abc import Iterator, Sequence

from quaywatch.formats.edifact.answers.asked import Asked, AskedMessage
from quaywatch.formats.edifact.answers.errors import syntax_error
from quaywatch.formats.edifact.answers.remark import Remark
from quaywatch.formats.edifact.cuscar.compose import trimmed

KIND = "CONTRL:D:3:UN"
_REJECTED, _ACKNOWLEDGED = "4", "7"
_UNSPECIFIED, _EMPTY = "18", "32"
"""Syntax errors (data element 0085): not specified, nothing inside."""
_MOST = 999
"""Segments of one message that can be reported."""


def contrl(
    asked: Asked,
    whole: Sequence[Remark],
    remarks: Sequence[Sequence[Remark]],
    rejected: Sequence[bool],
) -> Iterator[str]:
    """Yield the segments that acknowledge an interchange.

    `whole` speaks of the interchange itself; `remarks` and `rejected` go along with its messages.
    """
    lost = all(rejected)
    errors = list(filter(None, (syntax_error(remark.code) for remark in whole)))
    reason = _UNSPECIFIED if asked.messages else _EMPTY
    error = errors[0] if errors else reason if lost else ""
    action = _REJECTED if lost else _ACKNOWLEDGED
    yield trimmed(f"UCI+{asked.reference}+{asked.sender}+{asked.recipient}+{action}+{error}")
    told = list(zip(asked.messages, remarks, rejected, strict=True))
    for message, about, refused in told:
        if not message.group:
            yield from _message(message, about, refused)
    for group, (sender, recipient) in asked.groups.items():
        inside = [each for each in told if each[0].group == group]
        refused = bool(inside) and all(each[2] for each in inside)
        action, error = (_REJECTED, _UNSPECIFIED) if refused else (_ACKNOWLEDGED, "")
        yield trimmed(f"UCF+{group}+{sender}+{recipient}+{action}+{error}")
        for each in inside:
            yield from _message(*each)


def _message(message: AskedMessage, about: Sequence[Remark], refused: bool) -> Iterator[str]:
    errors = [(remark, code) for remark in about if (code := syntax_error(remark.code))]
    own = [code for remark, code in errors if remark.code.startswith("message.")]
    error = own[0] if own else _UNSPECIFIED if refused else ""
    action = _REJECTED if refused else _ACKNOWLEDGED
    yield trimmed(f"UCM+{message.reference}+{message.kind}+{action}+{error}")
    for remark, code in errors[:_MOST]:
        if not remark.code.startswith("message.") and remark.segment is not None:
            yield f"UCS+{max(1, remark.segment - message.number + 1)}+{code}"
