"""What is trusted in exercise 5: Gradient descent: how the weights find their way down."""
