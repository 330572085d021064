"""What views show: item models with ids and lazily fetched rows, and the words for values."""
