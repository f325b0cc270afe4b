"""What is trusted in exercise 9: Tensors: arrays that flow."""
