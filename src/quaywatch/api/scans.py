"""Radiographs as the page gets them, without their pixels."""

from quaywatch.api.scan_shapes import DoubtShape, PapersGoodsShape, PapersShape, ScanShape
from quaywatch.cargo import Consignment, PackedStatus
from quaywatch.node.scanning import Scan


def scan_shape(one: Scan) -> ScanShape:
    """Return a radiograph with what is told of it."""
    taken, told = one.taken, one.taken.particulars
    fan, distance = told.fan, told.load_distance
    height = fan.row_height(distance) if fan and distance else None
    return ScanShape(
        digest=taken.digest,
        equipment_number=taken.container,
        at=one.at,
        taken_at=told.taken_at,
        kept_at=one.kept_at,
        origin=taken.origin,
        notice=one.notice,
        scanner=told.scanner,
        site=told.site,
        format=taken.format,
        scale=taken.scale.value,
        energies=[energy.value for energy in told.energies],
        endpoints_mev=list(told.endpoints_mev),
        leading=told.leading.value if told.leading else None,
        width=taken.lines,
        height=taken.rows,
        line_spacing_mm=fan.line_spacing * 1000 if fan else None,
        row_height_mm=height * 1000 if height else None,
        doubts=[DoubtShape(code=each.code, message=each.message) for each in taken.problems],
    )


def papers_shape(one: Consignment) -> PapersShape:
    """Return what one bill says is in the only container that it names."""
    box = next(iter(one.equipment), None)
    masses = [goods.gross_mass_kg for goods in one.goods_items]
    known = [mass for mass in masses if mass is not None]
    of_goods = sum(known) if known and len(known) == len(masses) else None
    return PapersShape(
        reference=one.reference or "",
        empty=box is not None and box.packed_status is PackedStatus.EMPTY,
        gross_mass_kg=box.gross_mass_kg if box and box.gross_mass_kg is not None else of_goods,
        goods=[
            PapersGoodsShape(
                hs_code=goods.hs_code,
                description=goods.description,
                package_count=goods.package_count,
                package_type=goods.package_type,
                gross_mass_kg=goods.gross_mass_kg,
            )
            for goods in one.goods_items
        ],
    )
