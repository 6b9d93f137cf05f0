"""Answers to whoever sent an interchange: CONTRL, APERAK and CUSRES.

`for_interchange` answers all that came in one input. CONTRL says which messages were understood
and names errors of syntax; CUSRES tells the filer of a declaration what customs found and what it
demands; APERAK tells other senders what is wrong with their data.
"""

from quaywatch.formats.edifact.answers.front import for_interchange
from quaywatch.formats.edifact.answers.remark import Measure, Remark, Statement
from quaywatch.formats.edifact.answers.stop import Stop, stop_message

__all__ = ["Measure", "Remark", "Statement", "Stop", "for_interchange", "stop_message"]
