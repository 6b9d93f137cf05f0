"""The sharing policy that every node starts with once more, in plain Python and written apart.

It is the peer: it decides as fast as Python can, explains nothing, and nobody could approve it.
"""

from datetime import date

from quaywatch.alliance import Notice, Tlp
from quaywatch.alliance.handling import HandlingCode, Purpose
from quaywatch.alliance.policy import Category, Partner


def may(
    notice: Notice,
    partner: Partner,
    sender: str,
    today: date,
    category: Category,
    purpose: Purpose,
) -> bool:
    """Say whether one sort of data may go to a partner for one purpose."""
    handling = notice.handling
    if today > handling.retain_until:
        return False
    back = partner.node == notice.origin
    named = handling.audience is not None and partner.node in handling.audience
    if not back:
        free = handling.onward and handling.code is not HandlingCode.NO_DISSEMINATION
        if sender != notice.origin and not free:
            return False
        covered = category in partner.categories and purpose in partner.purposes
        if today > partner.agreement_until or not covered or purpose not in handling.purposes:
            return False
        if handling.audience is not None and not named:
            return False
    if handling.audience is None:
        if handling.tlp is Tlp.RED:
            return False
        if handling.tlp in (Tlp.AMBER, Tlp.AMBER_STRICT) and not partner.member:
            return False
        if category is Category.PERSON and partner.third_country:
            return False
    return True
