"""Notices on the forms that customs services know, and their containers as a table.

A risk information form for what is to be looked out for, a seizure report for what was found. The
forms that are in use (CRMS2, CENcomm) are not public: the boxes are those that public sources name.
"""

from quaywatch.api.forms.content import Form, form
from quaywatch.api.forms.html import html
from quaywatch.api.forms.pdf import pdf
from quaywatch.api.forms.tables import as_csv, as_workbook, rows

__all__ = ["Form", "as_csv", "as_workbook", "form", "html", "pdf", "rows"]
