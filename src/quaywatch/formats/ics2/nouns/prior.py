"""What customs found and decided before: risk analyses, controls, decisions to control."""

from collections.abc import Iterable, Iterator

from quaywatch.cargo.control import Control, RiskFinding
from quaywatch.cargo.movement import Classifier, Movement, MovementKind
from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.nouns.goods import numbers
from quaywatch.formats.ics2.nouns.moments import moment

_ANALYSES = (
    "previousFullRiskAnalysis",
    "fullRiskAnalysis",
    "previousAirPreloadingRiskAnalysis",
    "airPreloadingRiskAnalysis",
)
_OFFICE = "customsOfficeOfControl/referenceNumber"


def findings(holder: Element) -> Iterator[RiskFinding]:
    """Yield the results of every risk analysis of an ENS or a pre-loading filing."""
    for name in _ANALYSES:
        for analysis in holder.all(f"{name}/riskAnalysis"):
            for result in analysis.all("riskAnalysisResult"):
                yield RiskFinding(
                    analysis=analysis.said("riskAnalysisRequestReference") or "",
                    category=analysis.said("category"),
                    authority=analysis.said("responsibleMemberState/country"),
                    kind=result.said("riskAnalysisType"),
                    area=result.said("riskAreaCode"),
                    level=result.said("riskLevel"),
                    result=result.said("resultCode"),
                    criteria=result.said("riskCriteriaIdentifier"),
                    text=result.said("resultText"),
                    completed_at=moment(result, "dateAndTimeOfCompletion"),
                )


def results(holder: Element) -> Iterator[Control]:
    """Yield the controls that were carried out (`controlResults`)."""
    for element in holder.all("controlResults"):
        yield Control(
            office=element.said(_OFFICE) or holder.said(_OFFICE),
            notified_at=moment(element, "controlResultDate") or moment(holder, "controlResultDate"),
            ended_at=moment(element.first("controlResult"), "controlEndDateAndTime"),
            kind=element.said("controlResult/type"),
            result=element.said("controlResult/code"),
            description=element.said("controlResult/description"),
            transport_documents=tuple(_documents(element)),
            equipment_numbers=tuple(numbers(element)),
        )


def decisions(root: Element) -> Iterator[Control]:
    """Yield the controls that are announced (`control`, in IE4N09 and IE4N11)."""
    named = root.every("transportDocument/documentNumber")
    for element in root.all("control"):
        yield Control(
            office=root.said(_OFFICE),
            place=element.said("examinationPlace/placeOfExamination")
            or element.said("examinationPlace/referenceNumber"),
            notified_at=moment(root, "notificationDate"),
            scheduled_at=moment(root, "scheduledControlDate"),
            transport_documents=tuple(_documents(element)) or named,
            equipment_numbers=tuple(numbers(element)),
        )


def movements(controls: Iterable[Control]) -> Iterator[Movement]:
    """Yield what each control means for each container that it names: held, or inspected."""
    for control in controls:
        at = control.ended_at or control.notified_at
        if at is None:
            continue
        for number in control.equipment_numbers:
            yield Movement(
                equipment_number=number,
                kind=MovementKind.INSPECTED if control.ended_at else MovementKind.HELD,
                classifier=Classifier.ACTUAL,
                at=at,
                facility=control.place,
                transport_document=next(iter(control.transport_documents), None),
            )


def _documents(element: Element) -> Iterator[str]:
    found = (e.text.strip() for e in element.walk() if e.name == "documentNumber")
    yield from dict.fromkeys(number for number in found if number)
