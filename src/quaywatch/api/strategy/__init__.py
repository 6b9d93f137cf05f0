"""Strategy at the HTTP border: shapes, and what fills them."""
