"""What a node refuses."""


class NodeError(Exception):
    """A node cannot do what was asked; nothing was written."""


class UnknownBox(NodeError):  # noqa: N818 - the officer's word
    """There is no such box, or no longer."""


class NoSlot(NodeError):  # noqa: N818 - the officer's word
    """No slot is free before the box is picked up, or not the one asked for."""


class UnknownResource(NodeError):  # noqa: N818 - the officer's word
    """The calendar knows no resource of this name."""


class UnknownDocument(NodeError):  # noqa: N818 - the officer's word
    """No message stands at this position."""


class UnknownSubject(NodeError):  # noqa: N818 - the officer's word
    """Nobody of this name filed anything in the period."""


class UnknownRequest(NodeError):  # noqa: N818 - the officer's word
    """There is no such request, nothing that was sent at this place, or not for who asks."""


class UnknownProfile(NodeError):  # noqa: N818 - the officer's word
    """No profile of this code was written on the ledger."""


class UnknownModel(NodeError):  # noqa: N818 - the officer's word
    """No model of this name was trained here."""


class Tampered(NodeError):  # noqa: N818 - what was done to it
    """A model is not what the node signed when it was trained; it is not put to work."""


class UnknownParty(NodeError):  # noqa: N818 - the officer's word
    """Nobody of this id was named in a filing."""


class UnknownDraw(NodeError):  # noqa: N818 - the officer's word
    """The lots of this day have not fallen."""


class NothingLeft(NodeError):  # noqa: N818 - the officer's word
    """No box waits to be taken at this place."""


class NoScanLeft(NothingLeft):
    """No radiograph waits to be read by whoever asks."""


class UnknownAccord(NodeError):  # noqa: N818 - the coordinator's word
    """Nothing of this name was ever proposed."""


class UnknownNotice(NodeError):  # noqa: N818 - the officer's word
    """No such notice is held here, or it is not for who asks."""


class UnknownFile(NodeError):  # noqa: N818 - the officer's word
    """No such file of an authority without a line waits here."""


class NoAlliance(NodeError):  # noqa: N818 - the coordinator's word
    """The node has no name among others: nothing can go out in its name."""


class UnknownInquiry(NodeError):  # noqa: N818 - the officer's word
    """No partner was asked this, and none asked it; or not for who asks."""


class NotLetOut(NodeError):  # noqa: N818 - the officer's word
    """The sharing policy lets nothing of it go to whom it is for; the message names the rules."""


class UnknownTest(NodeError):  # noqa: N818 - the analyst's word
    """There is no such seeded test, or it runs and is not for who asks."""


class UnknownSum(NodeError):  # noqa: N818 - the coordinator's word
    """Nothing of this name was put forward, here or by an ally."""
