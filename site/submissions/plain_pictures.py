"""Pictures, written anew: no place, no camera, no author, nothing hidden behind them."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_MEMORY = 140 * 1024 * 1024  # bytes that reading one picture may take
MOST_PIXELS = 120_000_000  # a phone of today; a JPEG is read at a fraction of its size
SCALES = (1, 2, 4, 8)  # fractions at which a JPEG can be read
BYTES_OF_A_PIXEL = {"1": 1, "L": 1, "P": 1}  # in memory; all other modes have four
UPRIGHT = 1  # as cameras write it
ORIENTATION = 0x0112

# Ways to write a format, and the modes that it knows.
_ways = {
    "JPEG": ({"quality": 88}, {"L", "RGB"}),
    "PNG": ({}, {"1", "L", "LA", "P", "I", "I;16", "RGB", "RGBA"}),
    "WEBP": ({"quality": 88, "method": 2}, {"RGB", "RGBA"}),
}


class NoPicture(ValueError):
    """It is none of FORMATS, or damaged."""


class TooManyPixels(ValueError):
    """Reading it would take more memory than a picture is worth."""


def plain_picture(file) -> tuple[bytes, str]:
    """The picture alone, upright, and its format. A huge JPEG becomes smaller, no other does.

    Raises NoPicture, TooManyPixels.
    """
    with _opened(file) as image:
        picture_format = "JPEG" if image.format in {"JPEG", "MPO"} else image.format
        _read_within_memory(image, picture_format)
        options, modes = _ways[picture_format]
        # Everything that the file says besides: writers would pass some of it on.
        shown = {"transparency"} & image.info.keys() if image.mode == "P" else set()
        kept = {name: image.info[name] for name in shown}
        upright = image if _is_upright(image) else ImageOps.exif_transpose(image)
        upright.info = kept
        if upright.mode not in modes:
            upright = upright.convert("RGBA" if "A" in upright.mode else "RGB")
        output = BytesIO()
        upright.save(output, picture_format, exif=b"", **options)
    return output.getvalue(), picture_format


def plain_jpeg(file, *, side: int, most_pixels_whole: int) -> bytes:
    """The picture as a JPEG of at most `side` pixels, on white. Raises NoPicture, TooManyPixels.

    PNG and WebP can only be read as a whole: `most_pixels_whole` bounds those.
    """
    with _opened(file) as image:
        is_jpeg = image.format in {"JPEG", "MPO"}
        if image.width * image.height > (MOST_PIXELS if is_jpeg else most_pixels_whole):
            raise TooManyPixels
        image.draft("RGB", (side, side))
        image.thumbnail((side, side))
        upright = ImageOps.exif_transpose(image).convert("RGBA")
        plain = Image.new("RGB", upright.size, "white")
        plain.paste(upright, mask=upright.getchannel("A"))
        output = BytesIO()
        plain.save(output, "JPEG", quality=85)
    return output.getvalue()


@contextmanager
def _opened(file) -> Iterator[Image.Image]:
    try:
        file.seek(0)
        with Image.open(file, formats=FORMATS) as image:
            yield image
    except TooManyPixels:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise TooManyPixels from error
    except Exception as error:  # a damaged file may fail in any of Pillow's many ways
        raise NoPicture from error


def _read_within_memory(image: Image.Image, picture_format: str) -> None:
    """Read it, a JPEG at a fraction of its size if need be. Raises TooManyPixels before."""
    pixels = image.width * image.height
    size = pixels * BYTES_OF_A_PIXEL.get(image.mode, 4)
    if pixels > MOST_PIXELS:
        raise TooManyPixels
    if picture_format != "JPEG":
        if size > MOST_MEMORY:
            raise TooManyPixels
        image.load()  # before the orientation is asked for: Pillow would do it then, unasked
        if not _is_upright(image) and 2 * size > MOST_MEMORY:
            raise TooManyPixels
        return
    # Of a progressive JPEG all is in memory at once, six bytes for each pixel, whatever the scale.
    before = 6 * pixels if image.info.get("progressive") else 0
    copies = 1 + (not _is_upright(image)) + (image.mode == "CMYK")  # turned, turned into RGB
    for scale in SCALES:
        if before + copies * size // scale**2 <= MOST_MEMORY:
            if scale > 1:
                image.draft(image.mode, (image.width // scale, image.height // scale))
            image.load()
            return
    raise TooManyPixels


def _is_upright(image: Image.Image) -> bool:
    return image.getexif().get(ORIENTATION, UPRIGHT) == UPRIGHT
