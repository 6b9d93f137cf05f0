"""The nodes that `quaywatch demo-alliance` starts: five simulated authorities, allied."""

from quaywatch.cli.demonstration.alliance.cast import CAST, Authority
from quaywatch.cli.demonstration.alliance.living import Place
from quaywatch.cli.demonstration.alliance.making import make
from quaywatch.cli.demonstration.alliance.settling import settle
from quaywatch.cli.demonstration.alliance.starting import NotStarted, start

__all__ = ["CAST", "Authority", "NotStarted", "Place", "make", "settle", "start"]
