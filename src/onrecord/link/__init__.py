"""Reports put together: copies, stories, events, origins. Nothing here changes a report."""
