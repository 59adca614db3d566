"""The parts that editors build a page from."""

from content.blocks.body import BodyBlocks
from content.blocks.links import LinkBlock
from content.blocks.process import ProcessBlock
from content.blocks.readable import ReadableBlock
from content.blocks.sequences import StepsBlock, TimelineBlock
from content.blocks.video import VideoBlock

__all__ = [
    "BodyBlocks",
    "LinkBlock",
    "ProcessBlock",
    "ReadableBlock",
    "StepsBlock",
    "TimelineBlock",
    "VideoBlock",
]
