#!/usr/bin/env python3
"""How long cantools takes per frame, over the same DBC and frames as DbcBenchmark: pip install cantools, then run this."""
import pathlib
import re
import time

import cantools

source = pathlib.Path(__file__).parent.parent / "src/main/java/io/roadgate/bench/DbcBenchmark.java"
text = re.search(r'DBC = """\n(.*?)"""', source.read_text(), re.S).group(1)
db = cantools.database.load_string("\n".join(line[12:] for line in text.splitlines()) + "\n", "dbc")
frames = []
for i in range(64):
    kind = i % 4
    word = 0x155784136C20C294 * (2 * i + 1) & 0xFFFFFFFFFFFFFFFF
    frames.append((0x60A + kind, word.to_bytes(8, "big")[: (4, 8, 7, 8)[kind]]))
best = float("inf")
for _ in range(5):
    begin = time.perf_counter()
    for _ in range(500):
        for frame_id, data in frames:
            db.decode_message(frame_id, data, decode_choices=False)
    best = min(best, (time.perf_counter() - begin) / (500 * len(frames)))
print(f"{best * 1e9:.0f} ns per frame")
