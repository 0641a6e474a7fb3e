"""What does everybody bring to a meeting, and who is prepared for it?"""
