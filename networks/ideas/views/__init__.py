"""What the public sees of its ideas: the form in steps, the state, the contents."""
