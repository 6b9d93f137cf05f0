"""Rules about seals and about consignments that are split."""

from collections.abc import Iterator

from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.rules.breach import Breach


def seals(root: Element) -> Iterator[Breach]:
    """C3017, C3018: seals that are counted are named, with a consignment and with an item."""
    for holder in root.walk():
        rule = "C3018" if holder.name == "goodsItem" else "C3017"
        for box in holder.all("transportEquipment"):
            counted = box.said("numberOfSeals") or "0"
            if counted.strip("0") and box.first("seal") is None:
                number = box.said("containerIdentificationNumber") or "?"
                yield Breach(rule, box, f"{counted} seals of {number} are not named")


def split_consignments(root: Element) -> Iterator[Breach]:
    """C3001: a split consignment names the MRN of its first part; another names none."""
    split = root.first("splitConsignment")
    if split is None:
        return
    is_split = split.said("splitConsignmentIndicator") == "1"
    if is_split and split.said("previousMRN") is None:
        yield Breach("C3001", split, "a split consignment names no previous MRN")
    elif not is_split and split.said("previousMRN") is not None:
        yield Breach("C3001", split, "a previous MRN is named though nothing is split")
