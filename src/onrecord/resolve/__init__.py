"""Whom, where and when: mentions become entities, places and days."""
