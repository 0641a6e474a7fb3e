"""How do people come to a programme? Brought in from a list, asked to apply, and listed with how far each has come."""
