"""Where reports come from, and the record of how they were got."""
