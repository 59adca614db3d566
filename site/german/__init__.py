"""German words as a search sees them: pure functions, without Django."""
