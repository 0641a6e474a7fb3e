"""A kind of mail for the tests: a note to a person about themselves, true until they are called Gone."""
