"""What people open about their commitments: their own pages, and those of a meeting being held."""
