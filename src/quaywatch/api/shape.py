"""What all shapes that cross the HTTP border have in common."""

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """Closed and unchangeable."""

    model_config = ConfigDict(extra="forbid", frozen=True)
