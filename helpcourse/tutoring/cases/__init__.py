"""Case studies as they are worked on: written, handed in, reviewed, answered."""
