"""The draft that the node itself makes of a consignment's findings."""

from collections.abc import Collection
from datetime import datetime

import msgspec

from quaywatch.cargo import Consignment, FilingHeader, Finding
from quaywatch.requests.addressing import LANGUAGES, addressee, language
from quaywatch.requests.asking import kind_of, propose
from quaywatch.requests.kinds import RequestKind
from quaywatch.requests.nouns import Addressee, Draft, Question
from quaywatch.requests.terms import decide_by


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """What a request is about: a consignment as filed, and one container of it."""

    consignment_id: str
    document: int
    """Ledger position of the message with the version in force."""
    header: FilingHeader
    consignment: Consignment
    findings: tuple[Finding, ...]
    box_id: str = ""
    equipment_number: str = ""
    loaded_at: datetime | None = None
    """When the container was seen to go aboard at its port of loading."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """All that can be asked."""
        return propose(self.consignment, self.findings)

    @property
    def kind(self) -> RequestKind:
        """The request that the questions call for."""
        return kind_of(self.questions)

    @property
    def addressee(self) -> Addressee:
        """The filer."""
        return addressee(self.header, self.consignment)

    @property
    def language(self) -> str:
        """The filer's language."""
        return language(self.header, self.consignment)

    @property
    def decide_by(self) -> datetime | None:
        """End of the time for the risk analysis."""
        return decide_by(self.consignment, self.header.received_at)


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer chose of a draft; None leaves it as the node proposes."""

    questions: tuple[str, ...] | None = None
    """Keys of the questions to ask."""
    language: str | None = None
    remark: str = ""


def draft_of(matter: Matter, kind: RequestKind | None, wording: Wording) -> Draft:
    """Return a draft about a matter.

    Raises:
        ValueError: a question that the findings do not call for, or a language without letters.

    """
    chosen = wording.language or matter.language
    if chosen not in LANGUAGES:
        raise ValueError(f"there are no letters in {chosen!r}")
    conveyance = matter.consignment.conveyance
    return Draft(
        kind=kind or matter.kind,
        consignment_id=matter.consignment_id,
        reference=matter.consignment.reference,
        addressee=matter.addressee,
        language=chosen,
        questions=_chosen(matter.questions, wording.questions),
        remark=wording.remark.strip(),
        box_id=matter.box_id,
        equipment_number=matter.equipment_number,
        vessel_name=conveyance.vessel_name or "",
        voyage=conveyance.voyage or "",
        load_by=conveyance.departure_at,
        decide_by=matter.decide_by,
    )


def reworded(draft: Draft, offered: Collection[Question], wording: Wording) -> Draft:
    """Return a draft with what the officer chose of it, out of the questions `offered`.

    Raises:
        ValueError: as for `draft_of`.

    """
    chosen = wording.language or draft.language
    if chosen not in LANGUAGES:
        raise ValueError(f"there are no letters in {chosen!r}")
    return msgspec.structs.replace(
        draft,
        language=chosen,
        questions=_chosen(offered, wording.questions),
        remark=wording.remark.strip(),
    )


def _chosen(offered: Collection[Question], keys: Collection[str] | None) -> tuple[Question, ...]:
    if keys is None:
        return tuple(offered)
    unknown = set(keys) - {question.key for question in offered}
    if unknown:
        raise ValueError(f"nothing calls for the question {min(unknown)!r}")
    return tuple(question for question in offered if question.key in keys)
