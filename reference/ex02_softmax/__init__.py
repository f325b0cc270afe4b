"""What is trusted in exercise 2: Softmax: from scores to probabilities."""
