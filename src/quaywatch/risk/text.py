"""Reasons in the officer's language."""

import math

import msgspec

from quaywatch import checks
from quaywatch.cargo import Finding, Reason, ReasonKind, Severity, Subject
from quaywatch.risk import wording
from quaywatch.risk.naming import NAMERS, port
from quaywatch.risk.origins import STANDING
from quaywatch.rules import RuleBook, load

_TOLD = 1e4


def text(reason: Reason, language: str, rulebook: RuleBook | None = None) -> str:
    """Return what `reason` says, with the figures it rests on, in `en`, `fr`, `nl` or `es`.

    `rulebook` is the one that the assessment was made with; None stands for the built-in one.
    """
    match reason.kind:
        case ReasonKind.BASE:
            return wording.BASE.get(language)
        case ReasonKind.PRIOR:
            return f"{_head(reason, language)}{_evidence(reason, language)}"
        case ReasonKind.FINDING:
            return checks.text(_finding(reason), language)
        case ReasonKind.LEARNED:
            return _learned(reason, language)
        case ReasonKind.LOOK:
            return f"{_looked(reason, language)}{_times(reason, language)}"
        case ReasonKind.NOTICE:
            return f"{_noticed(reason, language)}{_times(reason, language)}"
        case _:
            return (rulebook or load()).text(reason.code, language)


def title(reason: Reason, language: str, rulebook: RuleBook | None = None) -> str:
    """Return the short form of `text`, for a line of the work list."""
    match reason.kind:
        case ReasonKind.PRIOR:
            return _head(reason, language)
        case ReasonKind.PROFILE | ReasonKind.WATCH_LIST:
            return (rulebook or load()).title(reason.code, language)
        case ReasonKind.LEARNED:
            return _learned(msgspec.structs.replace(reason, contribution=0.0), language)
        case ReasonKind.LOOK:
            return _looked(reason, language)
        case ReasonKind.NOTICE:
            return _noticed(reason, language)
        case _:
            return text(reason, language, rulebook)


def _head(reason: Reason, language: str) -> str:
    if reason.code == STANDING:
        said = wording.LACKS if reason.contribution > 0 else wording.KEEPS
        return said.get(language).format(port=port(reason.values["port"], language))
    level = reason.values.get("level", "")
    said = wording.LEVELS.get(level)
    if said is None:
        return reason.code
    parts = zip(NAMERS[level], reason.values["value"].split(" "), strict=False)
    return said.get(language).format(*(namer(part, language) for namer, part in parts))


def _learned(reason: Reason, language: str) -> str:
    from quaywatch.risk import telling  # the compiler of the past is slow to load

    return telling.sentence(reason.code, reason.values, reason.contribution, language)


def _looked(reason: Reason, language: str) -> str:
    if reason.code not in wording.KINDS:
        return wording.MACHINE.get(language)
    spoke_up = reason.values["spoke_up"] == "1"
    said = wording.SPOKE_UP if spoke_up else wording.SILENT
    return said.get(language).format(wording.KINDS[reason.code].get(language))


def _noticed(reason: Reason, language: str) -> str:
    """Return what a notice says, naming whose it is as far as its owner lets it be named."""
    said = wording.SEIZED if reason.code == "seizure" else wording.SOUGHT
    clues = [wording.CLUES[clue].get(language) for clue in reason.values["clues"].split()]
    source = reason.values.get("source") or wording.AN_ALLY.get(language)
    told = said.get(language).format(source=source, clues=", ".join(clues))
    return f"{told} {wording.UNSIGNED.get(language)}" if "unsigned" in reason.values else told


def _times(reason: Reason, language: str) -> str:
    """Return by how much the odds moved; what is all but certain has none to tell."""
    times = math.exp(abs(reason.contribution))
    if times > _TOLD:
        return ""
    if _as_usual(times):
        return wording.UNMOVED.get(language)
    said = wording.RAISED if reason.contribution > 0 else wording.LOWERED
    return said.get(language).format(wording.decimal(times, language))


def _as_usual(times: float) -> bool:
    """Whether a factor is one as far as it is told."""
    return wording.decimal(times, "en") == "1"


def _odds(times: float, language: str) -> str:
    if _as_usual(times):
        return wording.USUAL_ODDS.get(language)
    return wording.ODDS.get(language).format(wording.decimal(times, language))


def _evidence(reason: Reason, language: str) -> str:
    values = reason.values
    if "times" not in values:
        return ""
    if reason.code == STANDING:
        return wording.STOOD.get(language).format(
            odds=_odds(float(values["times"]), language),
            least=wording.decimal(float(values["least"]), language),
            most=wording.decimal(float(values["most"]), language),
            known=wording.integer(round(100 * float(values["known"])), language),
        )
    inspected = int(values["inspected"])
    said = wording.LEARNED if inspected else wording.DECLARED
    return said.get(language).format(
        odds=_odds(float(values["times"]), language),
        found=wording.integer(int(values["found"]), language),
        inspected=wording.integer(inspected, language),
    )


def _finding(reason: Reason) -> Finding:
    """Return the finding as the checks word it; its text needs only the code and the values."""
    return Finding(
        code=reason.code,
        severity=Severity.INFO,
        subject=Subject.CONSIGNMENT,
        fields=reason.fields,
        values=reason.values,
    )
