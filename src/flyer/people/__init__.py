"""Participants' files become participants and payers."""
