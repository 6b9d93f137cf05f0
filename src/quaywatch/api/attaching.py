"""Answers and what is attached to them, as they cross the border."""

from base64 import b64decode

from quaywatch.api.errors import ApiError
from quaywatch.api.request_shapes import FilerAnswer
from quaywatch.requests import Answer, AnswerSource


def answer_of(body: FilerAnswer, source: AnswerSource) -> tuple[Answer, bytes | None]:
    """Return an answer and the bytes of its attachment.

    Raises:
        ApiError: it says nothing, or the attachment is not base64.

    """
    attached = body.attachment
    if not body.text.strip() and attached is None:
        raise ApiError(422, "request.invalid", "An answer has words, a file, or both.")
    if attached is None:
        return Answer(source=source, text=body.text.strip()), None
    try:
        data = b64decode(attached.content, validate=True)
    except ValueError:  # what is no base64, and what is not even ASCII
        raise ApiError(422, "request.invalid", "The attachment is not base64.") from None
    answer = Answer(
        source=source,
        text=body.text.strip(),
        attachment=attached.name,
        media_type=attached.media_type,
    )
    return answer, data
