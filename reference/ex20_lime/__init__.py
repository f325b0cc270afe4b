"""What is trusted in exercise 20: LIME: why did it say so?."""
