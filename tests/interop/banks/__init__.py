"""Banks of questions go out in other formats and come in again."""
