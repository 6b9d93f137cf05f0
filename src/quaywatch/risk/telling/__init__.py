"""What a learned model's inputs say of a consignment, in an officer's words.

Each input that a model may learn from has its sentences in every language: `fact` says what stands
there, `sentence` also which way that spoke among inspected boxes.
"""

from quaywatch.risk.telling.catalogue import OTHERS, TOLD, fact, sentence, unlike
from quaywatch.risk.telling.unlike import NEVER_SEEN_FROM, UNLIKE
from quaywatch.risk.telling.values import Said

__all__ = [
    "NEVER_SEEN_FROM",
    "OTHERS",
    "TOLD",
    "UNLIKE",
    "Said",
    "fact",
    "sentence",
    "unlike",
]
