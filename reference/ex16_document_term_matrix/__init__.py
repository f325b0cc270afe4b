"""What is trusted in exercise 16: The document-term matrix: a text as a row of counts."""
