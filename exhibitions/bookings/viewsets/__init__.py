"""What the people who lend the exhibition see in the admin."""
