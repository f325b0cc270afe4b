"""What an instructor issues: nbgrader's course folder, marks in its gradebook, bundles for those who use none."""
