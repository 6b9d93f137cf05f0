"""What can be done with an assessment: each command checks it and gives the event to append.

Nobody confirms what they answered, nobody verifies their own port, and whoever settles a dispute
had no part in it: a standing that a bribe to one person could buy would be worth nothing.
"""

from hashlib import sha256

import msgspec

from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.ledger.lives import require_second
from quaywatch.norms.answer import Answer
from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.evidence import Evidence, EvidenceKind
from quaywatch.norms.life.acts import Refusal, Refused, event, require
from quaywatch.norms.life.kinds import AssessmentEvent, Stage
from quaywatch.norms.life.record import Assessment, Dispute, Plan, Received
from quaywatch.norms.standing import Stated


def plan(assessment: Assessment, planned: Plan, catalogue: Catalogue, act: Act) -> Event:
    """Plan an assessment by the catalogue at hand; results come after."""
    require(assessment, act, Stage.NONE)
    if planned.catalogue != catalogue.version:
        raise Refused(Refusal.WRONG_CATALOGUE, f"The catalogue at hand is {catalogue.version}.")
    return event(assessment, act, AssessmentEvent.PLANNED, planned.port, plan=planned)


def add_evidence(
    assessment: Assessment, evidence: Evidence, act: Act, port: str, document: bytes | None = None
) -> Event:
    """Add something to rest on; `document` are the bytes of one, whose digest the evidence bears.

    Who adds it is its author, and when it is added is when it was uploaded, whatever it says.
    """
    require(assessment, act, Stage.OPEN)
    if evidence.id in assessment.evidence:
        raise Refused(Refusal.TAKEN, f"There is evidence {evidence.id} already.")
    digest = sha256(document).hexdigest() if document is not None else None
    if evidence.kind is EvidenceKind.MEASURE or digest != evidence.digest:
        raise Refused(Refusal.UNKNOWN_EVIDENCE, "Its document is not the one it names.")
    written = msgspec.structs.replace(evidence, author=act.actor, uploaded_at=act.at)
    kind = AssessmentEvent.EVIDENCE
    return event(assessment, act, kind, port, original=document, evidence=written)


def answer(
    assessment: Assessment, said: Answer, catalogue: Catalogue, act: Act, port: str
) -> Event:
    """Answer one requirement, or answer it anew."""
    require(assessment, act, Stage.OPEN)
    planned = _planned(assessment)
    _of_port(planned, port)
    if planned.catalogue != catalogue.version:
        raise Refused(Refusal.WRONG_CATALOGUE, f"It was planned by catalogue {planned.catalogue}.")
    requirement = catalogue.get(said.requirement)
    if requirement is None:
        raise Refused(Refusal.UNKNOWN_REQUIREMENT, f"Nothing is called {said.requirement}.")
    if not planned.level.includes(requirement.level):
        raise Refused(Refusal.NOT_ASKED, f"{requirement.id} is asked of level {requirement.level}.")
    stray = [name for name in said.evidence if name not in assessment.evidence]
    if stray:
        raise Refused(Refusal.UNKNOWN_EVIDENCE, f"There is no evidence {', '.join(stray)}.")
    return event(assessment, act, AssessmentEvent.ANSWERED, port, answer=said)


def confirm(assessment: Assessment, requirement: str, act: Act, port: str) -> Event:
    """Stand by a colleague's answer."""
    require(assessment, act, Stage.OPEN)
    _of_port(_planned(assessment), port)
    stated = _stated(assessment, requirement)
    own = Refused(Refusal.FOUR_EYES, "Nobody confirms their own answer.")
    require_second(act, (stated.stated.by,), own)
    return event(assessment, act, AssessmentEvent.CONFIRMED, port, requirement=requirement)


def verify(assessment: Assessment, requirement: str, act: Act, port: str, note: str = "") -> Event:
    """Say, as a peer from another port, that it is so."""
    require(assessment, act, Stage.OPEN)
    _stated(assessment, requirement)
    if port == _planned(assessment).port:
        raise Refused(Refusal.OWN_PORT, "A port does not verify itself.")
    own = Refused(Refusal.FOUR_EYES, "Who answered in this assessment verifies nothing in it.")
    require_second(act, assessment.authors, own)
    kind = AssessmentEvent.VERIFIED
    return event(assessment, act, kind, port, requirement=requirement, note=note)


def dispute(assessment: Assessment, requirement: str, note: str, act: Act, port: str) -> Event:
    """Object to an answer; a closed assessment can be disputed too."""
    _seen(assessment, act)
    _stated(assessment, requirement)
    kind = AssessmentEvent.DISPUTED
    return event(assessment, act, kind, port, requirement=requirement, note=note)


def settle(
    assessment: Assessment, requirement: str, upheld: bool, note: str, act: Act, port: str
) -> Event:
    """Decide an objection, as somebody who neither answered, confirmed nor raised it."""
    _seen(assessment, act)
    stated, raised = _stated(assessment, requirement), _open_dispute(assessment, requirement)
    parties = [stated.stated.by, raised.raised.by]
    parties += [stated.confirmed.by] if stated.confirmed else []
    own = Refused(Refusal.FOUR_EYES, "Who had a part in it does not settle it.")
    require_second(act, parties, own)
    kind = AssessmentEvent.SETTLED
    return event(assessment, act, kind, port, requirement=requirement, note=note, upheld=upheld)


def close(assessment: Assessment, act: Act, port: str) -> Event:
    """Close an assessment, as somebody of the port who answered nothing in it."""
    require(assessment, act, Stage.OPEN)
    _of_port(_planned(assessment), port)
    own = Refused(Refusal.FOUR_EYES, "Somebody who answered nothing in it closes it.")
    require_second(act, assessment.authors, own)
    return event(assessment, act, AssessmentEvent.CLOSED, port)


def receive(
    assessment: Assessment, received: Received, document: bytes, act: Act, port: str
) -> Event:
    """Take over an assessment that another node made, or a later state of it."""
    if assessment.stage is not Stage.NONE and assessment.origin != received.origin:
        raise Refused(Refusal.FOREIGN, f"{assessment.id} was not made by {received.origin}.")
    before = assessment.history[-1].fact.received if assessment.history else None
    if before is not None and received.as_of < before.as_of:
        raise Refused(Refusal.OLDER, f"There is a document of {before.as_of} already.")
    kind = AssessmentEvent.RECEIVED
    return event(assessment, act, kind, port, original=document, received=received)


def _planned(assessment: Assessment) -> Plan:
    assert assessment.plan is not None  # noqa: S101 - a stage other than NONE has one
    return assessment.plan


def _of_port(planned: Plan, port: str) -> None:
    if port != planned.port:
        raise Refused(Refusal.OTHER_PORT, f"Only {planned.port} answers for itself.")


def _stated(assessment: Assessment, requirement: str) -> Stated:
    stated = assessment.stated.get(requirement)
    if stated is None:
        raise Refused(Refusal.NO_ANSWER, f"{requirement} is not answered.")
    return stated


def _seen(assessment: Assessment, act: Act) -> None:
    if act.seen != assessment.version:
        raise Refused(Refusal.STALE_VERSION, "Somebody else changed this assessment meanwhile.")


def _open_dispute(assessment: Assessment, requirement: str) -> Dispute:
    raised = assessment.disputes.get(requirement, ())
    if not raised or raised[-1].settled is not None:
        raise Refused(Refusal.NO_DISPUTE, f"Nothing about {requirement} waits to be settled.")
    return raised[-1]
