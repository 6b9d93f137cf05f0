"""The strategy report to a minister, on paper or as a page that stands alone."""

from quaywatch.node.strategy.report.content import strategy_report

__all__ = ["strategy_report"]
