"""Web pages: from bytes as served to a text, its title, outlet, author, address and day of publication."""
