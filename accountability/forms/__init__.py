"""What do people type about their commitments and their hot seats, and does it make sense?"""
