"""Command line: python -m nano STAGE --work DIR [--steps N]"""

from __future__ import annotations

import argparse
from pathlib import Path


def main():
    parser = argparse.ArgumentParser(prog="nano", description=__doc__)
    parser.add_argument("stage", choices=["text", "image", "video", "audio", "bind", "language", "export", "mean", "evaluate", "golden", "miniature"])
    parser.add_argument("--work", type=Path, default=Path("work"), help="folder of checkpoints, logs and plots")
    parser.add_argument("--steps", type=int, help="training steps")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", help="what a generator starts from: a checkpoint's name in the work folder, or a shipped safetensors file; mean: the other checkpoint")
    parser.add_argument("--samples", type=int, default=500, help="evaluate: samples a bar")
    parser.add_argument("--models", type=Path, help="evaluate: folder of shipped files; golden: folder of a bundle, else the miniature")
    parser.add_argument("--out", type=Path, help="evaluate, export: where results go")
    parser.add_argument("--rate", type=float, help="learning rate of a generator or of bind")
    parser.add_argument("--width", type=int, help="width of the nets, a multiple of 16: 128, or 16 for the miniature")
    parser.add_argument("--bfloat16", action="store_true", help="train with bfloat16 products (CPUs that have them)")
    options = parser.parse_args()
    import torch

    torch.set_num_threads(options.threads)
    from . import size

    small = options.stage in ("golden", "miniature") and options.models is None
    size.WIDTH = options.width or (16 if small else 128)
    from . import nets, stages

    if options.stage not in ("golden", "miniature"):
        options.work.mkdir(parents=True, exist_ok=True)

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

        talk.train(options.work, start=options.start, lr=options.rate or 1.5e-3, **steps)
    elif options.stage == "mean":
        from . import loop

        loop.mean(options.work, "language", options.start)
    elif options.stage == "evaluate":
        from . import evaluate, export

        evaluate.main(options.work, options.models or export.DEFAULT, options.out or options.work / "evaluation", options.samples)
    elif options.stage == "export":
        from . import export

        export.main(options.work, options.out)
    elif options.stage == "miniature":
        from . import miniature

        miniature.main(options.out)
    else:
        from . import golden, miniature

        golden.main(options.models or miniature.DEFAULT, options.out)


if __name__ == "__main__":
    main()
