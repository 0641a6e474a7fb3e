"""How fast is it, and how good are formed groups? `make bench` measures on ground of its own, and writes into docs/."""
