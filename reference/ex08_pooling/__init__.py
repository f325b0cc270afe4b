"""What is trusted in exercise 8: Pooling: boil it down."""
