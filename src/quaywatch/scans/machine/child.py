"""`python -m quaywatch.scans.machine.child`: reads pictures, each in a process of its own."""

import msgspec

from quaywatch.formats.forking import serve
from quaywatch.scans.machine.asking import MEMORY, SECONDS, Asked, decoded, encoded
from quaywatch.scans.machine.engines import against
from quaywatch.scans.machine.reading import nothing_read, read_picture
from quaywatch.scans.machine.rehearsing import rehearsal
from quaywatch.scans.readers.known import read
from quaywatch.scans.reading import Reading, Reason


def answer(data: bytes) -> bytes:
    """Return the reading of what is asked, as bytes."""
    return msgspec.msgpack.encode(_read(data))


def _read(data: bytes) -> Reading:
    asked = decoded(data)
    engines = tuple(
        each for each in against(asked.empties_version) if not asked.only or each.name in asked.only
    )
    if not asked.picture:
        return nothing_read(engines)
    now = read(asked.picture).radiograph
    if now is None:
        return nothing_read(engines, Reason(code="unreadable"))
    before = read(asked.earlier).radiograph if asked.earlier else None
    return read_picture(now, asked.declared, before, engines, asked.empties)


def ready() -> None:
    """Load and compile whatever reading takes."""
    picture = rehearsal()
    answer(encoded(Asked(picture=picture, earlier=picture)))


if __name__ == "__main__":
    ready()
    serve(answer, MEMORY, SECONDS)
