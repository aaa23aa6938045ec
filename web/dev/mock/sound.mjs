const RATE = 16000;

/** A short tune as WAV: real sound, so that the player has something to play. */
export function tune(seconds = 2.4) {
  const count = Math.round(RATE * seconds);
  const bytes = Buffer.alloc(44 + count * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + count * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(count * 2, 40);
  const notes = [262, 330, 392, 523];
  for (let i = 0; i < count; i++) {
    const part = (i / count) * notes.length;
    const fade = 1 - (part % 1);
    const wave = Math.sin((2 * Math.PI * notes[Math.floor(part)] * i) / RATE);
    bytes.writeInt16LE(Math.round(9000 * fade * wave), 44 + i * 2);
  }
  return { bytes, durationMs: seconds * 1000, sampleRateHz: RATE, channels: 1 };
}
