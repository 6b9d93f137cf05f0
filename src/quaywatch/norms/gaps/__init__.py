"""What is not met: which gap to close first, and who closes it by when."""

from quaywatch.norms.gaps.effect import Effect, effect
from quaywatch.norms.gaps.ranking import Assumption, Gap, assumptions, ranked

__all__ = ["Assumption", "Effect", "Gap", "assumptions", "effect", "ranked"]
