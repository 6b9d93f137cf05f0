"""What an authority without a line may bring: no signature is on it, so the agreement binds it."""

from quaywatch.alliance.unsigned.terms import KINDS, Brings, bound

__all__ = ["KINDS", "Brings", "bound"]
