"""What one line of native JSON says."""

import re

import msgspec

from quaywatch.cargo.consignment import Consignment
from quaywatch.cargo.filing import Filing
from quaywatch.cargo.movement import Movement
from quaywatch.cargo.problem import Problem

Said = Filing | Consignment | Movement

_PATH = re.compile(r" - at `\$\.?([^`]*)`$")


class _Kind(msgspec.Struct):
    type: str | None = None
    equipment_number: str | None = None


_kind = msgspec.json.Decoder(_Kind)
_decoders: dict[str, msgspec.json.Decoder[Filing | Consignment | Movement]] = {
    "filing": msgspec.json.Decoder(Filing),
    "consignment": msgspec.json.Decoder(Consignment),
    "movement": msgspec.json.Decoder(Movement),
}


def understand(data: bytes, number: int, offset: int) -> Said | Problem:
    """Decode one line strictly, or say what is wrong with it."""
    try:
        kind = _kind.decode(data)
        name = kind.type or ("movement" if kind.equipment_number is not None else "consignment")
        decoder = _decoders.get(name)
        if decoder is None:
            return _problem(f"a line of type {name!r} is not known", number, offset)
        return decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _problem(str(error), number, offset)


def _problem(message: str, number: int, offset: int) -> Problem:
    path = _PATH.search(message)
    return Problem(
        code="native.line",
        message=message,
        offset=offset,
        segment=number,
        field=path[1] if path else None,
    )
