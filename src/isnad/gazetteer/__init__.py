"""Places that ship with isnad and the store of imported ones."""
