"""How an accuracy threshold is measured: for each exercise that trains, its measure, baselines and broken variants."""
