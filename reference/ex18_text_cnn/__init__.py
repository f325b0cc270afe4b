"""What is trusted in exercise 18: A convolution that reads."""
