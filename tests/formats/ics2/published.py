"""The published schemas, when the data folder holds them."""

import os
from functools import cache
from pathlib import Path

from lxml import etree

DATA = Path(os.environ.get("QUAYWATCH_DATA", Path(__file__).parents[4] / "shared" / "data"))
FOLDER = DATA / "specs/ics2_cr_nes_v2/BusinessObjects/ICS/Common/V2"
REASON = f"no published ICS2 schemas under {DATA}"


@cache
def published(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(FOLDER / f"{name.removesuffix('Type')}.xsd"))
