"""What the words name: triggers, parties, places, counts, means, dates, sources; one pure file a kind."""
