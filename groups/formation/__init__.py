"""Who should sit with whom? Plain values in, groups with their reasons out; no Django, no database, no clock."""
