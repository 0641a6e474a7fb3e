"""What comes after an intake? Its groups go on by themselves, and its people can be told of the next one."""
