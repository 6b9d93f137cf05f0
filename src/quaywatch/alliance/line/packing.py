"""A batch as it travels, and as it is kept: MessagePack, compressed with Zstandard."""

import msgspec
import zstandard

from quaywatch.alliance.exchange import BadBatch, Batch, Fault
from quaywatch.alliance.exchange.batch import MOST_BYTES, MOST_PAYLOADS

LARGEST = MOST_BYTES + MOST_PAYLOADS * 40 + 4096
"""Bytes of a batch as it travels, once expanded."""
_BATCHES: msgspec.msgpack.Decoder[Batch] = msgspec.msgpack.Decoder(Batch)


def packed(batch: Batch) -> bytes:
    """Return a batch as it travels."""
    return zstandard.ZstdCompressor(level=3).compress(msgspec.msgpack.encode(batch))


def unpacked(body: bytes) -> Batch:
    """Return the batch in what travelled; raises BadBatch."""
    try:
        size = zstandard.frame_content_size(body)
        if size > LARGEST:
            raise BadBatch(Fault.TOO_LARGE, f"it would expand to {size} bytes")
        # The size that a frame states may be a lie, and may be missing.
        said = zstandard.ZstdDecompressor().decompress(body, max_output_size=LARGEST)
        return _BATCHES.decode(said)
    except (zstandard.ZstdError, msgspec.DecodeError, ValueError, RecursionError) as error:
        if isinstance(error, BadBatch):
            raise
        raise BadBatch(Fault.UNREADABLE, f"it is no batch: {error}") from error
