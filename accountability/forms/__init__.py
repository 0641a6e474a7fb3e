"""What do people type about their promises and their hot seats, and does it make sense?"""
