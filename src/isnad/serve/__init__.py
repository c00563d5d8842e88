"""The desk: a web application on the ledger, for reading it, following a figure to its words, and deciding."""
