"""Which question follows from which finding, and what is asked for."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources

import msgspec

from quaywatch.cargo import Consignment, Finding, Subject
from quaywatch.requests.kinds import RequestKind
from quaywatch.requests.nouns import Question


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the table says of one check."""

    kind: RequestKind
    basis: str
    """Law or norm, as the filer reads it."""
    wanted: str
    """What an acceptable answer is: a key of the letters' `wanted`."""
    wrong: str = ""
    """What is wrong: a key of the letters' `wrong`, by default the check's own code."""


@cache
def table() -> dict[str, Asked]:
    """Return what is asked when a check speaks up, by its code.

    A check that is not named is never asked about: nothing leaves by default.
    """
    text = resources.files("quaywatch.requests").joinpath("asking.toml").read_text("utf-8")
    return msgspec.toml.decode(text, type=dict[str, Asked])


def propose(consignment: Consignment, findings: Iterable[Finding]) -> tuple[Question, ...]:
    """Return the questions that a consignment's findings call for, once each.

    Findings alone come in here: what else raises the risk of a consignment cannot be asked about.
    """
    named: dict[str, Question] = {}
    for question in _of_findings(consignment, findings):
        named.setdefault(question.key, question)
    return tuple(named.values())


def key(consignment: Consignment, finding: Finding) -> str:
    """Return the name under which a finding is known before and after an amendment."""
    return f"{finding.code}/{_about(consignment, finding.subject, finding.index)}"


def kind_of(questions: Sequence[Question]) -> RequestKind:
    """Return the request that most of the questions call for; of equals, the amendment.

    A do-not-load never follows from findings: it is for people to decide.
    """
    order = (RequestKind.AMENDMENT, RequestKind.INFORMATION, RequestKind.SCREENING)
    kinds = [table()[question.code].kind for question in questions]
    return max(order, key=kinds.count) if kinds else RequestKind.INFORMATION


def _of_findings(consignment: Consignment, findings: Iterable[Finding]) -> Iterator[Question]:
    for finding in findings:
        if finding.code in table():
            yield Question(
                code=finding.code,
                subject=finding.subject,
                index=finding.index,
                about=_about(consignment, finding.subject, finding.index),
                declared={field: finding.values.get(field, "") for field in finding.fields},
            )


def _about(consignment: Consignment, subject: Subject, index: int) -> str:
    if subject is Subject.EQUIPMENT and index < len(consignment.equipment):
        return consignment.equipment[index].number
    if subject is Subject.GOODS_ITEM and index < len(consignment.goods_items):
        return str(consignment.goods_items[index].sequence)
    return ""
