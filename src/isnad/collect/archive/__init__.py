"""Web archives: WARC and WACZ in, each fetched page out as WARC, and time stamps for what was written."""
