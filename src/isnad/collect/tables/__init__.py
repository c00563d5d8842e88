"""Tables: files of rows whatever their form, and which of their columns mean what."""
