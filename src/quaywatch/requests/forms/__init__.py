"""Requests in the filers' own formats."""

from quaywatch.requests.forms.ics2 import Ics2

__all__ = ["Ics2"]
