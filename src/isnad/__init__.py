"""isnad reads Arabic reports on armed conflict and writes who did what to whom, where, when, and who says so."""

__version__ = "0.1.0"
