"""Marks a class: finds what was handed in, runs every suite isolated, and keeps records that survive a kill."""
