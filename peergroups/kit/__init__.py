"""Tools without a domain word in them: the floor everyone stands on."""
