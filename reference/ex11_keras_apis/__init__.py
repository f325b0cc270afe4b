"""What is trusted in exercise 11: Keras: layers in a line, layers in a graph."""
