"""`quaywatch spark` as a file, for `spark-submit`."""

from quaywatch.cli.spark import command

command()
