"""Holds adapters and merges of Mindstream against PEFT. For comparison only: nothing of Mindstream needs Python.

    pip install torch transformers peft safetensors

    python docs/compare/with_peft.py make BASE ADAPTER q_proj v_proj     # PEFT makes an adapter with random numbers; or take one of Mindstream's
    ./mindstream model merge BASE ADAPTER MERGED
    python docs/compare/with_peft.py check BASE ADAPTER MERGED
    ./mindstream model verify MERGED

check loads BASE with ADAPTER in PEFT and MERGED in transformers, both in fp32, and compares their logits for what BASE's inputs.safetensors has (a
reference's, with pictures: for adapters of the vision tower), or else for 24 tokens of random text; it exits with 1 if one differs by more than
1e-4 (a merge that is stored in bf16 or fp16 is rounded, and differs by more). It leaves inputs.safetensors and expected.safetensors, PEFT's logits,
in MERGED, so that `model verify` holds Mindstream's own arithmetic against them.
"""

import os
import sys

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import AutoModelForImageTextToText

INPUTS = ("input_ids", "attention_mask", "mm_token_type_ids", "pixel_values", "image_grid_thw")


def base(directory):
    return AutoModelForImageTextToText.from_pretrained(directory, dtype=torch.float32).eval()


def make(directory, adapter, *targets):
    torch.manual_seed(0)
    model = get_peft_model(base(directory), LoraConfig(r=4, lora_alpha=6, target_modules=list(targets)))
    for name, parameter in model.named_parameters():
        if ".lora_B." in name:
            torch.nn.init.normal_(parameter, std=0.05)
    model.save_pretrained(adapter)
    print(f"{adapter}: {model.peft_config['default'].r} ranks for each of {', '.join(targets)}")


def logits(model, inputs):
    with torch.no_grad():
        return model(**inputs).logits.float()


def text(config):
    """Random tokens; those that stand for pictures are left out."""
    generator = torch.Generator().manual_seed(1)
    taken = (config.image_token_id, config.video_token_id)
    ids = torch.randint(0, config.text_config.vocab_size, (1, 24), generator=generator)
    ids = torch.where(torch.isin(ids, torch.tensor(taken)), max(taken) + 1, ids)
    return {"input_ids": ids, "attention_mask": torch.ones_like(ids)}


def check(directory, adapter, merged):
    plain = base(directory)
    inputs = text(plain.config)
    if os.path.exists(f"{directory}/inputs.safetensors"):
        given = load_file(f"{directory}/inputs.safetensors")
        inputs = {name: given[name] for name in INPUTS if name in given}
    without = logits(plain, inputs)
    beside = logits(PeftModel.from_pretrained(plain, adapter).eval(), inputs)
    inside = logits(base(merged), inputs)
    save_file({name: value.contiguous() for name, value in inputs.items()}, f"{merged}/inputs.safetensors")
    save_file({"logits": beside.contiguous()}, f"{merged}/expected.safetensors")
    kept = inputs["attention_mask"].bool()
    difference = (beside - inside)[kept].abs().max().item()
    moved = (beside - without)[kept].abs().max().item()
    print(f"largest logit {beside.abs().max():.3g}; the adapter moves one by up to {moved:.3g}")
    print(f"PEFT beside the base and transformers on the merge differ by up to {difference:.3g}")
    return 0 if difference <= 1e-4 else 1


if __name__ == "__main__":
    if len(sys.argv) < 5 or sys.argv[1] not in ("make", "check"):
        sys.exit(__doc__)
    sys.exit({"make": make, "check": check}[sys.argv[1]](*sys.argv[2:]))
