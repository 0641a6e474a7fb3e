"""What people open about their meetings."""
