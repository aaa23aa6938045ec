"""Command line: python -m nano STAGE --work DIR [--steps N]"""

from __future__ import annotations

import argparse
from pathlib import Path


def main():
    parser = argparse.ArgumentParser(prog="nano", description=__doc__)
    parser.add_argument("stage", choices=["text", "image", "video", "audio", "bind", "language", "export", "evaluate", "golden"])
    parser.add_argument("--work", type=Path, required=True, help="folder of checkpoints, logs and plots")
    parser.add_argument("--steps", type=int, help="training steps")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", help="what a generator starts from: a checkpoint's name in the work folder, or a shipped safetensors file")
    parser.add_argument("--samples", type=int, default=500, help="evaluate: samples a bar")
    parser.add_argument("--models", type=Path, help="evaluate, golden: folder of shipped files")
    parser.add_argument("--out", type=Path, help="evaluate, export: where results go")
    parser.add_argument("--rate", type=float, help="learning rate of a generator or of bind")
    parser.add_argument("--bfloat16", action="store_true", help="train with bfloat16 products (CPUs that have them)")
    options = parser.parse_args()
    import torch

    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    from . import nets, stages

    if options.bfloat16:
        nets.train_in_bfloat16()
    steps = {"steps": options.steps} if options.steps else {}
    if options.stage == "text":
        stages.train_text(options.work, **steps)
    elif options.stage in ("image", "video", "audio"):
        defaults = {"image": 7000, "video": 6000, "audio": 4000}
        stages.train_generator(options.work, options.stage, options.steps or defaults[options.stage], start=options.start, lr=options.rate or 2e-3)
    elif options.stage == "bind":
        stages.train_bind(options.work, start=options.start, lr=options.rate or 1.5e-3, **steps)
    elif options.stage == "language":
        from . import talk

        talk.train(options.work, **steps)
    elif options.stage == "evaluate":
        from . import evaluate, export

        evaluate.main(options.work, options.models or export.DEFAULT, options.out or options.work / "evaluation", options.samples)
    elif options.stage == "export":
        from . import export

        export.main(options.work, options.out)
    else:
        from . import export, golden

        golden.main(options.models or export.DEFAULT, options.out)


if __name__ == "__main__":
    main()
