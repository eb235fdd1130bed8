"""One module a document: what is said meets how paper works and becomes frames."""
