"""Invented X12 interchanges."""

from quaywatch.cargo import Movement, TransportCall
from quaywatch.formats import Part
from tests.formats.making import understood

MANIFEST = (
    "M10*EXLU*O*PA*9074729*EXAMPLE STAR*101N*000001*2*P*L",
    "P4*BEANR*20260520**EXQ1*0600",
    "LX*1",
    "M11*EXLU000001*ECGYE*1080*CTN*20412.5*K****TABACUNDO**EXLU",
    "N9*BN*BK1",
    "N1*SH*NARDIM EXPORTADORA*25*EC0991",
    "N3*KM 5*VIA EXEMPLO",
    "N4*GUAYAQUIL**090101*EC",
    "PER*IC*DESK*TE*+593 4 000*EM*DESK@NARDIM.EXAMPLE",
    "N1*CN*KALDOR IMPORT",
    "N1*N1*KALDOR DESK",
    "M12*61*123456789*DEDUS",
    "VID*CN*TSTU*0000017*S1**4000***45R1*L",
    "M7*S2*S3***SH",
    "N10*1080*FRESH BANANAS*N/M*A*080390**K*20412.5**CTN",
    "N10**22XU CARTONS",
    "H1*UN1845",
    "LX*2",
    "M11*EXLUH00002*COCTG*10*PKG*2204.6226*L****BOGOTA*EXLU000002*EXFW",
    "VID*CN*TSTU*0000024",
    "N10*10*SPARE PARTS",
)
STATUS = (
    "B4***I*20260520*0807**TSTU*000001*L*45R1*BEANR*UN*7",
    "N9*BM*EXLU000001",
    "N9*BN*BK1",
    "Q2*9074729********101N***L*EXAMPLE STAR",
    "M7*S1",
    "R4*L*UN*ECGYE*GUAYAQUIL*EC",
    "R4*D*UN*BEANR*ANTWERPEN*BE",
    "SG*X",
)
OCEAN_BILL = (
    "B3*B*INV1*EXLU000001*PP**20260501*00****EXLU",
    "B2A*05*BL",
    "N9*BN*BK1",
    "V1*9074729*EXAMPLE STAR*PA*101N*EXLU***L",
    "N1*SH*NARDIM",
    "R4*L*UN*ECGYE",
    "DTM*140*20260501*0600*LT",
    "R4*T*UN*PABLB",
    "R4*D*UN*BEANR",
    "DTM*140*20260520*1200*LT",
    "LX*1",
    "N7*TSTU*000001*21000*G*4640*******CN*****K*7****45R1",
    "W09*CN*56.3*FA",
    "M7*S1****CU",
    "L0*1***20412.5*G***1080*CTN**K",
    "L5*1*FRESH BANANAS*080390*J",
    "L5*1*22XU",
    "L3*20412.5*G",
)
CUSTOMS_STATUS = (
    *MANIFEST[:2],
    "X4*EXLU000001*1***20260520*0900*1H*EXLU000001*EXLU**TSTU*0000017",
    "X4*EXLU000001*1***20260521*0900*1I**EXLU",
    "N7*TSTU*0000024",
    "X4*EXLU000001*1***20260521*0900*4A**EXLU",
)
CUSTOMS_EVENT = (
    *MANIFEST[:2],
    "M15*3*TSTU0000017*20260522*DEDUS*EXLU*1000*S9",
    "M15*2*EXLU000001*20260522*DEDUS*EXLU*1000",
)
CONSIST = (*MANIFEST[:2], "VID*CN*TSTU*0000017*S1*****45R1*E", "MBL*EXLU*EXLU000001")
SETS = {
    "309": MANIFEST,
    "310": OCEAN_BILL,
    "315": STATUS,
    "350": CUSTOMS_STATUS,
    "353": CUSTOMS_EVENT,
    "358": CONSIST,
}


def a_set(*segments: str, kind: str = "309", number: str = "0001", count: int | None = None) -> str:
    counted = len(segments) + 2 if count is None else count
    return "~".join([f"ST*{kind}*{number}", *segments, f"SE*{counted}*{number}", ""])


def interchange(*sets: str, group: str = "SO", control: str = "000000077") -> str:
    return (
        f"ISA*00*{'':10}*00*{'':10}*ZZ*EXAMPLE LINE   *ZZ*CUSTOMS        *260519*1200*U*00401"
        f"*{control}*0*P*>~GS*{group}*EXLU*CUSTOMS*20260519*1200*5*X*004010~"
        f"{''.join(sets)}GE*{len(sets)}*5~IEA*1*{control}~"
    )


def told(text: str | bytes) -> tuple[list[Part], list[Movement], list[TransportCall]]:
    parts, _ = understood(text if isinstance(text, bytes) else text.encode())
    filings = [part.filing for part in parts if part.filing is not None]
    return (
        parts,
        [movement for filing in filings for movement in filing.movements],
        [call for filing in filings for call in filing.calls],
    )
