"""The reader: clauses and roles, stance, chains, claims; Report -> Reading, pure and deterministic."""
