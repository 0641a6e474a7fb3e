"""What people open about their promises: their own pages, and those of a meeting being held."""
