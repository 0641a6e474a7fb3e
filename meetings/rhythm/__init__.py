"""How does a group come to a rhythm, and keep it? Its dates, drawn, warned of, saved, told and topped up."""
