"""Pages of the inbox, and what is sent from them."""
