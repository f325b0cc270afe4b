"""What is trusted in exercise 19: A memory that reads."""
