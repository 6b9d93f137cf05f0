"""355: whether customs accepts the bills of a manifest, and what is wrong with the others."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from textwrap import wrap

from quaywatch.cargo.assessment import Finding
from quaywatch.cargo.consignment import Consignment
from quaywatch.cargo.filing import Filing
from quaywatch.cargo.problem import Problem, Severity
from quaywatch.cargo.route import Conveyance
from quaywatch.formats.x12.compose import Ends, clean, interchange, segment

_LINE = 30
_REMARKS = 10
"""A remark (K1) holds two lines of 30 characters; ten of them follow a bill."""

Remarks = Mapping[str, Sequence[Problem | Finding]]


def answer_manifest(
    filing: Filing, remarks: Remarks, *, sender: str, at: datetime, control: int = 1
) -> bytes:
    """Return an interchange with one 355 that names every bill with remarks.

    `remarks` are problems and findings by the bill's number. A bill with an error is rejected, all
    others are accepted. `sender` is who answers, `at` (time-zone aware) when, `control` the number
    of the answer; the same arguments give the same bytes.
    """
    header = filing.header
    return interchange(
        Ends(sender, header.sender), "SO-355", [list(_body(filing, remarks))], at, control
    ).encode()


def _body(filing: Filing, remarks: Remarks) -> Iterator[str]:
    bills = filing.consignments
    voyage = bills[0].conveyance if bills else Conveyance()
    yield _voyage(voyage, filing.header.reference)
    port, named = None, 0
    rejected = 0
    for number, bill in enumerate(bills, 1):
        said = remarks.get(bill.reference, ())
        if not said:
            continue
        here = bill.route.port_of_discharge
        if not named or here != port:
            yield segment("P4", here, _day(bill.conveyance.arrival_at))
        port, named = here, named + 1
        refused = any(remark.severity is Severity.ERROR for remark in said)
        rejected += refused
        yield segment("LX", number)
        yield _bill(bill)
        yield from _texts(["REJECTED" if refused else "ACCEPTED", *map(_text, said)])
    if not named:
        yield segment("P4", bills[0].route.port_of_discharge if bills else None)
    yield segment("K3", f"BILLS {len(bills)} ACCEPTED {len(bills) - rejected} REJECTED {rejected}")


def _voyage(voyage: Conveyance, reference: str) -> str:
    imo = voyage.imo_number
    return segment(
        "M10",
        voyage.carrier_code,
        "O",
        None,
        imo,
        voyage.vessel_name,
        voyage.voyage,
        reference,
        None,
        None,
        "L" if imo else None,
    )


def _day(at: datetime | None) -> str:
    return f"{at:%Y%m%d}" if at else ""


def _bill(bill: Consignment) -> str:
    masses = [item.gross_mass_kg for item in bill.goods_items if item.gross_mass_kg is not None]
    counts = [item.package_count for item in bill.goods_items if item.package_count is not None]
    unit = next((item.package_type for item in bill.goods_items if item.package_type), None)
    return segment(
        "M11",
        bill.reference,
        bill.route.port_of_loading,
        sum(counts) if counts else None,
        unit,
        f"{sum(masses):.10g}" if masses else None,
        "K" if masses else None,
        *(None,) * 4,
        bill.master_reference,
        bill.conveyance.carrier_code,
    )


def _text(remark: Problem | Finding) -> str:
    if isinstance(remark, Problem):
        return f"{remark.code}: {remark.message}"
    values = ", ".join(f"{name} {value}" for name, value in sorted(remark.values.items()))
    return f"{remark.code}: {values}" if values else remark.code


def _texts(texts: Sequence[str]) -> Iterator[str]:
    lines = [line for text in texts for line in wrap(clean(text), _LINE)][: 2 * _REMARKS]
    for at in range(0, len(lines), 2):
        yield segment("K1", *lines[at : at + 2])
