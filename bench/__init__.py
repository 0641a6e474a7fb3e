"""How fast is it? `make bench` measures pages, clock and mails on ground of its own, and writes docs/benchmarks.md."""
