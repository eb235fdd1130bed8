"""The on-site desk: one web page that finds people, checks them in and has their badges printed."""
