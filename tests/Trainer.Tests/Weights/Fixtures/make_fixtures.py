"""Files of weights as Python's torch writes them (made with Debian's python3-torch 1.13). Run in this folder to make them again."""

from collections import OrderedDict

import torch

shared = torch.arange(12, dtype=torch.float32)
plain = OrderedDict(
    {
        "conv.weight": torch.arange(6, dtype=torch.float32).reshape(2, 3).t(),
        "conv.bias": torch.tensor([0.5, -3.0], dtype=torch.float16),
        "norm.weight": torch.tensor([1.0, -2.5, 3.0], dtype=torch.bfloat16),
        "norm.bias": torch.tensor([1 / 3, 2e30], dtype=torch.float64),
        "norm.num_batches_tracked": torch.tensor(7),
        "first": shared[:4].reshape(2, 2),
        "every_third": shared[2::3],
        "repeated": torch.tensor([4.0]).expand(3),
    }
)
torch.save(plain, "zip.pth")
torch.save(plain, "protocol4.pth", pickle_protocol=4)
torch.save(plain, "legacy.pth", _use_new_zipfile_serialization=False)

model = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 1), torch.nn.BatchNorm2d(2))
with torch.no_grad():
    model[0].weight.copy_(torch.tensor([1.5, -0.25]).reshape(2, 1, 1, 1))
wrapped = OrderedDict(("module." + name, torch.nn.Parameter(value) if value.is_floating_point() else value) for name, value in model.state_dict().items())
wrapped._metadata = model.state_dict()._metadata
checkpoint = {
    "epoch": 3,
    "arch": "small",
    "lr": 0.1,
    "state_dict": wrapped,
    "optimizer": {"state": {0: {"step": 1, "exp_avg": torch.zeros(2)}}, "param_groups": [{"betas": (0.9, 0.999), "params": [0, 1], "amsgrad": False, "lr": None}]},
}
torch.save(checkpoint, "checkpoint.pth")
torch.save(checkpoint, "checkpoint_legacy.pth", _use_new_zipfile_serialization=False)
torch.save(model, "module.pth")
torch.jit.script(torch.nn.ReLU()).save("script.pth")
