"""What earlier runs found out, kept by content: results, parts of reports, parses."""
