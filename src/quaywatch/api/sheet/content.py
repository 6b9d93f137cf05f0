"""What stands on the printed order."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

import msgspec

from quaywatch import risk
from quaywatch.api import reasons, why, wording
from quaywatch.api.schemas import Language
from quaywatch.api.why_shapes import WhyPartShape
from quaywatch.cargo import Consignment, Order, Outcome, OutcomeResult
from quaywatch.node import Description, Dossier
from quaywatch.node.board import BoardLine
from quaywatch.rules import RuleBook

_REASONS = 8
"""Reasons that are printed, the strongest for the box."""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading with lines under it."""

    title: str
    lines: tuple[str, ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One page or two; every text is in the language of the officer."""

    language: str
    authority: str
    simulated: str
    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    results: tuple[str, ...]
    """Boxes to tick."""
    blanks: tuple[str, ...]
    """Lines to fill in by hand."""
    closing: str


def sheet(
    line: BoardLine,
    dossier: Dossier,
    finds: Iterable[Outcome],
    *,
    node: Description,
    timezone: str,
    language: Language,
    rulebook: RuleBook,
) -> Sheet:
    """Return the order for a box; `finds` are the last ones of the node."""
    words = _texts()[language]
    strongest = sorted(dossier.reasons, key=lambda reason: -reason.contribution)[:_REASONS]
    told = why.why(why.on_line(line), language, timezone)
    parts = {part.part: part for part in told.parts} if told else {}
    spoke = [risk.text(r, language, rulebook) for r in strongest if r.contribution > 0]
    return Sheet(
        language=language,
        authority=node.name,
        simulated=words["simulated"] if node.simulated else "",
        title=f"{words['title']} {line.equipment_number}",
        facts=tuple(_facts(line, dossier, timezone, words, language)),
        sections=(
            Section(title=words["goods"], lines=tuple(_goods(dossier.consignment))),
            Section(title=words["reasons"], lines=(*_lines(parts.get("box")), *spoke)),
            *(_section(part) for name, part in parts.items() if name != "box"),
            Section(title=words["hidden"], lines=tuple(_hidden(dossier, finds, words, language))),
        ),
        results=tuple(words[result] for result in OutcomeResult),
        blanks=tuple(words[name] for name in ("seals_before", "seals_after", "signature")),
        closing=words["closing"],
    )


def _section(part: WhyPartShape) -> Section:
    return Section(title=part.title, lines=tuple(_lines(part)))


def _lines(part: WhyPartShape | None) -> list[str]:
    return [sentence.text for sentence in part.sentences] if part is not None else []


def _facts(
    line: BoardLine, dossier: Dossier, timezone: str, words: Mapping[str, str], language: Language
) -> Iterable[tuple[str, str]]:
    order, zone = line.order, ZoneInfo(timezone)
    seals = [
        seal.number
        for box in dossier.consignment.equipment
        if box.number == line.equipment_number
        for seal in box.seals
    ]
    told: list[tuple[str, str | None]] = [
        ("box", f"{line.equipment_number} {line.size_type}".strip()),
        ("bill", dossier.consignment.reference),
        ("terminal", line.terminal),
        ("kind", wording.named(order.kind.value, language) if order else None),
        ("follows", _follows(order, zone, words, language)),
        ("slot", _at(order.slot_at if order else None, zone)),
        ("pick_up", _at(line.deadline_at, zone)),
        ("last_start", _at(line.last_start, zone)),
        ("ordered_by", line.record.ordered_by),
        (
            "override",
            reasons.label("override", order.override.value, language)
            if order and order.override
            else None,
        ),
        ("note", order.note if order else None),
        ("seals", ", ".join(seals) or words["none"]),
    ]
    return ((words[name], value) for name, value in told if value)


def _follows(
    order: Order | None, zone: ZoneInfo, words: Mapping[str, str], language: Language
) -> str | None:
    """Say which look spoke up before, and whether its day had no hour left."""
    alarm = order.follows if order else None
    if order is None or alarm is None:
        return None
    said = words["silent" if alarm.silent else "spoke_up"].format(
        kind=wording.named(alarm.kind.value, language), at=_at(alarm.at, zone)
    )
    slot = order.slot_at
    carried = slot is None or slot.astimezone(zone).date() > alarm.at.astimezone(zone).date()
    return f"{said} {words['carried']}" if carried else said


def _goods(consignment: Consignment) -> Iterable[str]:
    for item in consignment.goods_items:
        packages = f"{item.package_count} {item.package_type or ''}" if item.package_count else ""
        mass = f"{item.gross_mass_kg:,.0f} kg" if item.gross_mass_kg is not None else ""
        parts = (item.description, item.hs_code, packages.strip(), mass)
        yield " · ".join(part for part in parts if part)


def _hidden(
    dossier: Dossier, finds: Iterable[Outcome], words: Mapping[str, str], language: Language
) -> Iterable[str]:
    own = [past.record.outcome for past in dossier.past if past.record.outcome is not None]
    for name, outcomes in (("hidden_own", own), ("hidden_all", finds)):
        counted = Counter(
            reasons.label("place", outcome.place.value, language)
            if outcome.place is not None
            else wording.concealed(outcome.concealment, language)
            for outcome in outcomes
            if outcome.result is OutcomeResult.FOUND and (outcome.place or outcome.concealment)
        )
        if counted:
            places = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
            yield f"{words[name]}: " + ", ".join(f"{place} ({n})" for place, n in places)


def _at(instant: datetime | None, zone: ZoneInfo) -> str | None:
    return None if instant is None else f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("quaywatch.api.sheet").joinpath("texts.toml").read_text("utf-8"))
