"""Who says it to whom, and when."""

from datetime import datetime

import msgspec

from quaywatch.formats.ics2.composing import stamp
from quaywatch.formats.ics2.element import Element, group, leaf


class Envelope(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The head that every message to and from the Common Repository carries."""

    message_id: str
    """Unique among all messages of the sender, up to 291 characters."""
    at: datetime
    """When the message is made (time-zone aware); it is its date of issue, too."""
    sender: str
    """The sending system's name on the network, up to 14 letters, digits, dots and hyphens."""
    recipient: str
    correlation_id: str | None = None
    reply_to: str | None = None
    """`message_id` of the message that this one answers."""
    campaign: str | None = None
    """Conformance test campaign; None in production."""


def header(envelope: Envelope) -> Element:
    """Return the head of a message. Raises ValueError when the instant has no time zone."""
    return group(
        "MessageHeader",
        leaf("messageId", envelope.message_id),
        leaf("correlationId", envelope.correlation_id),
        leaf("replyToMessageId", envelope.reply_to),
        leaf("messageTimestamp", stamp(envelope.at)),
        leaf("messageSender", envelope.sender),
        leaf("messageRecipient", envelope.recipient),
        leaf("conformanceCampaign", envelope.campaign),
    )
