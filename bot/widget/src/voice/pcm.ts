/** Samples of any rate to what Lex hears: 16 kHz, 16 bit little endian, one channel. */

export const RATE = 16_000;

export function pcm16(blocks: Float32Array[], rate: number): ArrayBuffer {
  const samples = joined(blocks);
  const step = rate / RATE;
  const count = Math.floor(samples.length / step);
  const view = new DataView(new ArrayBuffer(count * 2));
  for (let index = 0; index < count; index += 1) {
    const sample = mean(samples, Math.floor(index * step), Math.floor((index + 1) * step));
    view.setInt16(index * 2, Math.max(-1, Math.min(1, sample)) * 0x7fff, true);
  }
  return view.buffer;
}

/** How loud a block is, from 0 to 1. */
export function loudness(block: Float32Array): number {
  const power = block.reduce((sum, sample) => sum + sample * sample, 0) / block.length;
  return Math.min(1, Math.sqrt(power) * 4);
}

/** The mean of a stretch keeps what is above 8 kHz from folding down, well enough for speech. */
function mean(samples: Float32Array, from: number, to: number): number {
  let sum = 0;
  const end = Math.max(from + 1, to);
  for (let index = from; index < end; index += 1) sum += samples[index] ?? 0;
  return sum / (end - from);
}

function joined(blocks: Float32Array[]): Float32Array {
  const all = new Float32Array(blocks.reduce((length, block) => length + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}
