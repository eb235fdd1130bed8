"""The programme as files that other programs read: calendars, and the apps and screens of conferences."""
