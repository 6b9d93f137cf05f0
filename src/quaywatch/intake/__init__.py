"""Ways in for messages: keys and certificates, watched folders, AS4 payloads; measured, bounded."""

from quaywatch.intake.gate import Busy, Foreign, Gate
from quaywatch.intake.meter import Meter, Origin, Traffic
from quaywatch.intake.senders import Sender, SenderError, Senders

__all__ = [
    "Busy",
    "Foreign",
    "Gate",
    "Meter",
    "Origin",
    "Sender",
    "SenderError",
    "Senders",
    "Traffic",
]
