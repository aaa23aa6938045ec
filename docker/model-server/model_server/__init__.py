"""Polyphony's model server: Stable Diffusion, Zeroscope, AudioLDM-2 and LLaVA behind one small HTTP interface."""
