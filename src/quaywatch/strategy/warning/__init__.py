"""Early warning: new risk at a port, on a route or in a cover load, against what varies anyway."""

from quaywatch.strategy.warning.alerts import Alert, Sign, Watched, watch
from quaywatch.strategy.warning.finds import Find, Kind, Periods

__all__ = ["Alert", "Find", "Kind", "Periods", "Sign", "Watched", "watch"]
