"""The checks of a story: rules from newsroom handbooks, each one small function."""
