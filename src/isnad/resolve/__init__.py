"""From a mention to an entry: parties, places, dates, sources, with alternatives, reason and precision."""
