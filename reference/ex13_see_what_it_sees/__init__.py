"""What is trusted in exercise 13: See what it sees."""
