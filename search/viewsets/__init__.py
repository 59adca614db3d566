"""What editors see of the search and tell it."""
