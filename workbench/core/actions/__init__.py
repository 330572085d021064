"""What a person can do: plain functions, one history step each, no Qt and no questions."""
