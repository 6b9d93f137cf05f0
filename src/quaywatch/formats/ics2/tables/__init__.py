"""Tables that state how the messages are built; notation: `quaywatch.formats.xml.schema`."""
