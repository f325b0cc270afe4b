"""What a course is made of: its exercises and their parts, catalogues, thresholds, strategies, the look of pictures."""
