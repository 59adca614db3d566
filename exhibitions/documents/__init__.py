"""The papers of a loan: what a school and the exhibition managers keep in a folder."""
