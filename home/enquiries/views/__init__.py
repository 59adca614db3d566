"""What the public sees of its enquiries."""
