"""What an author derives and measures: stubs, notebooks, calibrations, the demo class."""
