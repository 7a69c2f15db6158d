"""Images a second of training steps in Python torch, of the networks that the product measures beside it.

    python3 torch_step.py NETWORK BATCH STEPS THREADS

The input is one batch of bytes, as in the product: [N, H, W, 3], scaled inside the step. Needs torch and nothing else.
"""
import sys
import time

import torch
from torch import nn


def basic_cnn_regularized():
    layers, channels = [], 3
    for width in (16, 64, 128):
        layers += [nn.Conv2d(channels, width, 3), nn.ReLU(), nn.MaxPool2d(2)]
        channels = width
    layers += [nn.Flatten(), nn.Linear(3200, 512), nn.ReLU(), nn.Dropout(0.3)]
    layers += [nn.Linear(512, 512), nn.ReLU(), nn.Dropout(0.3), nn.Linear(512, 1)]
    return nn.Sequential(*layers), 56, lambda parameters: torch.optim.Adam(parameters, 1e-3)


class Residual(nn.Module):
    def __init__(self, inputs, width, outputs, stride):
        super().__init__()
        if outputs == width:
            shapes = [(inputs, width, 3, stride), (width, width, 3, 1)]
        else:
            shapes = [(inputs, width, 1, 1), (width, width, 3, stride), (width, outputs, 1, 1)]
        layers = []
        for a, b, kernel, step in shapes:
            layers += [nn.Conv2d(a, b, kernel, step, kernel // 2, bias=False), nn.BatchNorm2d(b), nn.ReLU(inplace=True)]
        self.path = nn.Sequential(*layers[:-1])
        self.shortcut = None
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        return torch.relu(self.path(x) + (x if self.shortcut is None else self.shortcut(x)))


def resnet(blocks, expansion, optimizer):
    layers = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1)]
    channels = 64
    for stage, count in enumerate(blocks):
        width = 64 << stage
        for block in range(count):
            layers.append(Residual(channels, width, width * expansion, 2 if stage > 0 and block == 0 else 1))
            channels = width * expansion
    layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, 1)]
    return nn.Sequential(*layers), 224, optimizer


NETWORKS = {
    "basic-cnn-regularized": basic_cnn_regularized,
    "resnet18": lambda: resnet((2, 2, 2, 2), 1, lambda p: torch.optim.SGD(p, 0.05, momentum=0.9, weight_decay=1e-4)),
    "resnet50-terciles": lambda: resnet((3, 4, 6, 3), 4, lambda p: torch.optim.SGD(p, 0.01, momentum=0.5)),
}


def main():
    name, batch, steps, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    network, side, new_optimizer = NETWORKS[name]()
    network.train()
    optimizer = new_optimizer(network.parameters())
    pixels = torch.randint(0, 256, (batch, side, side, 3), dtype=torch.uint8)
    labels = torch.randint(0, 2, (batch,)).float()
    loss_of = nn.BCEWithLogitsLoss()

    def step():
        optimizer.zero_grad()
        loss = loss_of(network(pixels.permute(0, 3, 1, 2).float() / 255).squeeze(1), labels)
        loss.backward()
        optimizer.step()
        loss.item()

    for _ in range(2):
        step()
    started = time.perf_counter()
    for _ in range(steps):
        step()
    print(batch * steps / (time.perf_counter() - started))


main()
