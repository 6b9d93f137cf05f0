"""Has a message judged before it is filed: what would be read, what is wrong, and where."""

from quaywatch.conformance.judge import LARGEST, Located, TooLarge, Verdict, judge
from quaywatch.conformance.place import Place
from quaywatch.conformance.reply import Reply

__all__ = ["LARGEST", "Located", "Place", "Reply", "TooLarge", "Verdict", "judge"]
