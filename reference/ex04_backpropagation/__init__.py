"""What is trusted in exercise 4: Backpropagation: who is to blame?."""
