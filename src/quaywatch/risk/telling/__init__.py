"""What a learned model's inputs say of a consignment, in an officer's words.

Each input that a model may learn from has its sentences in every language: `fact` says what stands
there, `sentence` also which way that spoke among inspected boxes.
"""

from quaywatch.risk.telling.catalogue import OTHERS, TOLD, fact, sentence
from quaywatch.risk.telling.values import values

__all__ = ["OTHERS", "TOLD", "fact", "sentence", "values"]
