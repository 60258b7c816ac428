"""rulec: Chinese rule announcements in, executable Python modules and readable reports out."""

__version__ = "0.1.0"
