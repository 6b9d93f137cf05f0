"""The account of one inspection, put together from what the plan kept and what officers did."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from quaywatch.api import reasons, wording
from quaywatch.api.schemas import Language
from quaywatch.api.why import sentences
from quaywatch.api.why.figures import Figures
from quaywatch.api.why.sentences import Said
from quaywatch.api.why.wording import SENTENCES, TITLES
from quaywatch.api.why_shapes import InspectionWhyShape, WhyPartShape, WhySentenceShape
from quaywatch.cargo import Order, SelectionBasis
from quaywatch.inspections import Record
from quaywatch.inspections.why import Why
from quaywatch.node.board import BoardLine
from quaywatch.node.inspected import asked_of

_Part = Literal["officer", "box", "now", "look"]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """An inspection that is asked for, and who asks."""

    order: Order | None
    """What is ordered, or else proposed; None where nothing is asked for any more."""
    planned: Order | None
    """What the last plan that picked the box proposed."""
    why: Why | None
    """Why it did."""


def on_line(line: BoardLine) -> Asked:
    """Return what is asked for on a line of the board."""
    return Asked(line.order, line.record.selected, line.why)


def in_record(record: Record) -> Asked:
    """Return what is asked for by the record of a box, its history and all."""
    return Asked(asked_of(record), record.selected, record.why)


def brief(asked: Asked, language: Language, timezone: str) -> str | None:
    """Return why it is asked for in one line; None where nobody said."""
    if asked.order is None:
        return None
    if asked.order.override is not None:
        return reasons.label("override", asked.order.override.value, language)
    if asked.why is None:
        return None
    said = sentences.in_brief(asked.why, _figures(asked, language, timezone))
    return " · ".join(_text(one, language) for one in said)


def why(
    asked: Asked,
    language: Language,
    timezone: str,
    *,
    strongest: str = "",
    anew: bool = False,
) -> InspectionWhyShape | None:
    """Return all that is kept of why it is asked for; None where nobody said.

    Args:
        asked: the inspection.
        language: of the sentences.
        timezone: of the port.
        strongest: reason of the assessment, in words.
        anew: whether the box was assessed anew since the plan.
    """
    if asked.order is None:
        return None
    write = _figures(asked, language, timezone)
    parts = [_part("officer", _left(asked, asked.order, write), language)]
    if asked.why is not None:
        about = _about(asked.why, asked.planned, write, strongest, anew=anew)
        parts += [
            _part("box", about, language),
            _part("now", sentences.of_hour(asked.why, write), language),
            _part("look", sentences.of_look(asked.why, write), language),
        ]
    told = [part for part in parts if part.sentences]
    if not told:
        return None
    return InspectionWhyShape(brief=brief(asked, language, timezone) or "", parts=told)


def _about(
    why: Why, planned: Order | None, write: Figures, strongest: str, *, anew: bool
) -> Iterator[Said]:
    """Say why this box, with what stands beside the plan's own reasons."""
    first, *more = sentences.of_box(why, write)
    yield first
    if strongest:
        yield Said("box.top", {"reason": strongest})
    if why.lot is None and planned is not None and planned.selection_probability < 1:
        chance = write.share(planned.selection_probability)
        yield Said("box.partly", {"chance": chance, "draw": why.draw})
    yield from more
    if anew:
        yield Said("box.anew", {})


def _left(asked: Asked, order: Order, write: Figures) -> Iterator[Said]:
    """Say why an officer left the plan, and what the plan asked for."""
    planned = asked.planned
    if order.override is not None:
        reason = reasons.label("override", order.override.value, write.language)
        yield Said("officer.reason", {"reason": reason})
    if planned is None or order.basis is SelectionBasis.OFFICER:
        return
    if planned.kind is not order.kind:
        kind = wording.named(planned.kind.value, write.language)
        yield Said("officer.kind", {"kind": kind})
    elif planned.slot_at is not None and planned.slot_at != order.slot_at:
        yield Said("officer.slot", {"at": write.at(planned.slot_at)})


def _figures(asked: Asked, language: Language, timezone: str) -> Figures:
    day = asked.order.slot_at if asked.order is not None else None
    return Figures(language, ZoneInfo(timezone), day or _EPOCH)


def _part(part: _Part, said: Iterable[Said], language: Language) -> WhyPartShape:
    return WhyPartShape(
        part=part,
        title=TITLES[part].get(language),
        sentences=[WhySentenceShape(code=one.code, text=_text(one, language)) for one in said],
    )


def _text(said: Said, language: Language) -> str:
    text = SENTENCES[said.code].get(language).format_map(said.figures)
    return text if said.code.startswith("brief") else text[:1].upper() + text[1:]
