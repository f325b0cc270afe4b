"""What is trusted: oracles, misconceptions, other ways, datasets, thresholds, pictures."""
