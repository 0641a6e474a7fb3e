"""How is a meeting held? The server keeps the time; whoever leads moves it on, and everybody's phone follows."""
