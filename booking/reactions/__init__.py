"""The door of events and of the timetable."""
