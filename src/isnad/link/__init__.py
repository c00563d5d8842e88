"""Linking: which events of reports tell one happening, why, and by how many independent origins."""

from isnad.link.cluster import Grouping, group_events
from isnad.link.events import ReportEvent, ReportFacts, events_of
from isnad.link.score import Comparison, LinkModel, compare

__all__ = ["Comparison", "Grouping", "LinkModel", "ReportEvent", "ReportFacts", "compare", "events_of", "group_events"]
