"""What may come next in an expression that is being written."""

from quaywatch.rules.completion.complete import complete
from quaywatch.rules.completion.suggestion import Completion, Known, Suggestion

__all__ = ["Completion", "Known", "Suggestion", "complete"]
