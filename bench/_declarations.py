"""Entry summary declarations: invented ones of five kilobytes, and cases with known answers."""

import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from quaywatch.formats.ens.rules import Edition

DATA = Path(os.environ.get("QUAYWATCH_DATA", Path(__file__).parents[1] / "../shared/data"))
SUITE = DATA / "formats" / "ENS_rules_hmrc"
Answer = list[tuple[str, str]]
"""Error code and XPath of each error, sorted; both empty for a breach of the schema."""


class Case(NamedTuple):
    """A message and what must be said of it."""

    kind: str
    """`rule` or `schema`."""
    edition: Edition
    data: bytes
    answer: Answer


def cases() -> Iterator[Case]:
    """Yield the published cases, or a few of our own when they are not there."""
    archives = sorted(SUITE.glob("*TestCases*.tar.gz")) if SUITE.is_dir() else []
    if not archives:
        yield from _own()
    for archive in archives:
        kind = "rule" if archive.name.startswith("rule") else "schema"
        edition: Edition = "new" if "New" in archive.name else "old"
        with tarfile.open(archive) as files:
            found = {each.name: files.extractfile(each) for each in files if each.isfile()}
            texts = {name: stream.read() for name, stream in found.items() if stream is not None}
        for name, data in texts.items():
            if name.endswith(".xml"):
                answer = _answer(texts[f"{name.removesuffix('.xml')}.ctl"])
                yield Case(kind, edition, data, answer)


def invented(number: int) -> bytes:
    """Return a declaration of about five kilobytes that keeps to schema and rules."""
    items = "".join(_item(place, number) for place in range(1, 7))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<e:CC315A xmlns:e="http://ics.dgtaxud.ec/CC315A">
  <MesSenMES3>GBEXAMPLE01/0000000001</MesSenMES3>
  <DatOfPreMES9>260201</DatOfPreMES9>
  <TimOfPreMES10>0630</TimOfPreMES10>
  <MesIdeMES19>EX{number}</MesIdeMES19>
  <MesTypMES20>CC315A</MesTypMES20>
  <HEAHEA>
    <RefNumHEA4>LRN{number}</RefNumHEA4>
    <TraModAtBorHEA76>1</TraModAtBorHEA76>
    <IdeOfMeaOfTraCroHEA85>9074729</IdeOfMeaOfTraCroHEA85>
    <TotNumOfIteHEA305>6</TotNumOfIteHEA305>
    <TotNumOfPacHEA306>{6 * (number + 1)}</TotNumOfPacHEA306>
    <TotGroMasHEA307>126003</TotGroMasHEA307>
    <DecPlaHEA394>EXAMPLE TOWN</DecPlaHEA394>
    <ConRefNumHEA>123N</ConRefNumHEA>
    <PlaLoaGOOITE334>ECGYE</PlaLoaGOOITE334>
    <PlaUnlGOOITE334>GBLGP</PlaUnlGOOITE334>
    <DecDatTimHEA114>202602010630</DecDatTimHEA114>
  </HEAHEA>
  <TRACONCO1>
    <NamCO17>Example Growers</NamCO17>
    <StrAndNumCO122>Calle Ejemplo 1</StrAndNumCO122>
    <PosCodCO123>090101</PosCodCO123>
    <CitCO124>Guayaquil</CitCO124>
    <CouCO125>EC</CouCO125>
  </TRACONCO1>
  <TRACONCE1>
    <TINCE159>GBEXAMPLE02</TINCE159>
  </TRACONCE1>{items}
  <ITI><CouOfRouCodITI1>EC</CouOfRouCodITI1></ITI>
  <ITI><CouOfRouCodITI1>GB</CouOfRouCodITI1></ITI>
  <PERLODSUMDEC><TINPLD1>GBEXAMPLE01</TINPLD1></PERLODSUMDEC>
  <SEAID529><SeaIdSEAID530>EX0001</SeaIdSEAID530></SEAID529>
  <CUSOFFFENT730>
    <RefNumCUSOFFFENT731>GB000060</RefNumCUSOFFFENT731>
    <ExpDatOfArrFIRENT733>202602141200</ExpDatOfArrFIRENT733>
  </CUSOFFFENT730>
  <TRACARENT601><TINTRACARENT602>GBEXAMPLE03</TINTRACARENT602></TRACARENT601>
</e:CC315A>
""".encode()


def _item(place: int, number: int) -> str:
    return f"""
  <GOOITEGDS>
    <IteNumGDS7>{place}</IteNumGDS7>
    <GooDesGDS23>Fresh bananas in cartons of 18 kilograms, class one; lot {number}</GooDesGDS23>
    <GroMasGDS46>21000.5</GroMasGDS46>
    <PRODOCDC2>
      <DocTypDC21>N705</DocTypDC21>
      <DocRefDC23>EXLU{number:06d}</DocRefDC23>
    </PRODOCDC2>
    <COMCODGODITM>
      <ComNomCMD1>080390</ComNomCMD1>
    </COMCODGODITM>
    <CONNR2>
      <ConNumNR21>CSQU3054383</ConNumNR21>
    </CONNR2>
    <PACGS2>
      <KinOfPacGS23>CT</KinOfPacGS23>
      <NumOfPacGS24>{number + 1}</NumOfPacGS24>
      <MarNumOfPacGSL21>EXAMPLE BRAND</MarNumOfPacGSL21>
    </PACGS2>
  </GOOITEGDS>"""


def _answer(control: bytes) -> Answer:
    errors = etree.fromstring(control).iter("{*}Error")
    return sorted(
        (error.findtext("{*}Number", ""), error.findtext("{*}Location", "")) for error in errors
    )


def _own() -> Iterator[Case]:
    good = invented(1)
    header = "/e:CC315A[1]/HEAHEA[1]"
    broken_rule = good.replace(b">9074729<", b">EXAMPLE STAR<")
    for edition in ("old", "new"):
        yield Case("rule", edition, good, [])
        yield Case("rule", edition, broken_rule, [("8114", header)])
        yield Case("schema", edition, good.replace(b">080390<", b">BANANA<"), [("", "")])
