"""Calendars out of the file and into it: iCalendar and meeting calendars in Excel."""
