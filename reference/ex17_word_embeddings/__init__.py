"""What is trusted in exercise 17: Word embeddings: known by the company they keep."""
