"""How does a group find a time? The best ones are proposed, everybody says what suits them, one is picked."""
