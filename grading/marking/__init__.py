"""Who runs a suite: the parent, its child, what is kept warm, and the records that come of it."""
