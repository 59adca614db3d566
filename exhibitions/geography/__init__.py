"""Where the exhibition travels: districts, places and the map of the tour."""
