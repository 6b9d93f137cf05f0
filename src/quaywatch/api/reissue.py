"""What others brought unsigned and is issued as an own notice, as shapes."""

from typing import Any, Literal, cast

from quaywatch.alliance.line.bringing import Bringer
from quaywatch.api import alliance
from quaywatch.api import alliance_shapes as shapes
from quaywatch.ledger.acts import same_person
from quaywatch.node.allied import reading
from quaywatch.node.allied.bringing import reissuing
from quaywatch.node.allied.facts import name_of


def shape(one: reissuing.Reissued, asks: str) -> shapes.ReissueShape:
    """Return what was issued anew, and how its source stands, as it is shown to whoever asks."""
    notice = one.publication.notice
    return shapes.ReissueShape(
        name=name_of(notice.origin, notice.id),
        title=alliance.title(notice),
        stage=one.life.stage.value,
        of=one.reissue.of,
        version=one.reissue.version,
        state=cast("Any", one.state.value),
        why=one.reissue.why,
        leave=one.reissue.leave,
        named=one.reissue.named,
        by=one.life.proposed_by,
        confirmed_by=one.life.confirmed_by,
        mine=same_person(one.life.proposed_by, asks),
    )


def leave_of(one: reading.Standing, by: Bringer | None) -> Literal["", "free", "asked", "never"]:
    """Say whether a notice may be issued anew; empty where nobody brought it, or it is gone."""
    if by is None or one.notice is None:
        return ""
    return cast("Any", reissuing.leave(one.notice).value)
