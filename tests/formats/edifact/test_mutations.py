"""Damaged messages: never a crash, a hang or a lost byte."""

import random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from quaywatch.formats.edifact import cuscar
from tests.formats.making import filing, interchange, message, understood

WHOLE = cuscar.write([filing(2)])
ODD = (
    "UNA=*.? ~"
    + interchange(message("BGM+85+M+9", "EQD+CN+TSTU1+22G1", "CNI+1+B1", "RFF+BM:B1", "SGP+TSTU1"))
    .replace("+", "*")
    .replace(":", "=")
    .replace("'", "~\r\n")
).encode()
BOX = "LOC+147+0030586::5", "MEA+WT++KGM:9", "LOC+9+ECGYE", "EQD+CN+TSTU1+22G1", "NAD+CA+X"
STATUS = "CNI+1+B1", "STS+1+29", "DTM+334:2603010600:203", "EQD+CN+TSTU1", "SEL+S1+CA", "STS+1+48"
OTHERS = interchange(
    message("BGM++1+9", "TDT+20+1", "LOC+5+ECGYE", *BOX, *BOX, kind="BAPLIE:D:95B:UN"),
    message("BGM+44+1+9", "DTM+137:20260301:102", *BOX[3:], *BOX[:3], kind="COARRI:D:95B:UN"),
    message("BGM+23+1+9", *STATUS, *STATUS, kind="IFTSTA:D:00B:UN"),
    message("BGM+340+1+9", "RFF+BN:1", "GID+1+3:CT", "EQD+CN+TSTU1", kind="IFTMIN:D:00B:UN"),
    message("BGM+98+1", "DTM+132:2603010600:203", "TDT+20+1", "LOC+60+X", kind="CUSREP:D:95B:UN"),
).encode()
SEEDS = (WHOLE, ODD, WHOLE.replace(b"'", b"'\n"), ODD + WHOLE, OTHERS, OTHERS.lower() + OTHERS)
SPLICES = (b"'", b"?", b"??", b"\xff", b"\0", b"\n", b"UNA:+.? '", b"UNB+", b"UNH+1+", b"'UNT+9+1'")
EACH = 100


def flip(data: bytearray, dice: random.Random) -> None:
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def truncate(data: bytearray, dice: random.Random) -> None:
    del data[dice.randrange(1, len(data) + 1) :]


def behead(data: bytearray, dice: random.Random) -> None:
    del data[: dice.randrange(len(data))]


def cut_out(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data))
    del data[start : start + dice.randrange(80)]


def double(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data))
    piece = data[start : start + dice.randrange(400)]
    at = dice.randrange(len(data) + 1)
    data[at:at] = piece


def splice(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data) + 1)
    data[at:at] = dice.choice(SPLICES)


def drop_segment(data: bytearray, dice: random.Random) -> None:
    segments = bytes(data).split(b"'")
    del segments[dice.randrange(len(segments))]
    data[:] = b"'".join(segments)


def shuffle(data: bytearray, dice: random.Random) -> None:
    segments = bytes(data).split(b"'")
    dice.shuffle(segments)
    data[:] = b"'".join(segments)


def recode(data: bytearray, dice: random.Random) -> None:
    codec = dice.choice(["utf-8", "utf-16-le", "cp037"])
    data[:] = data.decode("latin-1").encode(codec)


DAMAGES = (flip, flip, truncate, behead, cut_out, double, splice, splice, drop_segment, shuffle)


@settings(max_examples=100, deadline=None)
@example(304006748)  # a blank behind a message that ends amid its ports
@given(st.integers(0, 2**64))
def test_ten_thousand_damaged_messages(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(EACH):
        data = bytearray(dice.choice(SEEDS))
        for damage in dice.choices(DAMAGES, k=dice.randrange(1, 5)):
            if data:
                damage(data, dice)
        if dice.random() < 0.05:
            recode(data, dice)
        understood(bytes(data))


def test_damage_within_one_consignment_leaves_the_others_as_they_are() -> None:
    sound = filing(9)
    data = cuscar.write([sound])
    start = data.index(b"CNI+5+")
    end = data.index(b"CNI+6+")
    dice = random.Random(5)
    for _ in range(200):
        piece = bytearray(data[start + 4 : end - 1])
        for _ in range(3):
            at = dice.randrange(len(piece))
            if piece[at] not in b"'?+:":
                piece[at] = dice.choice(b"\x01\x7f\x90#Z9 ")
        damaged = data[: start + 4] + bytes(piece) + data[end - 1 :]
        _, found = understood(damaged)
        others = [c for c in found if c.reference in {s.reference for s in sound.consignments}]
        expected = [c for i, c in enumerate(sound.consignments) if i != 4]
        assert [c for c in others if c in expected] == expected
