"""`python -m tests.fuzz.growth`: what inputs of one thing, at great length, cost at two sizes.

Twice the size may take twice the processor time, and no more memory.
"""

import subprocess
import sys
import time

import click

from quaywatch.formats import Format, read
from tests.fuzz.bounds import highest_kib

_CUSCAR = b"UNB+UNOA:1+A+B+200101:0000+1'UNH+1+CUSCAR:D:95B:UN'BGM+785+1+9'"
_BAYPLAN = b"UNB+UNOA:1+A+B+200101:0000+1'UNH+1+BAPLIE:D:95B:UN'BGM++1+9'"
_ISA = (
    b"ISA*00*          *00*          *ZZ*A              *ZZ*B              *260519*1200*U*00401"
    b"*000000001*0*P*>~GS*SO*A*B*20260519*1200*5*X*004010~ST*309*1~"
)
_ICS2 = b'<IE3F10 xmlns="urn:wco:datamodel:eu:ics2:2">'
_WCO = b'<Declaration xmlns="urn:wco:datamodel:WCO:DEC-DMS:2">'

CASES: tuple[tuple[Format, bytes, bytes], ...] = (
    *((Format.EDIFACT, _CUSCAR, unit) for unit in (b"A", b"'", b"+", b"?", b"UNH+1+CUSCAR'")),
    *((Format.EDIFACT, _CUSCAR + b"CNI+1+A'", u) for u in (b"EQD+CN+A'", b"GID+1'", b"RFF+BM:A'")),
    *((Format.EDIFACT, _BAYPLAN, u) for u in (b"LOC+147+1'", b"DTM+1:2'", b"\n", b"LOC+5+A'")),
    *(
        (Format.X12, _ISA, u)
        for u in (b"A", b"~", b"*", b"LX*1~", b"VID*CN~", b"P4*A~", b"ST*309~")
    ),
    *(
        (format_, head, unit)
        for format_, head in ((Format.ENS, b"<CC315A>"), (Format.ICS2, _ICS2), (Format.WCO, _WCO))
        for unit in (b"<a>", b"<a/>", b"<", b"<!--", b"<a b='", b"&a;", b" ")
    ),
    (Format.ENS, b"", b"<a>"),
    (Format.ENS, b"", b"<CC315A/>"),
    (Format.ENS, b"<CC315A ", b"a='' "),
    (Format.ASYCUDA, b"<Awmds>", b"<Bol_segment>"),
    (Format.ASYCUDA, b"<Awmds>", b"<Bol_segment/>"),
    (Format.ASYCUDA, b"<Awmds>", b"<!--"),
    *((Format.DCSA, b"", u) for u in (b"[", b'{"events":[', b"{}", b'"', b"9", b'{"a":')),
    *((Format.DCSA, b"[", u) for u in (b"[],", b"{},", b"1,", b'"a",', b'{"a":1},', b"\\")),
    *((Format.NATIVE, b"", u) for u in (b"[", b"{}\n", b"\n", b"9", b'{"reference":"A"}\n', b"a")),
    *((Format.CSV, b"bl_number,eta\n", u) for u in (b"\n", b"A,\n", b'"', b",", b'"\n', b"A")),
)


def cost(case: tuple[Format, bytes, bytes], size: int) -> tuple[float, float]:
    """Return seconds of processor time and MiB of memory beyond the input itself."""
    format_, head, unit = case
    for _ in read(head + unit, format=format_):
        pass
    data, before = head + unit * (size // len(unit)), highest_kib()
    begun = time.process_time()
    seen = sum(len(part.data) for part in read(data, format=format_))
    assert seen == len(data)
    return time.process_time() - begun, (highest_kib() - before) / 1024


@click.command(help=__doc__)
@click.option("--mib", default=20.0, show_default=True, help="size of the smaller input")
@click.option("--only", default="", help="name of a format")
def main(mib: float, only: str) -> None:
    for number, (format_, head, unit) in enumerate(CASES):
        if only not in ("", format_):
            continue
        told = [_apart(number, int(size * (1 << 20))) for size in (mib, 2 * mib)]
        click.echo(f"{format_:8}{head[-16:]!r:32}{unit!r:24}{' | '.join(told)}")


def _apart(number: int, size: int) -> str:
    """Measure in a process of its own, for at most ten minutes."""
    code = f"from tests.fuzz.growth import CASES, cost; print(*cost(CASES[{number}], {size}))"
    try:
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=600)
        seconds, mib = map(float, done.stdout.split())
    except (subprocess.TimeoutExpired, ValueError) as error:
        return f"{type(error).__name__}"
    return f"{seconds:7.2f} s {mib:6.0f} MiB"


if __name__ == "__main__":
    main()
