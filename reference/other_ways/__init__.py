"""Other right ways, a module an exercise; see `reference.catalogue`."""
