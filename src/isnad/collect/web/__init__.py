"""The web, politely: one client for pages, feeds, sitemaps and rules for robots."""
