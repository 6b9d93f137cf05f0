"""What customs answers to a declaration: read, and written."""

from quaywatch.formats.ens.answers.heard import heard
from quaywatch.formats.ens.answers.written import (
    Decision,
    Intervention,
    accept,
    intervene,
    reject,
)

__all__ = ["Decision", "Intervention", "accept", "heard", "intervene", "reject"]
