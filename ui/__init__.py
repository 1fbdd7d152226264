"""On Record's window; nothing here imports Qt until it is opened."""
