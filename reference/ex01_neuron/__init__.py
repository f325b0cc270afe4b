"""What is trusted in exercise 1: The neuron: weighted sums and activations."""
