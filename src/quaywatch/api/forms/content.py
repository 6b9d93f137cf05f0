"""What stands in the boxes of a form, before it takes a shape."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from quaywatch.alliance import Notice
from quaywatch.alliance.bodies import Indicator, ModusOperandi, RiskInformation, Seizure
from quaywatch.alliance.line.bringing import LATER
from quaywatch.alliance.policy.categories import CORRECTED
from quaywatch.api import reasons, wording
from quaywatch.api.schemas import Language
from quaywatch.cargo.identifiers import unlocode

Box = tuple[str, str]
"""What is asked, and what was said."""


_TITLES = {"seizure": "report", "risk": "rif", "indicator": "rif", "modus": "rif"}


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A heading with boxes under it."""

    title: str
    boxes: tuple[Box, ...]


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """One form; every text but those of the originator is in the language asked for."""

    language: str
    authority: str
    title: str
    marking: str
    """The light that it goes under, on every page."""
    simulated: str
    parts: tuple[Part, ...]
    closing: str


def form(notice: Notice, *, language: Language, authority: str, simulated: bool) -> Form:
    """Fill a form with a notice: give it the copy that the reader may have.

    Raises:
        ValueError: there is no form for such a notice.

    """
    say = _texts()[language]
    body = notice.body
    title = _TITLES.get(notice.kind, "") if not notice.withdrawn else ""
    if not title:
        raise ValueError(f"there is no form for a notice of kind {notice.kind}")
    parts = [
        _part(say, "reference", _reference(notice, say)),
        *_about(body, say, language),
        _part(say, "handling", _handling(notice, say)),
    ]
    return Form(
        language=language,
        authority=authority,
        title=say[title],
        marking=f"TLP:{notice.handling.tlp.upper()}",
        simulated=say["simulated"] if simulated else "",
        parts=tuple(part for part in parts if part.boxes),
        closing=say["closing"],
    )


def _about(body: Any, say: Mapping[str, str], language: Language) -> list[Part]:
    match body:
        case Seizure():
            return [
                _part(say, "find", _find(body, language)),
                _part(say, "transport", _transport(body)),
                _part(say, "parties", _parties(body)),
            ]
        case RiskInformation():
            return [_part(say, "risk", _risk(body)), _part(say, "feedback", _feedback(body))]
        case Indicator():
            return [_part(say, "risk", _look_out(body, say))]
        case ModusOperandi():
            return [_part(say, "risk", _way(body, language))]
        case _:
            return []


def _part(say: Mapping[str, str], name: str, boxes: Iterator[Box]) -> Part:
    return Part(title=say[name], boxes=tuple((say[key], text) for key, text in boxes if text))


def _reference(notice: Notice, say: Mapping[str, str]) -> Iterator[Box]:
    yield "number", f"{notice.origin}/{notice.reference}"
    yield "version", str(notice.version)
    yield "made", _at(notice.made_at)
    yield "origin", notice.origin
    yield "source", f"{notice.source.reliability.value}{notice.source.accuracy.value}"
    told = notice.correction
    yield "correction", say[told] if told in (CORRECTED, LATER) else told


def _find(body: Seizure, language: Language) -> Iterator[Box]:
    yield "found_at", _at(body.found_at)
    yield "place_of_find", _port(body.at)
    yield "terminal", body.terminal
    yield "substance", body.substance
    yield "mass", "" if body.mass_kg is None else f"{body.mass_kg:g} kg"
    yield "cover", body.heading
    if body.place is not None:
        yield "hidden", reasons.label("place", body.place.value, language)
    elif body.concealment is not None:
        yield "hidden", wording.concealed(body.concealment, language)
    yield "note", body.note


def _transport(body: Seizure) -> Iterator[Box]:
    yield "containers", ", ".join(body.containers)
    yield "seals", ", ".join(body.seals)
    yield "bill", body.consignment
    yield "carrier", body.carrier
    yield "vessel", body.vessel_imo
    yield "voyage", body.voyage
    yield "route", " → ".join(_port(one) for one in body.route)


def _parties(body: Seizure) -> Iterator[Box]:
    yield "consignor", body.consignor
    yield "consignee", body.consignee
    yield "notify", body.notify_party
    yield "telephones", ", ".join(body.telephones)


def _risk(body: RiskInformation) -> Iterator[Box]:
    yield "subject", body.title
    yield "what", body.risk
    yield "measures", body.measures
    yield "period", f"{body.from_on.isoformat()} - {body.until_on.isoformat()}"
    yield "goods", ", ".join(body.headings)
    yield "origins", ", ".join(_port(one) for one in body.origins)
    yield "destinations", ", ".join(_port(one) for one in body.destinations)
    yield "indicators", ", ".join(body.indicators)


def _feedback(body: RiskInformation) -> Iterator[Box]:
    yield "feedback_by", body.feedback_by.isoformat() if body.feedback_by else ""


def _look_out(body: Indicator, say: Mapping[str, str]) -> Iterator[Box]:
    every = ((body.what, body.value), *body.together)
    yield "look_out", " + ".join(f"{say[f'seen_{what}']} {value}" for what, value in every)
    yield "note", body.note


def _way(body: ModusOperandi, language: Language) -> Iterator[Box]:
    yield "subject", body.title
    yield "what", body.description
    if body.place is not None:
        yield "hidden", reasons.label("place", body.place.value, language)
    elif body.concealment is not None:
        yield "hidden", wording.concealed(body.concealment, language)
    yield "ports", ", ".join(_port(one) for one in body.ports)
    yield "goods", ", ".join(body.headings)
    yield "signs", "; ".join(body.signs)


def _handling(notice: Notice, say: Mapping[str, str]) -> Iterator[Box]:
    handling = notice.handling
    yield "light", f"TLP:{handling.tlp.upper()}"
    yield "code", f"{handling.code.value} {handling.conditions}".strip()
    yield "purposes", ", ".join(say[f"purpose_{one}"] for one in sorted(handling.purposes))
    yield "basis", handling.legal_basis
    yield "delete_by", handling.retain_until.isoformat()
    yield "audience", ", ".join(sorted(handling.audience or ()))
    yield "onward", say["yes" if handling.onward else "no"]


def _port(code: str) -> str:
    name = unlocode.name(code)
    return f"{name} ({code})" if name else code


def _at(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("quaywatch.api.forms").joinpath("texts.toml").read_text("utf-8"))
