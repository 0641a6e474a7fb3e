"""Does what people typed about their meetings make sense? A module for each noun, as with the views."""
