"""What the sender of a message is answered, in the format that it sends."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import msgspec

from quaywatch.cargo import Finding, Problem, Severity
from quaywatch.checks import text
from quaywatch.formats import Format, Part, dcsa, ics2, xml
from quaywatch.formats.edifact import answers
from quaywatch.formats.ens.answers import Decision, reject
from quaywatch.formats.ens.messages import DECLARATIONS
from quaywatch.formats.ics2.trader import addressee_of, validation_errors
from quaywatch.formats.x12 import acknowledge, answer_manifest

CUSTOMS = "CUSTOMS"
"""Who answers, where the message that is answered does not say to whom it was sent."""
_URI = "/api/intake"
_MANIFEST = "x12-309"
_FIRST_MANIFEST = 1001
"""Control number of the first answer to a manifest; acknowledgements count from 1."""


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes for the sender."""

    format: str
    media_type: str
    data: bytes


class Spoken(msgspec.Struct, frozen=True):
    """A finding on a bill, with the place of the first value that it rests on."""

    reference: str
    finding: Finding
    offset: int


def reply(
    form: Format | None,
    data: bytes,
    parts: Sequence[Part],
    findings: Sequence[Spoken],
    *,
    at: datetime,
    language: str,
) -> Reply | None:
    """Return what answers `data`; None where its format knows no answer, or nothing is wrong.

    A CONTRL, 997, CUSRES or 355 says so, too, when nothing is; XML and JSON senders hear of
    errors here, and of acceptance from who registers the declaration.
    """
    match form:
        case Format.EDIFACT:
            remarks = [_remark(spoken, language) for spoken in findings]
            made = answers.for_interchange(parts, remarks, at=at, reference=1)
            return _reply("edifact", "application/edifact", made)
        case Format.X12:
            return _reply("x12", "application/edi-x12", _x12(data, parts, findings, at))
        case Format.ENS:
            return _reply("ens", "application/xml", b"".join(_ens(parts, at)))
        case Format.ICS2:
            return _reply("ics2", "application/xml", b"".join(_ics2(parts, at)))
        case Format.DCSA:
            return _dcsa(parts, findings, at)
        case _:
            return None


def _reply(form: str, media_type: str, data: bytes) -> Reply | None:
    return Reply(format=form, media_type=media_type, data=data) if data else None


def _remark(spoken: Spoken, language: str) -> answers.Remark:
    return answers.Remark(
        code=spoken.finding.code,
        text=text(spoken.finding, language),
        severity=spoken.finding.severity,
        reference=spoken.reference,
        offset=spoken.offset,
    )


def _x12(data: bytes, parts: Iterable[Part], findings: Iterable[Spoken], at: datetime) -> bytes:
    """Return a 997 for each group, then a 355 for each manifest with bills."""
    problems: list[Problem] = []
    manifests: list[bytes] = []
    by_bill: dict[str, list[Finding]] = {}
    for spoken in findings:
        by_bill.setdefault(spoken.reference, []).append(spoken.finding)
    for part in parts:
        problems += part.problems
        if part.filing is not None and part.filing.header.format == _MANIFEST:
            control = len(manifests) + _FIRST_MANIFEST
            manifests.append(
                answer_manifest(part.filing, by_bill, sender=CUSTOMS, at=at, control=control)
            )
    return acknowledge(data, problems, at=at) + b"".join(manifests)


def _ens(parts: Iterable[Part], at: datetime) -> Iterator[bytes]:
    """Yield a rejection of each declaration that breaks the schema or a rule."""
    for number, part in enumerate(part for part in parts if _is_broken(part)):
        document = xml.parse(part.data)
        if isinstance(document, Problem) or xml.local(document.root) not in DECLARATIONS:
            continue
        decision = Decision(sender=CUSTOMS, reference=str(number + 1), at=at)
        yield reject(document, decision, part.problems)


def _ics2(parts: Iterable[Part], at: datetime) -> Iterator[bytes]:
    """Yield the errors of each filing that has some (IE3N01)."""
    for part in parts:
        if not _is_broken(part):
            continue
        try:
            filing = ics2.parse(part.data).content
        except (ics2.UnreadableError, ics2.InvalidMessageError):
            continue
        if filing.name.startswith(("IE3F", "IE3A")):
            yield validation_errors(addressee_of(filing), problems=part.problems, at=at)


def _dcsa(parts: Iterable[Part], findings: Iterable[Spoken], at: datetime) -> Reply | None:
    wrong: list[Problem | Finding] = [
        problem for part in parts for problem in part.problems if problem.severity is Severity.ERROR
    ]
    wrong += [s.finding for s in findings if s.finding.severity is Severity.ERROR]
    if not wrong:
        return None
    return _reply("dcsa", "application/json", dcsa.refuse(wrong, request_uri=_URI, at=at))


def _is_broken(part: Part) -> bool:
    return any(problem.severity is not Severity.INFO for problem in part.problems)
