"""The stubs: this is where you write."""
