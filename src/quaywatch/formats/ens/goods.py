"""Goods items with their packages, and the containers that hold them."""

from collections.abc import Iterator, Sequence

from quaywatch.cargo.equipment import Equipment, Seal
from quaywatch.cargo.goods import GoodsItem
from quaywatch.formats.ens.records import Record


def goods_item(said: Record) -> GoodsItem:
    """Return one goods item; packages of several kinds are counted together."""
    packages = said.get("PACGS2", ())
    counts = [
        int(package[name])
        for package in packages
        for name in ("NumOfPacGS24", "NumOfPieGS25")
        if name in package
    ]
    kinds = {package["KinOfPacGS23"].strip() for package in packages}
    marks = [
        package["MarNumOfPacGSL21"].strip() for package in packages if "MarNumOfPacGSL21" in package
    ]
    commodity = said.get("COMCODGODITM", ({},))[0].get("ComNomCMD1", "").strip()
    mass = said.get("GroMasGDS46")
    return GoodsItem(
        sequence=int(said["IteNumGDS7"]),
        description=" ".join(said.get("GooDesGDS23", "").split()),
        hs_code=commodity or None,
        package_count=sum(counts) if counts else None,
        package_type=kinds.pop() if len(kinds) == 1 else None,
        gross_mass_kg=None if mass is None else float(mass),
        marks=" ".join(marks) or None,
        undg=said.get("UNDanGooCodGDI1", "").strip() or None,
        equipment_numbers=tuple(containers(said)),
    )


def containers(said: Record) -> Iterator[str]:
    """Yield the numbers of the containers that a goods item names."""
    for container in said.get("CONNR2", ()):
        yield container["ConNumNR21"].strip()


def equipment(items: Sequence[Record], seals: tuple[Seal, ...]) -> Iterator[Equipment]:
    """Yield each container of `items` once; `seals` close the only one, or nobody knows which."""
    numbers = dict.fromkeys(number for said in items for number in containers(said))
    for number in numbers:
        yield Equipment(number=number, seals=seals)
