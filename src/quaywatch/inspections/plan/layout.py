"""Lay chances out over the hours: earliest deadline first, as a fluid."""

from heapq import heappop, heappush

from quaywatch.inspections.rounding import Piece
from quaywatch.inspections.windows import Ints, Windows


def lay_out(chance: Ints, spans: Windows, room: Ints) -> list[Piece]:
    """Cut the chances into pieces that fill the hours; few boxes are cut in two.

    `room` is what each hour holds, in the unit of the chances.

    Serving the earliest deadline first loses nobody whenever the chances fit (`windows.room`).
    """
    left = chance.tolist()
    last = spans.last.tolist()
    arrivals: list[list[int]] = [[] for _ in room]
    for box in (chance > 0).nonzero()[0].tolist():
        arrivals[int(spans.first[box])].append(box)
    waiting: list[tuple[int, int]] = []
    pieces: list[Piece] = []
    for hour, arrived in enumerate(arrivals):
        for box in arrived:
            heappush(waiting, (last[box], box))
        free = int(room[hour])
        while free and waiting:
            box = waiting[0][1]
            amount = min(free, left[box])
            pieces.append(Piece(box, hour, amount))
            free -= amount
            left[box] -= amount
            if not left[box]:
                heappop(waiting)
    return pieces
