"""What the invented node says about one box."""

from datetime import timedelta
from math import log

from quaywatch.api import intake_shapes, otherwise_shapes, resource_shapes, schemas
from tests.web.fake_rows import NOW, TERMINALS
from tests.web.fake_story import story

MESSAGE = (
    b"UNB+UNOC:3+QXAL+BECUSTOMS+260301:0612+4711'UNH+1+CUSCAR:D:95B:UN'"
    b"BGM+85+QX4711+9'NAD+CN+++<script>alert(1)</script>'CNT+8:1'UNT+5+1'UNZ+1+4711'\xff\x00"
)


def slots() -> list[schemas.Slot]:
    """Return the room of each terminal, hour by hour."""
    return [
        schemas.Slot(
            terminal=terminal,
            kind=kind,
            slot_at=NOW + timedelta(hours=hour),
            capacity=capacity,
            taken=min(capacity, (hour * 5 + i * 3) % (capacity + 2)),
            planned=(hour + i) % 2,
        )
        for i, terminal in enumerate(TERMINALS)
        for kind, capacity in (("scan", 8), ("open", 2), ("documents", 6))
        for hour in range(11)
    ]


def resources(
    outage: resource_shapes.OutageRequest | None,
) -> list[resource_shapes.ResourceShape]:
    """Return a mobile scanner that moves at noon, in order or not."""
    hours = [
        resource_shapes.ResourceHour(
            at=NOW + timedelta(hours=hour),
            terminal=TERMINALS[hour > 4],
            slots=6,
            price=0.002,
        )
        for hour in range(9)
    ]
    down = resource_shapes.OutageShape(
        from_at=NOW,
        until_at=outage and outage.until_at,
        reason=outage.reason if outage else "",
        reported_by="officer",
    )
    return [
        resource_shapes.ResourceShape(
            name="mobile scanner 1",
            means="mobile_scanner",
            kind="scan",
            slots_per_hour=6,
            mobile=True,
            dangerous_goods=True,
            hours=[] if outage is not None else hours,
            hour_worth=0.012,
            outage=None if outage is None else down,
        )
    ]


def traffic() -> intake_shapes.TrafficPage:
    """Return an hour in which one sender sent by folder, and one was turned away."""
    common = {"movements": 0, "duplicates": 0, "failed": 0, "last_at": NOW}
    return intake_shapes.TrafficPage(
        inside=3,
        room=68,
        traffic=[
            intake_shapes.TrafficShape(
                origin="folder",
                sender="simulated-carrier",
                messages=12,
                size_bytes=1_200_000,
                consignments=1_480,
                quarantined=1,
                refused=0,
                lag_p50_s=2.4,
                lag_p99_s=4.1,
                **common,
            ),
            intake_shapes.TrafficShape(
                origin="http",
                sender="simulated-agent",
                messages=3,
                size_bytes=40_000,
                consignments=60,
                quarantined=0,
                refused=2,
                lag_p50_s=0.08,
                lag_p99_s=0.3,
                **common,
            ),
        ],
    )


def quarantine() -> list[schemas.QuarantineEntry]:
    """Return two pieces of input that could not be read."""
    return [
        schemas.QuarantineEntry(
            position=812 - i,
            received_at=NOW - timedelta(hours=i),
            sender=sender,
            size_bytes=size,
            reasons=reasons,
            excerpt=excerpt,
        )
        for i, (sender, size, reasons, excerpt) in enumerate(
            (
                ("QXBV", 1834, ["Segment 14: UNT counts 9 segments, 8 are there"], "UNT+9+1'"),
                ("", 65_536, ["No format is recognised"], "\x00\x01\x7fELF…<b>bold</b>"),
            )
        )
    ]


def dossier(
    row: schemas.WorkRow,
    *,
    order: schemas.OrderShape | None,
    outcome: schemas.OutcomeShape | None,
    previous_box_id: str | None,
    next_box_id: str | None,
) -> schemas.Dossier:
    """Return the dossier of `row`."""
    reasons = _reasons(row)
    return schemas.Dossier(
        row=row,
        parties=_parties(row),
        goods_items=_goods(row),
        equipment=_equipment(row),
        freight_payment="collect",
        journey=_journey(row),
        story=story(row),
        log_odds=sum(reason.contribution for reason in reasons),
        unlike=schemas.UnlikeShape(
            text="Nothing like this was inspected before: more unusual than 99.4% of those that "
            "were. Most unusual: Transhipped at Balboa (PABLB)",
            never_seen=True,
        ),
        reasons=reasons,
        findings=_findings(row),
        versions={"checks": "4f1c20a9", "rules": "77be01d3", "model": "default"},
        documents=_documents(row),
        past_outcomes=_past(row),
        order=order or _planned(row),
        why=None,
        outcome=outcome,
        history=_history(row),
        next_box_id=next_box_id,
        previous_box_id=previous_box_id,
    )


def _parties(row: schemas.WorkRow) -> list[schemas.PartyShape]:
    consignor = schemas.PartyShape(
        role="consignor", name=row.consignor or "", address="Km 4,5 via Daule", city="Guayaquil",
        country="EC",
    )  # fmt: skip
    consignee = schemas.PartyShape(
        role="consignee", name=row.consignee or "TO ORDER", identifier="BE0999999922",
        address="Proefkaai 12", city="Antwerpen", postcode="2030", country="BE",
        telephone="+32 3 555 01 23",
    )  # fmt: skip
    return [consignor, consignee, consignee.model_copy(update={"role": "notify_party"})]


def _goods(row: schemas.WorkRow) -> list[schemas.GoodsItemShape]:
    return [
        schemas.GoodsItemShape(
            sequence=1, description=row.description, hs_code=row.hs_code,
            hs_title="Bananas, fresh or dried" if row.hs_code else None, package_count=1080,
            package_type="CT", gross_mass_kg=row.gross_mass_kg, marks="QX 1/1080",
        )
    ]  # fmt: skip


def _equipment(row: schemas.WorkRow) -> list[schemas.EquipmentShape]:
    return [
        schemas.EquipmentShape(
            number=row.equipment_number, size_type=row.size_type, packed_status="full",
            seals=["QX0047118", "EC991204"], gross_mass_kg=row.gross_mass_kg,
            verified_gross_mass_kg=(row.gross_mass_kg or 0) + 4640, temperature_c=13.3,
        )
    ]  # fmt: skip


def _journey(row: schemas.WorkRow) -> list[schemas.JourneyStop]:
    arrival = row.arrival_at or NOW
    origin = row.port_of_loading
    steps: list[tuple[float, str, str | None, str | None, str | None, bool]] = [
        (-22.0, "stuffed", "actual", origin, "Guayaquil", False),
        (-20.5, "gate_in", "actual", origin, "Guayaquil", False),
        (-19.0, "loaded", "actual", origin, "Guayaquil", False),
        (-17.0, "discharged", "actual", "PAMIT", "Manzanillo (PA)", False),
        (-16.0, "gap", None, None, None, True),
        (-9.0, "loaded", "actual", "PAMIT", "Manzanillo (PA)", False),
        (0.0, "discharged", "estimated", "BEANR", "Antwerpen", False),
        (1.5, "gate_out", "planned", "BEANR", "Antwerpen", False),
    ]
    return [
        schemas.JourneyStop(
            at=arrival + timedelta(days=days), kind=kind, classifier=classifier, location=location,
            location_name=name, facility=row.terminal if location == "BEANR" else None, gap=gap,
        )
        for days, kind, classifier, location, name, gap in steps
    ]  # fmt: skip


def _reasons(row: schemas.WorkRow) -> list[schemas.ReasonShape]:
    total = log(row.probability / (1 - row.probability))
    parts = [
        ("prior", "port_of_loading", "Past finds on this port of loading: 14 in 1 902 inspections",
         1.31, ["port_of_loading"], {"port_of_loading": row.port_of_loading or ""}),
        ("finding", "goods-description.vague", "The goods are described too vaguely to be checked",
         0.84, ["goods_item.description"], {"goods_item.description": row.description}),
        ("profile", "reefer-first-consignee", "Chilled goods, consignee seen for the first time",
         0.62, ["consignee_name", "equipment.size_type"], {}),
        ("prior", "carrier", "Carrier with good data", -0.38, ["carrier_code"], {}),
        ("finding", "freight.collect", "Freight is paid by the consignee", -0.12,
         ["freight_payment"], {}),
        ("learned", "telephone_hit_rate", ("Inspections of consignments with this telephone "
         "number: 3, of which 1 found something. Among inspected boxes that went with more finds"),
         0.1,
         ["consignment.consignee_telephone"], {"value": "0.14"}),
    ]  # fmt: skip
    base = total - sum(part[3] for part in parts)
    parts.insert(0, ("base", "base", "Containers found among those drawn at random", base, [], {}))
    return [
        schemas.ReasonShape(
            kind=kind,
            code=code,
            text=text,
            contribution=value,
            fields=fields,
            values=values,
            precedents=_precedents() if kind == "learned" else [],
        )
        for kind, code, text, value, fields, values in parts
    ]


def _precedents() -> list[schemas.PrecedentShape]:
    return [
        schemas.PrecedentShape(
            position=40 - days, box_id=f"{days:016x}", at=NOW - timedelta(days=days), found=found
        )
        for days, found in ((12, True), (3, False), (30, False))
    ]


def otherwise() -> otherwise_shapes.SelectionShape:
    """Return two sets of facts that would bring a box below the line."""
    return otherwise_shapes.SelectionShape(
        probability=0.083,
        line=0.061,
        planned=True,
        below=[
            otherwise_shapes.OtherwiseShape(
                texts=["Goods described as precisely as their HS code"],
                fields=["goods_item.description"],
                probability=0.047,
            ),
            otherwise_shapes.OtherwiseShape(
                texts=[
                    "Consignee: an address given",
                    "Telephone number used by this consignee alone",
                ],
                fields=["consignment.consignee_address", "consignment.consignee_telephone"],
                probability=0.052,
            ),
        ],
        nearest=None,
        tried=61,
    )


def _findings(row: schemas.WorkRow) -> list[schemas.FindingShape]:
    return [
        schemas.FindingShape(
            code="goods-description.vague", severity="warning",
            text="The goods are described too vaguely to be checked",
            source="Reg. (EU) 2015/2446, Annex B, D.E. 18 05 000 000",
            subject="goods_item", index=0,
            fields=["goods_item.description"], values={"goods_item.description": row.description},
        ),
        schemas.FindingShape(
            code="equipment.seal-missing", severity="error",
            text="A full container without a seal number",
            source="WCO SAFE Framework, Annex III", subject="equipment", index=0,
            fields=["equipment.seals"], values={"equipment.seals": "—"},
        ),
        schemas.FindingShape(
            code="filing.late", severity="info", text="Filed 3 hours after loading",
            source="Reg. (EU) 2015/2446, Article 105", subject="consignment", index=0,
            fields=["received_at", "departure_at"], values={"received_at": "2026-03-01 06:12"},
        ),
    ]  # fmt: skip


def _documents(row: schemas.WorkRow) -> list[schemas.DocumentShape]:
    return [
        schemas.DocumentShape(
            position=4711 + i, format="cuscar", sender="QXAL", reference=f"QX{4711 + i}",
            function=function, received_at=NOW - timedelta(hours=30 - 6 * i), size_bytes=18_214,
        )
        for i, function in enumerate(("original", "amendment"))
    ]  # fmt: skip


def _past(row: schemas.WorkRow) -> list[schemas.PastOutcome]:
    return [
        schemas.PastOutcome(
            box_id="00000000000000ff", equipment_number="QWTU0002550",
            at=NOW - timedelta(days=41), kind="scan", basis="targeted", result="found",
            substance="cocaine", mass_kg=214.0, shared=["consignor"],
        ),
        schemas.PastOutcome(
            box_id="00000000000000fe", equipment_number="QWTU0002545",
            at=NOW - timedelta(days=12), kind="scan", basis="random_audit", result="nothing",
            shared=["consignee", "notify_party"],
        ),
    ]  # fmt: skip


def _planned(row: schemas.WorkRow) -> schemas.OrderShape | None:
    if row.basis is None:
        return None
    return schemas.OrderShape(
        kind="scan", basis=row.basis, selection_probability=0.94, terminal=row.terminal or "",
        slot_at=NOW + timedelta(hours=5), deadline_at=row.deadline_at, ordered_by="plan",
    )  # fmt: skip


def _history(row: schemas.WorkRow) -> list[schemas.HistoryEntry]:
    return [
        schemas.HistoryEntry(
            at=NOW - timedelta(hours=30), actor="QXAL", kind="filed", text="CUSCAR QX4711, original"
        ),
        schemas.HistoryEntry(
            at=NOW - timedelta(hours=1), actor="plan", kind="selected", text="Scan, targeted"
        ),
        schemas.HistoryEntry(
            at=NOW - timedelta(minutes=4), actor="Officer Demo", kind="viewed", text="Dossier"
        ),
    ]
