# SPDX-License-Identifier: Apache-2.0
"""A Transformer in miniature, trained by torch and handed to CTranslate2; part of make_tiny_argosmodel.py."""

import math
import random
from pathlib import Path
from typing import Any

import torch  # type: ignore[import-not-found]
from ctranslate2.specs import common_spec, transformer_spec
from torch import nn

WIDTH, HEADS, HIDDEN, LAYERS, POSITIONS, EPOCHS, BATCH = 64, 4, 192, 2, 96, 36, 64
PADDING = 3  # number of the piece that fills short sentences


class Net(nn.Module):  # type: ignore[misc]
    """A pre-norm Transformer with sinusoidal positions: what OpenNMT trains for Argos, only smaller."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(pieces, WIDTH)
        nn.init.normal_(self.embedding.weight, std=WIDTH**-0.5)
        frequencies = torch.exp(-math.log(10000.0) * torch.arange(0, WIDTH, 2).float() / WIDTH)
        angles = torch.arange(POSITIONS).float()[:, None] * frequencies
        waves = torch.stack([angles.sin(), angles.cos()], -1).reshape(POSITIONS, WIDTH)
        self.register_buffer("positions", waves)
        self.transformer = nn.Transformer(
            WIDTH, HEADS, LAYERS, LAYERS, HIDDEN, dropout=0.1, batch_first=True, norm_first=True
        )
        self.output = nn.Linear(WIDTH, pieces)

    def embed(self, pieces: Any) -> Any:
        return self.embedding(pieces) * math.sqrt(WIDTH) + self.positions[: pieces.shape[1]]

    def forward(self, source: Any, target: Any) -> Any:
        padding = source.eq(PADDING)
        mask = nn.Transformer.generate_square_subsequent_mask(target.shape[1])
        masks = {"tgt_mask": mask, "src_key_padding_mask": padding, "memory_key_padding_mask": padding}
        return self.output(self.transformer(self.embed(source), self.embed(target), **masks))


def train(data: list[tuple[list[int], list[int]]], pieces: int) -> Net:
    torch.manual_seed(0)
    torch.set_num_threads(1)
    net, dice = Net(pieces), random.Random(0)
    optimizer = torch.optim.AdamW(net.parameters(), lr=4e-3, betas=(0.9, 0.98))
    steps = EPOCHS * math.ceil(len(data) / BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=steps, pct_start=0.15)
    for _ in range(EPOCHS):
        dice.shuffle(data)
        for start in range(0, len(data), BATCH):
            source, target = map(padded, zip(*data[start : start + BATCH], strict=True))
            guess = net(source, target[:, :-1]).reshape(-1, pieces)
            wanted = target[:, 1:].reshape(-1)
            loss = nn.functional.cross_entropy(guess, wanted, ignore_index=PADDING, label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    net.eval()
    return net


def padded(rows: Any) -> Any:
    return torch.tensor([row + [PADDING] * (max(map(len, rows)) - len(row)) for row in rows])


def to_ctranslate2(net: Net, pieces: list[str], folder: Path) -> None:
    """Fill CTranslate2's model by hand. Torch's in_proj is already [query; key; value], as it wants it."""
    spec = transformer_spec.TransformerSpec.from_config(
        (LAYERS, LAYERS), HEADS, pre_norm=True, activation=common_spec.Activation.RELU
    )

    def linear(to: Any, weight: Any, bias: Any) -> None:
        to.weight, to.bias = weight.detach().numpy(), bias.detach().numpy()

    def norm(to: Any, layer: Any) -> None:
        to.gamma, to.beta = layer.weight.detach().numpy(), layer.bias.detach().numpy()

    def block(to: Any, layer: Any, last_norm: Any) -> None:
        attention = layer.self_attn
        norm(to.self_attention.layer_norm, layer.norm1)
        linear(to.self_attention.linear[0], attention.in_proj_weight, attention.in_proj_bias)
        linear(to.self_attention.linear[1], attention.out_proj.weight, attention.out_proj.bias)
        norm(to.ffn.layer_norm, last_norm)
        linear(to.ffn.linear_0, layer.linear1.weight, layer.linear1.bias)
        linear(to.ffn.linear_1, layer.linear2.weight, layer.linear2.bias)

    transformer, embedding = net.transformer, net.embedding.weight.detach().numpy()
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = embedding
    for side, layers in ((spec.encoder, transformer.encoder), (spec.decoder, transformer.decoder)):
        side.position_encodings.encodings = net.positions.numpy()
        norm(side.layer_norm, layers.norm)
    linear(spec.decoder.projection, net.output.weight, net.output.bias)
    for to, layer in zip(spec.encoder.layer, transformer.encoder.layers, strict=True):
        block(to, layer, layer.norm2)
    for to, layer in zip(spec.decoder.layer, transformer.decoder.layers, strict=True):
        block(to, layer, layer.norm3)
        cross = layer.multihead_attn
        weight, bias = cross.in_proj_weight, cross.in_proj_bias
        norm(to.attention.layer_norm, layer.norm2)
        linear(to.attention.linear[0], weight[:WIDTH], bias[:WIDTH])
        linear(to.attention.linear[1], weight[WIDTH:], bias[WIDTH:])
        linear(to.attention.linear[2], cross.out_proj.weight, cross.out_proj.bias)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.decoder_start_token = "<s>"  # as in OpenNMT's models; the source has no end mark
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
