"""The ports' standard at the HTTP border: who speaks for whom, shapes, and what fills them."""
