"""A letter: what is said, before it takes the form of a text or a page."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from quaywatch.cargo import Subject
from quaywatch.requests.asking import table
from quaywatch.requests.kinds import ORDERS
from quaywatch.requests.letters.phrases import Phrases, phrases
from quaywatch.requests.nouns import Draft, Purpose, Question


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One question of a letter."""

    key: str
    """The question's own."""
    about: str
    """The container or goods line; empty for the whole consignment."""
    declared: tuple[tuple[str, str], ...]
    """What the fields are called, and what was declared in them."""
    wrong: str
    basis: str
    wanted: str


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """What a filer reads, in its language."""

    language: str
    title: str
    opening: str
    facts: tuple[tuple[str, str], ...]
    """What it is about: label and value."""
    question: str
    """Heading of each block, with `{number}` where its number goes."""
    labels: tuple[str, str, str, str]
    """What `declared`, `wrong`, `basis` and `wanted` of each block are called."""
    blocks: tuple[Block, ...]
    remark_label: str
    remark: str
    """The officer's words."""
    closing: tuple[str, ...]


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """What a letter says besides the request itself."""

    request_id: str
    purpose: Purpose
    node: str
    """Name of the authority's node; officers are never named."""
    simulated: bool
    due_at: datetime | None = None
    round: int = 1
    """Goes up each time the filer is asked again."""


def compose(draft: Draft, occasion: Occasion) -> Letter:
    """Put a request, a reminder of it or its withdrawal into words."""
    said = phrases(draft.language)
    taken_back = occasion.purpose is Purpose.WITHDRAWAL
    frame = said.frame
    return Letter(
        language=draft.language,
        title=_title(draft, occasion, said),
        opening=_opening(draft, occasion, said),
        facts=tuple(_facts(draft, said)),
        question=frame.question,
        labels=(frame.declared, frame.wrong, frame.basis, frame.wanted),
        blocks=() if taken_back else tuple(block(said, q) for q in draft.questions),
        remark_label=frame.remark,
        remark="" if taken_back else draft.remark,
        closing=tuple(_closing(draft, occasion, said)),
    )


def _title(draft: Draft, occasion: Occasion, said: Phrases) -> str:
    title = said.title[draft.kind]
    if occasion.purpose is Purpose.REMINDER:
        return f"{said.frame.reminder}: {title}"
    return title


def _opening(draft: Draft, occasion: Occasion, said: Phrases) -> str:
    if occasion.purpose is not Purpose.WITHDRAWAL:
        return said.opening[draft.kind]
    return said.frame.lifted if draft.kind in ORDERS else said.frame.withdrawn


def _facts(draft: Draft, said: Phrases) -> Iterator[tuple[str, str]]:
    to = draft.addressee
    frame = said.frame
    voyage = " ".join(part for part in (draft.vessel_name, draft.voyage) if part)
    for label, value in (
        (frame.bill, draft.reference),
        (frame.container, draft.equipment_number),
        (frame.voyage, voyage),
        (frame.your_message, to.reference),
        ("MRN", to.mrn),
    ):
        if value:
            yield label, value


def block(said: Phrases, question: Question) -> Block:
    """Put one question into words."""
    asked = table()[question.code]
    return Block(
        key=question.key,
        about=_about(said, question),
        declared=tuple(
            (said.fields.get(field, field), value or said.frame.nothing)
            for field, value in question.declared.items()
        ),
        wrong=said.wrong[asked.wrong or question.code],
        basis=asked.basis,
        wanted=said.wanted[asked.wanted],
    )


def _about(said: Phrases, question: Question) -> str:
    if question.subject is Subject.EQUIPMENT:
        return f"{said.frame.container} {question.about}"
    if question.subject is Subject.GOODS_ITEM:
        return said.frame.goods_line.format(number=question.about)
    return ""


def _closing(draft: Draft, occasion: Occasion, said: Phrases) -> Iterator[str]:
    frame = said.frame
    if occasion.purpose is not Purpose.WITHDRAWAL:
        if occasion.due_at is not None:
            due = frame.due_order if draft.kind in ORDERS else frame.due
            yield due.format(due=f"{occasion.due_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC")
        yield frame.how.format(reference=occasion.request_id)
    yield frame.closing.format(node=occasion.node)
    if occasion.simulated:
        yield frame.simulated
