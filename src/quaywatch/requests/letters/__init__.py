"""The words of what filers receive, in six languages."""

from quaywatch.requests.letters.letter import Block, Letter, block, compose
from quaywatch.requests.letters.phrases import Phrases, phrases
from quaywatch.requests.letters.written import html, text

__all__ = ["Block", "Letter", "Phrases", "block", "compose", "html", "phrases", "text"]
