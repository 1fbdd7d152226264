"""What an article's marks come to in numbers: plain functions on frozen marks."""
