"""Versioned migrations of the ledger (Alembic), shipped in the package."""
