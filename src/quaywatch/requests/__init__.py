"""Asking filers: requests for information, amendment and screening, and orders not to load."""

from quaywatch.requests import chasing, commands, discretion, letters
from quaywatch.requests.acts import Act, Refusal, Refused
from quaywatch.requests.addressing import LANGUAGES, addressee, language
from quaywatch.requests.asking import kind_of, propose, table
from quaywatch.requests.assessing import compare, known
from quaywatch.requests.drafting import Matter, Wording, draft_of, reworded
from quaywatch.requests.incoming import Heard, heard
from quaywatch.requests.kinds import OPEN, ORDERS, RequestEvent, RequestKind, Result, State
from quaywatch.requests.letters.letter import Letter, Occasion
from quaywatch.requests.nouns import (
    Addressee,
    Answer,
    AnswerSource,
    Assessed,
    Draft,
    Message,
    Purpose,
    Question,
    Sending,
)
from quaywatch.requests.numbering import request_in
from quaywatch.requests.outgoing import Format, Notice, message
from quaywatch.requests.record import Entry, Fact, Request, fold, request_of, stream
from quaywatch.requests.terms import TERMS, WINDOW, Terms, due_at, remind_at

__all__ = [
    "LANGUAGES",
    "OPEN",
    "ORDERS",
    "TERMS",
    "WINDOW",
    "Act",
    "Addressee",
    "Answer",
    "AnswerSource",
    "Assessed",
    "Draft",
    "Entry",
    "Fact",
    "Format",
    "Heard",
    "Letter",
    "Matter",
    "Message",
    "Notice",
    "Occasion",
    "Purpose",
    "Question",
    "Refusal",
    "Refused",
    "Request",
    "RequestEvent",
    "RequestKind",
    "Result",
    "Sending",
    "State",
    "Terms",
    "Wording",
    "addressee",
    "chasing",
    "commands",
    "compare",
    "discretion",
    "draft_of",
    "due_at",
    "fold",
    "heard",
    "kind_of",
    "known",
    "language",
    "letters",
    "message",
    "propose",
    "remind_at",
    "request_in",
    "request_of",
    "reworded",
    "stream",
    "table",
]
