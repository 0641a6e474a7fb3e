"""What people open about their groups and themselves."""
