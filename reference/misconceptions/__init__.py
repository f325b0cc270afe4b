"""Named wrong ways, a module an exercise; see `reference.catalogue`."""
