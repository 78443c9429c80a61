"""The worker's part that makes papers."""

from helpcourse.paper_maker.maker import PaperMaker

__all__ = ["PaperMaker"]
