"""event.yaml becomes an Event in which every datum knows where it was written."""
