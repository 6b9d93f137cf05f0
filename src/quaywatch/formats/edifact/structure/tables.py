"""Segment tables of message types, by directory, in a notation of one line each.

`TAG` may stand once, `TAG*9` up to nine times, `TAG!` must stand; a group in brackets begins with
its trigger segment: `(RFF DTM*9)*99`.

How sure: BAPLIE D.95B follows UNECE's published table. Tables of D.00A, D.13B and D.16A were made
from public listings of the directories; where a listing closed a group too early (BAPLIE and
COARRI D.13B, VERMAS D.16A) the nesting is that of the directories before it. CONTRL is that of
ISO 9735:1988 (syntax versions 2 and 3) as generally known. Other directories are judged by the
nearest one of the same type, and more mildly. The goods (GID) of a CUSCAR are mandatory in each
group that begins with RFF by the letter; since senders give several references for one
consignment, they are taken as conditional here.
"""

TABLES: dict[tuple[str, str], str] = {
    ("APERAK", "00A"): """
        UNH! BGM! DTM*9 FTX*9 CNT*9 (DOC DTM*99)*99 (RFF DTM*9)*9 (NAD CTA*9 COM*9)*9
        (ERC FTX (RFF FTX*9)*9)*9999 UNT!
    """,
    ("BAPLIE", "95B"): """
        UNH! BGM! DTM! RFF NAD*3 (TDT LOC!*2 DTM!*99 RFF FTX)!*3
        (LOC GID GDS FTX*9 MEA!*9 DIM*9 TMP RNG LOC*9 RFF! (EQD EQA*9 NAD)*3 (DGS FTX)*999)*9999
        UNT!
    """,
    ("BAPLIE", "00A"): """
        UNH! BGM! DTM! (RFF DTM*9)*9 (NAD (CTA COM*9)*9)*9 (TDT LOC!*2 DTM!*99 RFF FTX)!*3
        (LOC GID GDS FTX*9 MEA!*9 DIM*9 TMP RNG LOC*9 RFF! (EQD EQA*9 NAD*9 RFF*9)*3
        (DGS FTX)*999)*9999 UNT!
    """,
    ("BAPLIE", "13B"): """
        UNH! BGM! DTM*9 (RFF DTM*9)*9 (NAD (CTA COM*9)*9)*9 (TDT RFF*9 FTX*9 (LOC DTM*9)*9)!*9 UNS!
        (LOC FTX*9 RFF*9 (EQD NAD*9 MEA*9 HAN*99 DIM*9 RFF*9 GDS*99 FTX*9 (LOC TSR TDT)*9
        (TMP RNG DTM)*9 (EQA NAD)*9 (DGS ATT*9 MEA*9 FTX*9 (CTA COM*9)*9)*999)*9)*9999 CNT! UNT!
    """,
    ("COARRI", "00A"): """
        UNH! BGM! DTM*9 FTX*9 (RFF DTM*9)*9 (TDT DTM*9 RFF*9 (LOC DTM*9)*9)! (NAD (CTA COM*9)*9)!*9
        (EQD RFF*9 GDS*9 TMD*9 DTM*9 (LOC DTM*9)*9 MEA*9 DIM*9 TMP*9 RNG*9 SEL*9 FTX*9 PCD*9
        (DGS FTX*9 (CTA COM*9)*9)*99 EQA*9 PIA*9 COD HAN*9 (DAM COD)*9 (TDT LOC*9 DTM*9) NAD*9)*9999
        CNT UNT!
    """,
    ("COARRI", "13B"): """
        UNH! BGM! DTM*9 FTX*9 (RFF DTM*9)*9 (TDT DTM*9 RFF*9 (LOC DTM*9)*9)! (NAD (CTA COM*9)*9)!*9
        (EQD RFF*9 GDS*9 TMD*9 DTM*9 (LOC DTM*9)*9 MEA*9 DIM*9 (TMP RNG)*9 SEL*9 FTX*9 PCD*9
        (DGS FTX*9 MEA*9 (CTA COM*9)*9)*99 EQA*9 PIA*9 COD HAN*9 (DAM COD)*9
        (TDT DTM*9 (LOC DTM*9)*9) NAD*9)*9999 CNT UNT!
    """,
    ("CODECO", "00A"): """
        UNH! BGM! DTM*9 FTX*9 (RFF DTM*9)*9 (TDT DTM*9 RFF*9 (LOC DTM*9)*9) (NAD (CTA COM*9)*9)!*9
        (GID HAN*9 FTX*9 PIA*9 MEA*9 TMP*9 RNG*9 SGP*999 (DGS FTX*9 (CTA COM*9)*9)*99)*999
        (EQD RFF*99 TMD*9 DTM*99 LOC*9 MEA*99 DIM*99 SEL*9 FTX*99 PCD*9 EQA*9 COD HAN*9 (DAM COD)*9
        (TDT DTM*9 (LOC DTM*9)*9)*9 NAD*9 (DGS FTX*9 (CTA COM*9)*9)*99)!*9999 CNT UNT!
    """,
    ("CONTRL", "3"): """
        UNH! UCI! (UCM (UCS UCD*99)*999)*999999 (UCF (UCM (UCS UCD*99)*999)*999999)*999999 UNT!
    """,
    ("COPARN", "00A"): """
        UNH! BGM! TMD DTM*9 TSR*9 FTX*99 LOC*9 (RFF DTM*9)*9 (TDT DTM*9 RFF*9 (LOC DTM*9)*9)*9
        (NAD (CTA COM*9)*9 RFF*9 DTM*9)!*9
        (GID HAN*9 FTX*9 RFF*9 PIA*9 (NAD DTM*9 RFF*9)*99 MEA*9 DIM*9 (DOC DTM*9 LOC*9)*9
        (SGP MEA*9)*999 (DGS FTX*9 MEA*9)*99)*999
        (EQD RFF*9 EQN TMD*9 DTM*9 TSR*9 LOC*9 MEA*9 DIM*9 TMP*9 RNG*9 SEL*9 FTX*9 PCD*9
        (DGS FTX*9 (CTA COM*9)*9)*99 MOA*9 GOR*9 EQA COD HAN*9 (DAM COD)*9
        (TDT DTM*9 (LOC DTM*9)*9)*9 (NAD DTM CTA COM RFF*9)*9)!*9999 CNT UNT!
    """,
    ("COPINO", "00A"): """
        UNH! BGM! DTM*9 FTX*9 (RFF DTM*9)*9 (TDT DTM*9 (LOC DTM*9)*9)! (NAD (CTA COM*9)*9)!*9
        (GID HAN*9 TMP*9 RNG*9 (DOC DTM*9 LOC*9)*9 SGP*999 (DGS FTX*9 (CTA COM*9)*9)*99)*999
        (EQD RFF*9 EQN MEA*9 DIM*9 FTX*9 PCD*9 SEL*9 EQA HAN*9 (TDT DTM*9 (LOC DTM*9)*9)*9 NAD*9
        (DGS FTX*9 (CTA COM*9)*9)*99)!*999 CNT UNT!
    """,
    ("COPRAR", "00A"): """
        UNH! BGM! DTM*9 FTX*9 (RFF DTM*9)*9 (TDT DTM*9 RFF*9 (LOC DTM*9)*9 FTX*9)!
        (NAD (CTA COM*9)*9)!*9
        (EQD RFF*9 EQN TMD*9 DTM*9 LOC*9 MEA*9 DIM*9 TMP*9 RNG*9 SEL*9 FTX*9 PCD*9
        (DGS FTX*9 (CTA COM*9)*9)*99 EQA*9 HAN*9 (TDT DTM*9 RFF*9 (LOC DTM*9)*9) NAD*9)!*9999
        CNT UNT!
    """,
    ("CUSCAR", "00A"): """
        UNH! BGM! DTM*9 LOC*9 QTY*9 (RFF DTM*9)*99 (NAD DTM (CTA COM*9)*9)*99 FTX*9
        (TDT LOC*99 DTM*99)*9 GIS*9 (EQD TSR*9 MEA*9 DIM*9 SEL*9 NAD*9 GIS*9 LOC (TMP RNG)*9)*9999
        CNT*9
        (CNI CNT*9 (RFF CNT*9 MOA*9 LOC*99 GIS*9 CUX*9 CPI*9
        (TDT LOC*9 DTM*9 MEA*9 (RFF TSR*9)*9)*9 (NAD DTM*9 RFF*9 (CTA COM*9)*9)*99 (QTY FTX*9)*9
        (GID PAC*9 HAN*9 FTX*99 MEA*99 MOA*9 SGP*9999 DGS*9 PCI*9 CST LOC*9 TMD*9
        (GIS DTM*9 DOC*9 PAC*9 MEA*9)*9 (QTY FTX)*9)*9999)*9999)*9999 (AUT DTM*9 RFF*9) UNT!
    """,
    ("CUSREP", "00A"): """
        UNH! BGM! DTM*9 QTY*9 POC*99 FTX*9 MEA*9 GIS*9 (RFF DTM)*99 (LOC DTM*9)*99
        (DOC RFF DTM LOC)*9 (TAX MOA FII LOC RFF DTM*9 GIS)*9 (NAD (CTA COM*5)*9 (RFF DTM)*9)*9
        (TDT TPL DTM (LOC DTM*9 QTY*9 NAD*99 MEA*9 POC*9 STS*9 FTX*9)*99)*99 (EQD EQN)*999
        (AUT DTM) UNT!
    """,
    ("CUSRES", "00A"): """
        UNH! BGM! DTM*9 FTX*99 TDT*9 LOC*99 GIS*10 EQD*999 (NAD (CTA COM*9)*9)*9
        (RFF DTM*9 LOC*9)*999 (ERP RFF*9 ERC*99 FTX*99)*99 (TAX MOA*99 GIS*99)*99
        (DOC PAC*9 RFF*9 PCI*9 FTX*9 TDT*9 LOC*9 DTM*9 GIS*9 MEA*99 EQD*999 (NAD (CTA COM*9)*9)*9
        (MOA CUX*9)*99 (TAX MOA*99 GIS*99)*99 (CST FTX*9 (TAX MOA*99 GIS*99 MEA*9 RFF*9)*99)*9999
        (ERP RFF*9 ERC*9999 FTX*9)*9999)*9999 CNT*9 (AUT DTM*9)*9 UNT!
    """,
    ("IFTMIN", "00A"): """
        UNH! BGM! CTA COM*9 DTM*9 TSR*9 CUX*9 MOA*99 FTX*99 CNT*9 DOC*9 GDS*9 (LOC DTM*9)*99
        (TOD LOC*9)*2 (RFF DTM*9)*999 (GOR DTM*9 LOC*9 SEL*9 FTX*9 (DOC DTM)*9)*9
        (CPI RFF*99 CUX LOC*9 MOA*9)*9 (TCC LOC FTX CUX PRI EQN PCD MOA*9 QTY*9)*99
        (TDT DTM*9 TSR*9 (LOC DTM*9)*99 (RFF DTM)*9)*99
        (NAD LOC*9 MOA*9 (CTA COM*9)*9 (DOC DTM)*9 (TCC CUX PRI EQN PCD MOA*9 QTY*9)*99
        (RFF DTM*9)*9 (CPI RFF*99 CUX LOC*9 MOA*9)*9 (TSR RFF LOC TPL FTX*9)*99)!*99
        (GID HAN*99 TMP RNG TMD LOC*9 MOA*9 PIA*9 FTX*99 PCD*9 (NAD DTM LOC*9)*9 GDS*9 (MEA EQN)*99
        (DIM EQN)*99 (RFF DTM*9)*9 (PCI RFF DTM GIN*10)*999 (DOC DTM*9)*9
        (GOR DTM*9 LOC*9 SEL*9 FTX*9 (DOC DTM)*9)*9 (TPL (MEA EQN)*9)*9 (SGP (MEA EQN)*9)*999
        (TCC CUX PRI EQN PCD MOA*9 QTY*9 LOC*9)*99
        (DGS FTX*99 (CTA COM*9)*9 (MEA EQN)*9 (SGP (MEA EQN)*9)*999)*99)*999
        (EQD EQN TMD MEA*9 DIM*9 SEL*99 TPL*9 HAN TMP FTX*9 RFF*9
        (TCC CUX PRI EQN PCD MOA*9 QTY*9)*99 (NAD DTM (CTA COM*9)*9)*9 (EQA EQN)*99
        (DGS FTX*9 (CTA COM*9)*9)*99)*999 UNT!
    """,
    ("IFTSTA", "00A"): """
        UNH! BGM! DTM*9 TSR (NAD (CTA COM*9)*9)*9 (RFF DTM)*9 LOC*9 FTX*9 CNT*9
        (CNI LOC*9 CNT*9
        (STS RFF*999 DTM*9 DOC FTX*9 NAD*9 LOC PCI*99 (TDT DTM*9 RFF*9 (LOC DTM*9)*9)*99
        (EQD MEA*9 DIM*9 SEL*9 RFF*9 TPL*9 TMD (EQA SEL*9)*99)*99
        (GID HAN*9 SGP*99 DGS*9 FTX*9 (MEA EQN)*99 (DIM EQN)*99 (PCI GIN*9)*99)*99)!*99)*9999 UNT!
    """,
    ("MOVINS", "00A"): """
        UNH! BGM! DTM! (RFF DTM*9)*9 (NAD (CTA COM*9)*9)*9 (TDT LOC! DTM!*99 RFF FTX)!*3
        (HAN (LOC RFF!*99 FTX*9 MEA*9 DIM*9 LOC*9 NAD!*99 (TMP RNG) (EQD EQN)*99 (EQA EQN)*99
        (GID GDS)*9999 (RFF (DGS FTX)!*99)*999)!*9999)!*9999 UNT!
    """,
    ("VERMAS", "16A"): """
        UNH! BGM! DTM*9 (RFF DTM*9)*9 (NAD (CTA COM*9)*9)*9
        (EQD RFF*9 LOC*9 SEL*99 (MEA DTM*9)*9 (TDT RFF*9)*9
        (DOC DTM*9 (NAD (CTA COM*9)*9)*9)*9)*9999 UNT!
    """,
}
