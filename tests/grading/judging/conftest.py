"""What these tests share: the small exercise."""

from tests.grading.small import exercise as exercise
