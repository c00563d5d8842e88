"""200 places in sentences of ours where a name of a place stands as an ordinary word, and none is meant."""
