"""What the public sees of lending: dates and form, the link of a mail, the tour."""
