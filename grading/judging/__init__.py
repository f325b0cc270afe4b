"""What a test says: the pytest plugin, comparisons, diagnoses, and the models that are built anew."""
