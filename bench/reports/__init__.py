"""How is it told? A page for each part: what was measured beside what was promised, in the terminal and in the docs."""
