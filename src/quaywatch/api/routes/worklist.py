"""`/api/worklist`: the boxes, windowed, and what they can be filtered by."""

from typing import Annotated

from fastapi import APIRouter, Depends

from quaywatch.api.access import guard
from quaywatch.api.labels import label
from quaywatch.api.language import RequestLanguage
from quaywatch.api.listing import asked, rows
from quaywatch.api.permissions import Permission
from quaywatch.api.schemas import FilterOption, FilterOptions, WorkPage
from quaywatch.api.services import Held
from quaywatch.node import Query

router = APIRouter(prefix="/api/worklist", tags=["work list"])


@router.get("", dependencies=guard(Permission.READ))
def read_worklist(
    held: Held,
    language: RequestLanguage,
    query: Annotated[Query, Depends(asked)],
) -> WorkPage:
    """Return a window of the work list."""
    page = held.node.worklist(query)
    return WorkPage.model_construct(
        total=page.total,
        offset=page.offset,
        rows=rows(page.lines, language, held.node.rulebook),
        as_of=page.as_of,
    )


@router.get("/options", dependencies=guard(Permission.READ))
def read_options(held: Held, language: RequestLanguage) -> FilterOptions:
    """Return the values for the drop-downs, most frequent first."""
    options = {
        name: [
            FilterOption(value=value, label=label(name, value, language), count=count)
            for value, count in counted
        ]
        for name, counted in held.node.options().items()
    }
    return FilterOptions(**options)
