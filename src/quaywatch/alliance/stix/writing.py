"""From notices to STIX 2.1."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid5

import msgspec

from quaywatch.alliance.bodies import (
    Answer,
    Feedback,
    Indicator,
    ModusOperandi,
    MonthFigures,
    Request,
    RiskInformation,
    ScanImage,
    Seizure,
    Sighting,
    Verdict,
    Withdrawal,
)
from quaywatch.alliance.notice import NOTICES, Notice
from quaywatch.alliance.stix import ids
from quaywatch.alliance.stix.markings import definition, marking
from quaywatch.alliance.stix.pattern import pattern

Object = dict[str, Any]

_OPINIONS = {
    Verdict.FOUND: "strongly-agree",
    Verdict.IRREGULARITY: "agree",
    Verdict.NOT_LOOKED: "neutral",
    Verdict.NOTHING: "disagree",
    Verdict.FALSE: "strongly-disagree",
}
_MILLISECONDS = 3
_MILLISECOND = timedelta(milliseconds=1)


def bundle(notices: Iterable[Notice]) -> Object:
    """Return a bundle of notices with all that their objects name, each thing once."""
    found: dict[str, Object] = {}
    for notice in notices:
        for one in objects(notice):
            found.setdefault(one["id"], one)
    name = uuid5(NOTICES, "/".join(found))
    return {"type": "bundle", "id": f"bundle--{name}", "objects": list(found.values())}


def objects(notice: Notice) -> list[Object]:
    """Return the objects of one notice: what they name first, the notice itself last."""
    return [
        definition(notice.handling.tlp),
        _identity(notice.origin),
        *_containers(notice),
        main(notice),
    ]


def main(notice: Notice) -> Object:
    """Return the object that stands for a notice."""
    kind = ids.TYPES[notice.kind]
    said: Object = {
        "type": kind,
        "spec_version": "2.1",
        "id": f"{kind}--{notice.id}",
        "created_by_ref": ids.identity(notice.origin),
        "created": instant(notice.created_at),
        "modified": instant(notice.made_at),
        "object_marking_refs": [marking(notice.handling.tlp)],
        "extensions": {
            ids.EXTENSION: {
                "extension_type": "property-extension",
                "notice": msgspec.json.decode(msgspec.json.encode(notice, order="deterministic")),
            }
        },
    }
    if notice.withdrawn:
        said["revoked"] = True
    return said | _own(notice)


def instant(at: datetime) -> str:
    """Return an instant as STIX writes it; what is finer than a millisecond stays in the notice."""
    text = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    return f"{text[:-_MILLISECONDS]}Z"


def _own(notice: Notice) -> Object:
    """Return what the type itself asks for."""
    body = notice.body
    match body:
        case Seizure():
            return {"name": _seized(body), "description": body.note or _seized(body)}
        case Indicator():
            return _indicator(body, notice)
        case ModusOperandi():
            return {"name": body.title, "description": body.description}
        case RiskInformation():
            return _risk(body, notice)
        case Sighting():
            seen = {"first_seen": instant(body.first_at), "last_seen": instant(body.last_at)}
            return seen | {"count": body.count, "sighting_of_ref": ids.of(body.of)}
        case Feedback():
            return {"opinion": _OPINIONS[body.verdict], "object_refs": [ids.of(body.of)]}
        case Withdrawal():
            return _withdrawn(body, notice)
        case Request() | Answer() | ScanImage() | MonthFigures():
            return _told(body, notice)


def _indicator(body: Indicator, notice: Notice) -> Object:
    said: Object = {
        "name": f"{body.what}: {body.value}",
        "indicator_types": ["anomalous-activity"],
        "pattern": pattern(body),
        "pattern_type": "stix",
        "valid_from": instant(notice.created_at),
    }
    if notice.valid_until is not None and instant(notice.valid_until) > said["valid_from"]:
        said["valid_until"] = instant(notice.valid_until)
    return said


def _risk(body: RiskInformation, notice: Notice) -> Object:
    return {
        "name": body.title,
        "description": f"{body.risk}\n\n{body.measures}",
        "report_types": ["indicator"],
        "published": instant(notice.made_at),
        "object_refs": [ids.of(one) for one in body.indicators] or [ids.identity(notice.origin)],
    }


def _told(body: Request | Answer | ScanImage | MonthFigures, notice: Notice) -> Object:
    match body:
        case Request():
            return _note(notice, f"{body.asked}: {', '.join(body.about)}", body.question)
        case Answer():
            text = body.text or str(body.refused or "answered")
            sort = "answer" if body.until is None else f"not before {instant(body.until)}: answer"
            return _note(notice, f"{sort} to {body.request}", text)
        case MonthFigures():
            counts = f"{body.inspections} inspections, {body.finds} finds"
            return _note(notice, f"{body.at} in {body.month}", counts)
        case ScanImage():
            return _note(notice, f"scan of {body.container}", f"{body.format}, {body.size} bytes")


def _note(notice: Notice, abstract: str, content: str) -> Object:
    refs = [ids.identity(notice.origin)]
    return {"abstract": abstract, "content": content or abstract, "object_refs": refs}


def tombstone(notice: Notice, name: str, at: datetime) -> Object:
    """Return what tells somebody that an object of a notice is shared with them no more.

    Nothing of what it said is in it; it carries no notice, since its originator wrote none.
    """
    kind = name.partition("--")[0]
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": name,
        "created_by_ref": ids.identity(notice.origin),
        "created": instant(notice.created_at),
        "modified": instant(max(at, notice.made_at + _MILLISECOND)),
        "revoked": True,
    } | _emptied(kind, notice, "no longer shared", at)


def _withdrawn(body: Withdrawal, notice: Notice) -> Object:
    """Fill what the type of the former object asks for with the reason alone."""
    return _emptied(ids.TYPES[body.of], notice, body.reason, notice.made_at)


def _emptied(kind: str, notice: Notice, reason: str, at: datetime) -> Object:
    match kind:
        case "indicator":
            none = {"pattern": "[identity:name = '']", "pattern_type": "stix"}
            return none | {"valid_from": instant(notice.created_at)}
        case "report":
            refs = [ids.identity(notice.origin)]
            return {"name": "withdrawn", "published": instant(at), "object_refs": refs}
        case "note":
            return _note(notice, "withdrawn", reason)
        case "opinion":
            return {"opinion": "neutral", "object_refs": [ids.identity(notice.origin)]}
        case "sighting":
            return {"sighting_of_ref": ids.identity(notice.origin)}
        case _:
            return {"name": "withdrawn"}


def _seized(body: Seizure) -> str:
    mass = "" if body.mass_kg is None else f"{body.mass_kg:g} kg "
    return f"{mass}{body.substance}, {body.at}"


def _identity(node: str) -> Object:
    return {
        "type": "identity",
        "spec_version": "2.1",
        "id": ids.identity(node),
        "created": "2026-01-01T00:00:00.000Z",
        "modified": "2026-01-01T00:00:00.000Z",
        "name": node,
        "identity_class": "organization",
    }


def _containers(notice: Notice) -> Iterator[Object]:
    body = notice.body
    numbers = body.containers if isinstance(body, Seizure) else ()
    if isinstance(body, ScanImage):
        numbers = (body.container,)
    for number in numbers:
        yield {
            "type": "cargo-container",
            "spec_version": "2.1",
            "id": ids.observable("cargo-container", {"iso6346": number}),
            "iso6346": number,
            "extensions": {ids.CONTAINER: {"extension_type": "new-sco"}},
        }
