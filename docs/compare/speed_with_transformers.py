"""Gives Hugging Face transformers the work that `./mindstream bench` gives to Mindstream. For comparison only: nothing of Mindstream needs Python.

    pip install torch transformers safetensors

    ./mindstream model init nano /tmp/nano
    python docs/compare/speed_with_transformers.py train /tmp/nano
    python docs/compare/speed_with_transformers.py decode /tmp/nano --batch 1
    python docs/compare/speed_with_transformers.py decode /tmp/nano --batch 8

It runs transformers, `./mindstream bench`, and transformers again, each in a process of its own, one after the other, and prints milliseconds and the
ratio to the faster of transformers' two. Both sides have the same checkpoint, batch, length, precision and number of threads:

- train: conversations with one picture each, of which the last --answer tokens are learnt; forward, backward, gradients clipped to norm 1,
  AdamW. transformers with SDPA, torch's fused AdamW, gradients set to None. bf16 is autocast over 32-bit weights, as Mindstream's is.
- decode: greedy, prompts of --length less --answer tokens with one picture each, --answer new tokens, no stop token; prompt and picture are part
  of the time. transformers' `generate` with its default (dynamic) cache. bf16 is weights in bf16.
"""

import argparse
import json
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
WARM_UP = 3


def conversations(config, args, length):
    import torch

    merge = config.vision_config.spatial_merge_size
    image = (args.grid // merge) ** 2
    special = {config.image_token_id, config.video_token_id}
    ids = torch.randint(0, config.text_config.vocab_size, (args.batch, length))
    for token in special:
        ids[ids == token] = 1 if 1 not in special else 2
    inputs = {"attention_mask": torch.ones_like(ids)}
    types = torch.zeros_like(ids)
    if image:
        ids[:, 0] = config.vision_start_token_id
        ids[:, 1 : 1 + image] = config.image_token_id
        ids[:, 1 + image] = config.vision_end_token_id
        types[:, 1 : 1 + image] = 1
        vision = config.vision_config
        values = vision.in_channels * vision.temporal_patch_size * vision.patch_size**2
        inputs["pixel_values"] = torch.rand(args.batch * args.grid**2, values) * 2 - 1
        inputs["image_grid_thw"] = torch.tensor([[1, args.grid, args.grid]] * args.batch)
    inputs["input_ids"] = ids
    inputs["mm_token_type_ids"] = types
    return inputs


def load(args, dtype):
    from transformers import AutoModelForImageTextToText

    return AutoModelForImageTextToText.from_pretrained(args.checkpoint, dtype=dtype, attn_implementation="sdpa")


def train(args):
    import torch

    model = load(args, torch.float32).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4, betas=(0.9, 0.95), weight_decay=0.1, fused=True)

    def step():
        inputs = conversations(model.config, args, args.length)
        labels = inputs["input_ids"].clone()
        labels[:, : args.length - args.answer] = -100
        start = time.perf_counter()
        with torch.autocast("cpu", torch.bfloat16, enabled=args.precision == "bf16"):
            loss = model(**inputs, labels=labels).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return time.perf_counter() - start

    return step


def decode(args):
    import torch

    model = load(args, torch.bfloat16 if args.precision == "bf16" else torch.float32).eval()

    def generation():
        inputs = conversations(model.config, args, args.length - args.answer)
        if "pixel_values" in inputs:
            inputs["pixel_values"] = inputs["pixel_values"].to(model.dtype)
        start = time.perf_counter()
        with torch.no_grad():
            out = model.generate(
                **inputs, do_sample=False, max_new_tokens=args.answer, min_new_tokens=args.answer, eos_token_id=-1, pad_token_id=0
            )
        seconds = time.perf_counter() - start
        assert out.shape[1] == args.length, out.shape
        return seconds

    return generation


def measure(args):
    """In a process of its own: the median of the calls, in milliseconds."""
    import torch

    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    call = {"train": train, "decode": decode}[args.what](args)
    for _ in range(WARM_UP):
        call()
    times = sorted(call() for _ in range(args.calls))
    print(json.dumps({"millis": 1000 * times[len(times) // 2], "torch": torch.__version__}))


def work_of(args):
    return [
        f"--batch={args.batch}",
        f"--length={args.length}",
        f"--answer={args.answer}",
        f"--grid={args.grid}",
        f"--precision={args.precision}",
        f"--threads={args.threads}",
        f"--calls={args.calls}",
    ]


def run(command):
    out = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    return json.loads(out.strip().splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["train", "decode"])
    parser.add_argument("checkpoint")
    parser.add_argument("--batch", type=int, default=0, help="default: 32 for train, 1 for decode")
    parser.add_argument("--length", type=int, default=0, help="default: 80 for train, 160 for decode")
    parser.add_argument("--answer", type=int, default=0, help="default: 16 for train, 128 for decode")
    parser.add_argument("--grid", type=int, default=8)
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="fp32")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--calls", type=int, default=20)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    args.batch = args.batch or (32 if args.what == "train" else 1)
    args.length = args.length or (80 if args.what == "train" else 160)
    args.answer = args.answer or (16 if args.what == "train" else 128)
    if args.measure:
        measure(args)
        return
    work = work_of(args)
    theirs = [sys.executable, os.path.abspath(__file__), args.what, args.checkpoint, "--measure", *work]
    ours = [os.path.join(HERE, "..", "..", "mindstream"), "bench", args.what, f"--checkpoint={args.checkpoint}", *work, "--json"]
    first = run(theirs)
    mine = run(ours)["millisPerCall"]
    second = run(theirs)
    best = min(first["millis"], second["millis"])
    print(
        f"{args.what}, {args.precision}, batch {args.batch}, {args.length} tokens, {args.answer} of them "
        f"{'learnt' if args.what == 'train' else 'new'}, {args.grid} x {args.grid} patches, {args.threads} threads: "
        f"transformers {first['millis']:.1f} and {second['millis']:.1f} ms a call (torch {first['torch']}), Mindstream {mine:.1f} ms: "
        f"{best / mine:.2f} times as fast"
        + (f", {1000 * args.batch * args.answer / mine:.0f} against {1000 * args.batch * args.answer / best:.0f} tokens/s" if args.what == "decode" else "")
    )


main()
