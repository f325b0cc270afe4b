"""What is trusted in exercise 3: Cross-entropy: what a wrong answer costs."""
