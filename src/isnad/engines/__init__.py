"""Other engines for the same work: reading and linking on a cluster. Heavy libraries are imported when used."""
