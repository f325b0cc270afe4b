"""What every floor stands on: files, places, and what a person is told in one sentence."""
