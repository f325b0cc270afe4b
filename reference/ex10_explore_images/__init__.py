"""What is trusted in exercise 10: Explore images: look before you train."""
