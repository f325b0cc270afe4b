"""What is trusted in exercise 7: Convolution: a small window that slides."""
