"""A reading: what all engines make of one picture. Whatever one of them does, it comes to one."""

from collections.abc import Sequence

from quaywatch.cargo import Consignment
from quaywatch.scans import standard as grid
from quaywatch.scans.machine.engine import Engine, Question, Seen
from quaywatch.scans.radiograph import Radiograph
from quaywatch.scans.reading import Finding, Reading, Reason

_GRID = "standard"


def read_picture(
    radiograph: Radiograph,
    declared: tuple[Consignment, ...],
    earlier: Radiograph | None,
    engines: Sequence[Engine],
    empties: bytes = b"",
) -> Reading:
    """Return what engines make of a picture; one that refuses or fails is told as `unread`.

    Args:
        radiograph: the picture.
        declared: what is in the container by its papers.
        earlier: a picture of the same container before.
        engines: what looks at it, in this order.
        empties: a port's own reference of empties; without it the one that ships.
    """
    laid = _laid(radiograph)
    if isinstance(laid, Reason):
        return nothing_read(engines, laid)
    unread: list[Reason] = []
    before = None if earlier is None else _laid(earlier)
    if isinstance(before, Reason):
        unread.append(_of_earlier(before))
        before = None
    question = Question(radiograph, laid, declared, before, empties)
    seen: list[Seen] = []
    for engine in engines:
        try:
            told = engine.look(question)
        except Exception as error:  # noqa: BLE001 - one engine must not silence the others
            unread.append(_failed(engine.name, error))
            continue
        if told is not None:
            seen.append(told)
            unread.extend(told.unread)
    return _together(_versions(engines), seen, tuple(unread))


def nothing_read(engines: Sequence[Engine], *reasons: Reason) -> Reading:
    """Return the reading of a picture that no engine could look at."""
    return Reading(engines=_versions(engines), findings=(), unread=reasons)


def _versions(engines: Sequence[Engine]) -> dict[str, str]:
    return {_GRID: grid.VERSION, **{each.name: each.version for each in engines}}


def _laid(radiograph: Radiograph) -> grid.Standard | Reason:
    try:
        return grid.standard(radiograph)
    except Exception as error:  # noqa: BLE001 - what cannot be laid on the grid is not read
        return _failed(_GRID, error)


def _together(
    versions: dict[str, str], seen: Sequence[Seen], unread: tuple[Reason, ...]
) -> Reading:
    findings = [each for told in seen for each in told.findings]
    weighed = next((told for told in seen if told.mass_kg is not None), Seen())
    return Reading(
        engines=versions,
        findings=tuple(sorted(findings, key=_gravity)),
        unread=unread,
        mass_kg=weighed.mass_kg,
        mass_sd_kg=weighed.mass_sd_kg,
        fill=next((told.fill for told in seen if told.fill is not None), None),
    )


def _gravity(finding: Finding) -> tuple[float, float]:
    return -finding.log_likelihood_ratio, finding.false_alarm


def _of_earlier(reason: Reason) -> Reason:
    return Reason(code="earlier-unread", words={"because": reason.code})


def _failed(name: str, error: Exception) -> Reason:
    return Reason(code="engine-failed", words={"engine": name, "error": type(error).__name__})
