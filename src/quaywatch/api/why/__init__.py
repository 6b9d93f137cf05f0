"""Why an inspection is asked for, in an officer's words: of the plan, or of whoever left it."""

from quaywatch.api.why.account import Asked, brief, in_record, on_line, why

__all__ = ["Asked", "brief", "in_record", "on_line", "why"]
