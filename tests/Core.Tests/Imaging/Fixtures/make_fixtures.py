#!/usr/bin/python3
"""Makes the pictures and the truths that the imaging tests compare with.

The pictures are synthetic; the truths are Pillow's and numpy's. Debian 12: apt-get install python3-pil python3-numpy
python3-scipy, then run this file. Pillow 9.4, numpy 1.24 and scipy 1.10 made what is committed.
"""
import json
import struct
import zlib
from pathlib import Path

import numpy
import scipy.fftpack
from PIL import Image, ImageOps

HERE = Path(__file__).parent
RANDOM = numpy.random.RandomState(7)


def picture(width, height, channels, noise=6):
    """Waves, an edge and a little noise: what resizing and hashing must handle, and small as a PNG."""
    y, x = numpy.mgrid[0:height, 0:width].astype(float)
    layers = []
    for c in range(channels):
        wave = numpy.sin(x / (5 + 3 * c)) * 50 + numpy.cos(y / (9 - 2 * c) + x / 40) * 50 + 128
        wave[(x - width / 2) ** 2 + (y - height / 3) ** 2 < (height / 4) ** 2] += 70 - 90 * c
        layers.append(wave + RANDOM.uniform(-noise, noise, (height, width)))
    samples = numpy.clip(numpy.dstack(layers), 0, 255).astype(numpy.uint8)
    return Image.fromarray(samples if channels == 3 else samples[:, :, 0])


def save(image, name, **options):
    image.save(HERE / name, **options)
    return name


def write_png_16(samples, name):
    """A 16-bit RGB PNG, which Pillow can't write."""
    height, width, _ = samples.shape
    rows = b"".join(b"\0" + samples[y].astype(">u2").tobytes() for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 16, 2, 0, 0, 0)
    (HERE / name).write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def on_white(image):
    samples = numpy.asarray(image.convert("RGBA")).astype(int)
    alpha = samples[:, :, 3:]
    flat = (samples[:, :, :3] * alpha + 255 * (255 - alpha)) / 255
    return Image.fromarray(numpy.floor(flat + 0.5).astype(numpy.uint8))


def resizes():
    filters = {"bilinear": Image.Resampling.BILINEAR, "lanczos": Image.Resampling.LANCZOS}
    sources = {
        "rgb-203x151.png": [(56, 56), (9, 8), (203, 40), (31, 151), (64, 47)],
        "grey-167x230.png": [(32, 32), (9, 8), (61, 200)],
        "rgb-13x9.png": [(40, 31), (1, 1), (13, 30), (5, 3)],
        "rgb-2x1.png": [(7, 5)],
        "edges-64x64.png": [(48, 48), (150, 20)],
    }
    for source, sizes in sources.items():
        for width, height in sizes:
            for name, kind in filters.items():
                small = Image.open(HERE / source).resize((width, height), kind)
                expected = save(small, f"resized-{Path(source).stem}-{width}x{height}-{name}.png", optimize=True)
                yield {"source": source, "filter": name, "width": width, "height": height, "expected": expected}


def prepare(image, geometry):
    """torchvision's Resize and CenterCrop, written out."""
    width, height = image.size
    if geometry["resize"] == "squash":
        image = image.resize((geometry["width"], geometry["height"]), Image.Resampling.BILINEAR)
    else:
        size = geometry["size"]
        short, long = min(width, height), max(width, height)
        longer = int(size * long / short)
        image = image.resize((size, longer) if width <= height else (longer, size), Image.Resampling.BILINEAR)
    crop = geometry.get("crop")
    if crop is None:
        return image
    width, height = image.size
    top, left = int(round((height - crop) / 2.0)), int(round((width - crop) / 2.0))
    return image.crop((left, top, left + crop, top + crop))


def preparations():
    geometries = [
        {"resize": "shortSide", "size": 64, "crop": 56},
        {"resize": "shortSide", "size": 37, "crop": 32},
        {"resize": "shortSide", "size": 48},
        {"resize": "squash", "width": 56, "height": 56},
        {"resize": "squash", "width": 40, "height": 33, "crop": 30},
    ]
    for source in ["rgb-203x151.png", "grey-167x230.png", "rgb-13x9.png"]:
        for number, geometry in enumerate(geometries):
            expected = save(prepare(Image.open(HERE / source), geometry), f"prepared-{Path(source).stem}-{number}.png", optimize=True)
            yield {"source": source, "geometry": geometry, "expected": expected}


def decodes():
    photo = picture(75, 50, 3)
    made = {
        "baseline.jpg": lambda name: photo.save(name, quality=85),
        "progressive-444.jpg": lambda name: photo.save(name, quality=90, progressive=True, subsampling=0),
        "grey.jpg": lambda name: photo.convert("L").save(name, quality=85),
        "cmyk.jpg": lambda name: photo.convert("CMYK").save(name, quality=85),
        "lossy.webp": lambda name: photo.save(name, quality=80),
        "lossless.webp": lambda name: photo.save(name, lossless=True),
        "palette.png": lambda name: photo.quantize(40).save(name),
        "animated.gif": lambda name: photo.quantize(40).save(name, save_all=True, append_images=[photo.transpose(0).quantize(40)]),
        "grey.png": lambda name: photo.convert("L").save(name),
    }
    for name, write in made.items():
        write(HERE / name)
        expected = save(Image.open(HERE / name).convert("RGB"), f"decoded-{name}.png", optimize=True)
        yield {"file": name, "expected": expected, "orientation": 1}

    ramp = Image.fromarray(numpy.tile(numpy.linspace(0, 255, 75).astype(numpy.uint8), (50, 1)))
    clear = photo.copy()
    clear.putalpha(ramp)
    for name, image in {"alpha.png": clear, "grey-alpha.png": clear.convert("LA"), "alpha.webp": clear}.items():
        image.save(HERE / name, **({"lossless": True, "exact": True} if name.endswith("webp") else {}))
        yield {"file": name, "expected": save(on_white(Image.open(HERE / name)), f"decoded-{name}.png", optimize=True), "orientation": 1}

    deep = RANDOM.randint(0, 65536, (12, 17, 3))
    write_png_16(deep, "deep.png")
    yield {"file": "deep.png", "expected": save(Image.fromarray((deep >> 8).astype(numpy.uint8)), "decoded-deep.png.png"), "orientation": 1}

    small = picture(24, 16, 3)
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        name = f"orientation-{orientation}.jpg"
        small.save(HERE / name, quality=85, exif=exif)
        expected = save(ImageOps.exif_transpose(Image.open(HERE / name)), f"decoded-{name}.png", optimize=True)
        yield {"file": name, "expected": expected, "orientation": orientation}


def hex_of(bits):
    return "".join("{:x}".format(int("".join(str(int(b)) for b in bits.flatten()[i:i + 4]), 2)) for i in range(0, 64, 4))


def hashes():
    """imagehash's definitions: dhash and phash with hash_size 8."""
    for source in ["rgb-203x151.png", "grey-167x230.png", "rgb-13x9.png", "edges-64x64.png", "baseline.jpg", "progressive-444.jpg"]:
        grey = Image.open(HERE / source).convert("L")
        small = numpy.asarray(grey.resize((9, 8), Image.Resampling.LANCZOS))
        waves = scipy.fftpack.dct(scipy.fftpack.dct(numpy.asarray(grey.resize((32, 32), Image.Resampling.LANCZOS)), axis=0), axis=1)[:8, :8]
        yield {
            "source": source,
            "dHash": hex_of(small[:, 1:] > small[:, :-1]),
            "pHash": hex_of(waves > numpy.median(waves)),
            "luma": save(grey, f"luma-{Path(source).stem}.png", optimize=True),
        }


def main():
    save(picture(203, 151, 3), "rgb-203x151.png", optimize=True)
    save(picture(167, 230, 1), "grey-167x230.png", optimize=True)
    save(picture(13, 9, 3, 90), "rgb-13x9.png")
    save(picture(2, 1, 3, 90), "rgb-2x1.png")
    save(Image.fromarray((RANDOM.randint(0, 2, (64, 64, 3)) * 255).astype(numpy.uint8)), "edges-64x64.png", optimize=True)
    truth = {
        "resizes": list(resizes()),
        "preparations": list(preparations()),
        "decodes": list(decodes()),
        "hashes": list(hashes()),
    }
    (HERE / "truth.json").write_text(json.dumps(truth, indent=1) + "\n")


if __name__ == "__main__":
    main()
