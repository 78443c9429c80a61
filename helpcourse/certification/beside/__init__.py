"""Files that were signed elsewhere, beside the papers that they are about."""
