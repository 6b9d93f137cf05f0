"""Where the alliance looks, so that moving elsewhere gains a trafficker nothing."""
