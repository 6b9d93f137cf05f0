"""Entry summary declarations of the older kind (CC315A, CC313A) and what customs answers."""

from quaywatch.formats.ens.reader import read

__all__ = ["read"]
