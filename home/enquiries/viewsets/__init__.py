"""What the team sees of enquiries."""
