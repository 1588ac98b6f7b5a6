"""Whether links and identifiers lead anywhere: the one part of healthlint that uses the network."""
