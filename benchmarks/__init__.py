"""What measures speed: a script each, prints a table, as a ratio to a named peer in the same run."""
