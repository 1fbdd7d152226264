"""The reading pane: the article on its page, with its marks drawn around the words."""
