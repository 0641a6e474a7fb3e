"""Does what people typed about themselves and their groups make sense? A module for each noun, as with the views."""
