"""What is trusted in exercise 12: A network that knows sixteen fruits."""
