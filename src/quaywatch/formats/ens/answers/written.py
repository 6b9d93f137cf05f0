"""Answers of customs in XML, made from the declaration that they answer.

A writer is given everything that it states: who answers, when, under which numbers. The same
input gives the same bytes.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from quaywatch.cargo.problem import Problem
from quaywatch.formats.ens.answers.building import Answer, Decision, moment
from quaywatch.formats.xml import Document, local

_AMENDMENT = "CC313A"
_AMENDED = ("TRAREP", "PERLODSUMDEC", "CUSOFFFENT730", "TRACARENT601")
_LODGED = ("CUSOFFLON", *_AMENDED)


class Intervention(msgspec.Struct, frozen=True, kw_only=True):
    """What customs orders about one goods item, or about all of them."""

    code: str
    """Code of the intervention, at most four signs."""
    text: str = ""
    item: int | None = None
    """Number of the goods item; None for the whole declaration."""
    language: str = "EN"
    """That of the text (ISO 639-1)."""


def accept(document: Document, decision: Decision) -> bytes:
    """Return the acceptance of a declaration (CC328A) or of an amendment (CC304A)."""
    if _is_amendment(document):
        made = Answer("CC304A", document, decision)
        made.head(DocNumHEA5=decision.mrn)
        made.means("NatOfMeaOfTraCroHEA87")
        made.head(AmeAccDatTimHEA111=moment(decision.at))
        made.head(DatTimAmeHEA113=made.declared("DatTimAmeHEA113"))
    else:
        made = Answer("CC328A", document, decision)
        made.head(RefNumHEA4=made.declared("RefNumHEA4"), DocNumHEA5=decision.mrn)
        made.means("NatHEA001")
        made.head(DecRegDatTimHEA115=moment(decision.at))
    made.items()
    made.copies(*(_LODGED if not _is_amendment(document) else _AMENDED))
    return made.xml()


def reject(document: Document, decision: Decision, problems: Iterable[Problem]) -> bytes:
    """Return the rejection of a declaration (CC316A) or of an amendment (CC305A).

    Each problem becomes a functional error: its type is the published code, or 12 where the
    schema is broken, and its pointer the XPath. Traders are named as the declarant wrote them.
    """
    if _is_amendment(document):
        made = Answer("CC305A", document, decision)
        made.head(DocNumHEA5=made.declared("DocNumHEA5") or decision.mrn)
        made.head(DatTimAmeHEA113=made.declared("DatTimAmeHEA113") or moment(decision.at))
        made.head(AmeRejDatTimHEA112=moment(decision.at))
    else:
        made = Answer("CC316A", document, decision)
        made.head(RefNumHEA4=made.declared("RefNumHEA4") or "-")
        made.head(DecRejDatTimHEA116=moment(decision.at))
    for problem in problems:
        made.error(problem)
    if _is_amendment(document):
        made.copies("TRAREP", "PERLODSUMDEC", "CUSOFFFENT730", leaving="ExpDatOfArrFIRENT733")
    return made.xml()


def intervene(
    document: Document,
    decision: Decision,
    orders: Iterable[Intervention],
    *,
    registered_at: datetime,
) -> bytes:
    """Return the advanced intervention (CC351A): goods not to be loaded, or to be controlled.

    `registered_at` is when the declaration was accepted (time-zone aware).
    """
    made = Answer("CC351A", document, decision)
    submitted = made.declared("DecDatTimHEA114") or made.declared("DatTimAmeHEA113")
    made.head(RefNumHEA4=made.declared("RefNumHEA4") or decision.mrn, DocNumHEA5=decision.mrn)
    made.means("NatHEA001")
    made.head(NotDatTimHEA104=moment(decision.at), DecRegDatTimHEA115=moment(registered_at))
    made.head(DecSubDatTimHEA118=submitted)
    made.items()
    made.copies(*_LODGED)
    for order in orders:
        made.order(order.code, order.text, order.item, order.language)
    return made.xml()


def _is_amendment(document: Document) -> bool:
    return local(document.root) == _AMENDMENT
