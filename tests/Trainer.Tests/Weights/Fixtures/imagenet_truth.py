"""What Python's torch says of a few photos with real ImageNet weights: the figures of ImageNetTruthTests.

python3 imagenet_truth.py SHARED      (the folder with models/ and data/photos/; needs torch, numpy and Pillow)
"""

import json
import struct
import sys

import numpy
import torch
import torch.nn.functional as F
from PIL import Image

PHOTOS = sys.argv[2:] or ["n01440764_tench.JPEG", "n02123045_tabby.JPEG"]


def read_safetensors(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        tensors[name] = torch.frombuffer(bytearray(data[begin:end]), dtype=torch.float32).reshape(entry["shape"])
    return tensors, metadata


def photo(path):
    image = Image.open(path).convert("RGB")
    width, height = image.size
    short = min(width, height)
    size = (256, int(256 * height / width)) if width == short else (int(256 * width / height), 256)
    image = image.resize(size, Image.BILINEAR)
    left, top = round((size[0] - 224) / 2), round((size[1] - 224) / 2)
    return numpy.asarray(image.crop((left, top, left + 224, top + 224)))


def planes(pixels, metadata):
    mean = torch.tensor([float(x) for x in metadata["mean"].split(",")]).reshape(3, 1, 1)
    std = torch.tensor([float(x) for x in metadata["std"].split(",")]).reshape(3, 1, 1)
    return ((torch.from_numpy(pixels.copy()).permute(2, 0, 1).float() / 255 - mean) / std).unsqueeze(0)


def mobilenet_v2(w, x):
    def norm(x, name):
        return F.batch_norm(x, w[name + ".running_mean"], w[name + ".running_var"], w[name + ".weight"], w[name + ".bias"])

    def conv(x, name, stride=1, groups=1):
        kernel = w[name + ".0.weight"].shape[-1]
        return F.relu6(norm(F.conv2d(x, w[name + ".0.weight"], stride=stride, padding=kernel // 2, groups=groups), name + ".1"))

    x = conv(x, "features.0", stride=2)
    number = 1
    for expand, channels, count, stride in [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]:
        for i in range(count):
            name, part, y = f"features.{number}.conv", 0, x
            if expand > 1:
                y, part = conv(y, f"{name}.0"), 1
            y = conv(y, f"{name}.{part}", stride=stride if i == 0 else 1, groups=y.shape[1])
            y = norm(F.conv2d(y, w[f"{name}.{part + 1}.weight"]), f"{name}.{part + 2}")
            x = x + y if y.shape == x.shape and (i > 0 or stride == 1) else y
            number += 1
    x = conv(x, "features.18").mean((2, 3))
    return x, F.linear(x, w["classifier.1.weight"], w["classifier.1.bias"])


def squeezenet_1_1(w, x):
    def conv(x, name, **settings):
        return F.relu(F.conv2d(x, w[name + ".weight"], w[name + ".bias"], **settings))

    x = conv(x, "features.0", stride=2)
    for number in range(2, 13):
        if number in (2, 5, 8):
            x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        else:
            squeezed = conv(x, f"features.{number}.squeeze")
            x = torch.cat([conv(squeezed, f"features.{number}.expand1x1"), conv(squeezed, f"features.{number}.expand3x3", padding=1)], 1)
    return x.mean((2, 3))


torch.set_grad_enabled(False)
mobilenet, about_mobilenet = read_safetensors(sys.argv[1] + "/models/mobilenet_v2_imagenet.safetensors")
squeezenet, about_squeezenet = read_safetensors(sys.argv[1] + "/models/squeezenet1_1_imagenet.safetensors")
for name in PHOTOS:
    pixels = photo(sys.argv[1] + "/data/photos/" + name)
    features, logits = mobilenet_v2(mobilenet, planes(pixels, about_mobilenet))
    best = logits[0].topk(5)
    print(name, "pixels", int(pixels.astype(numpy.int64).sum()), "embedding", round(float(features.sum()), 3))
    print("  logits", [(int(i), round(float(v), 4)) for v, i in zip(*best)])
    pooled = squeezenet_1_1(squeezenet, planes(pixels, about_squeezenet))[0]
    print("  squeezenet", round(float(pooled.sum()), 3), [round(float(v), 4) for v in pooled[:4]], [round(float(v), 4) for v in pooled.topk(2).values])
