"""Review: what to look at first, and decisions in and out."""
