"""Lexicons: load, check and match the data of isnad/lexicons."""
