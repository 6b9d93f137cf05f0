"""In plain words: what each side learns from a match, and what it never does. For officers to read
before they agree to one."""

from typing import NamedTuple

from quaywatch.alliance.matching.budget import Quota
from quaywatch.alliance.matching.messages import Telling
from quaywatch.alliance.matching.table import BITS, padded


class Learned(NamedTuple):
    """One sentence, with the name by which a page finds it in another language."""

    code: str
    text: str


class Told(NamedTuple):
    """What a way of matching tells."""

    asker: tuple[Learned, ...]
    """What who asks learns of who holds."""
    owner: tuple[Learned, ...]
    """What who holds learns of who asks."""
    never: tuple[Learned, ...]
    """What neither learns."""


def told(telling: Telling, quota: Quota) -> Told:
    """Return what the two sides of a match learn."""
    day = f"{quota.per_day:,}"
    which = {
        Telling.ITEMS: Learned(
            "which", "Which of the things it asks about the other side holds, before anybody looks."
        ),
        Telling.COUNT: Learned(
            "how_many",
            "How many of the things it asks about the other side holds, and not which. A question "
            f"has at least {quota.count_least:,} places.",
        ),
    }[telling]
    return Told(
        asker=(
            which,
            Learned(
                "size",
                "How much the other side holds, to within half as much again, and how much is "
                "added or taken out each time.",
            ),
            Learned("ration", f"Of at most {day} things a day: it cannot try all that there are."),
        ),
        owner=(
            Learned(
                "asked_size",
                "How much is asked, to within half as much again, when and for which purpose.",
            ),
            Learned(
                "opened",
                f"{quota.opened} places of each question, drawn by chance afterwards: they are "
                "shown to it in clear, so that nobody asks about what is on no manifest.",
            ),
            Learned(
                "requested", "A match that an officer of who asked chooses to ask further about."
            ),
        ),
        never=(
            Learned("not_asked", "Who asks learns nothing of what it did not ask about."),
            Learned(
                "unseen",
                "Who holds does not learn what was asked, but for what is opened or asked further "
                "about, nor what matched.",
            ),
            Learned("red", "What is marked TLP:RED is in no match at all."),
            Learned(
                "chance",
                "By chance alone a thing matches less than once in "
                f"{2**BITS // padded(1_000_000):,} times with a million things held.",
            ),
        ),
    )
