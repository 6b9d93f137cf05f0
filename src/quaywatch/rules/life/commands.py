"""What can be done with a profile: each command checks it and gives the event to append.

A profile goes live only by the hand of somebody who wrote none of its texts, proposed none of them
and wrote nowhere else what it asks; it is retired only by somebody who did not propose that. Both
would be worth a bribe.
"""

from collections.abc import Collection
from datetime import date, timedelta

import msgspec

from quaywatch.cargo import Severity
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.ledger.lives import require_second
from quaywatch.rules.examples import Trial
from quaywatch.rules.life.acts import Refusal, Refused, event, require
from quaywatch.rules.life.kinds import ProfileEvent, Stage
from quaywatch.rules.life.record import Life, Tried
from quaywatch.rules.lint import Notice
from quaywatch.rules.profile import Profile

SHADOW = timedelta(days=7)
"""How long a profile is watched before it may be proposed: a week has every day's traffic once."""
LONGEST = timedelta(days=366)
"""How far off the end of a profile may be; whoever wants it longer looks at it again."""


def draft(life: Life, profile: Profile, act: Act, taken: Collection[str] = ()) -> Event:
    """Write a profile, or write it anew; a text that counts goes on until the new one is approved.

    `taken` are codes of profiles and entries that do not live on the ledger. Its author is who
    writes it here, whatever the text says.
    """
    require(life, act, frozenset(Stage))
    if life.code in taken or profile.code != life.code:
        raise Refused(Refusal.TAKEN, f"The code {profile.code} belongs to another profile.")
    _check_end(profile, act.at.date())
    versions = sum(entry.kind is ProfileEvent.DRAFTED for entry in life.history)
    written = msgspec.structs.replace(profile, author=act.actor, version=versions + 1)
    return event(life, act, ProfileEvent.DRAFTED, profile=written)


def examine(life: Life, trials: Collection[Trial], notices: Collection[Notice], act: Act) -> Event:
    """Note that the profile's tests pass and the linter has nothing against it."""
    require(life, act, {Stage.DRAFTED})
    failed = [trial.example for trial in trials if not trial.passed]
    if failed or not trials:
        raise Refused(Refusal.TESTS_FAIL, "Its tests fail: " + (", ".join(failed) or "it has none"))
    wrong = [each.texts.en for each in notices if each.severity is Severity.ERROR]
    if wrong:
        raise Refused(Refusal.LINT, " ".join(wrong))
    remarks = tuple(sorted({each.kind.value for each in notices}))
    return event(life, act, ProfileEvent.EXAMINED, remarks=remarks)


def backtested(life: Life, tried: Tried, act: Act) -> Event:
    """Note what a backtest told."""
    require(life, act, {Stage.EXAMINED, Stage.BACKTESTED})
    return event(life, act, ProfileEvent.BACKTESTED, tried=tried)


def shadow(life: Life, act: Act) -> Event:
    """Begin to note what meets it."""
    require(life, act, {Stage.BACKTESTED})
    return event(life, act, ProfileEvent.SHADOWED)


def propose(life: Life, act: Act) -> Event:
    """Ask another officer to approve."""
    require(life, act, {Stage.SHADOW})
    if life.shadow_since is None or act.at - life.shadow_since < SHADOW:
        raise Refused(Refusal.TOO_SOON, f"It is watched for {SHADOW.days} days first.")
    return event(life, act, ProfileEvent.PROPOSED)


def approve(life: Life, act: Act, writers: Collection[str]) -> Event:
    """Let the profile count.

    `writers` is everybody who wrote the same under another code: see `authors.writers_of`.
    """
    require(life, act, {Stage.PROPOSED})
    own = "Somebody who neither wrote nor proposed this must approve it."
    hands = (*life.writers, *writers, life.proposed_by)
    require_second(act, hands, Refused(Refusal.FOUR_EYES, own))
    if life.draft is not None:
        _check_end(life.draft, act.at.date())
    return event(life, act, ProfileEvent.APPROVED)


def give_back(life: Life, reason: str, act: Act) -> Event:
    """Do not approve, and say why; it has to be proven anew."""
    require(life, act, {Stage.PROPOSED})
    return event(life, act, ProfileEvent.RETURNED, reason=reason)


def propose_retirement(life: Life, reason: str, act: Act) -> Event:
    """Ask another officer to end a profile that counts."""
    require(life, act, frozenset(Stage))
    if life.live is None:
        raise Refused(Refusal.WRONG_STAGE, "It does not count.")
    return event(life, act, ProfileEvent.RETIREMENT_PROPOSED, reason=reason)


def retire(life: Life, act: Act) -> Event:
    """End a profile, as the second person where it counts."""
    require(life, act, frozenset(Stage) - {Stage.RETIRED})
    if life.live is not None:
        none = Refused(Refusal.FOUR_EYES, "Another officer must first propose to retire it.")
        own = Refused(Refusal.FOUR_EYES, "Another officer must retire what you proposed to.")
        require_second(act, (life.retiring_by,), own, none)
    return event(life, act, ProfileEvent.RETIRED)


def _check_end(profile: Profile, today: date) -> None:
    if profile.ends is None or not today < profile.ends <= today + LONGEST:
        raise Refused(Refusal.NO_END, f"A profile ends after today and within {LONGEST.days} days.")
