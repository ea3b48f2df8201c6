/** A spoken question from the first click to the last: microphone, countdown, sending. */
import { Problem } from "../problem";
import type { Context } from "../views/context";
import { Recorder } from "./recorder";

const LONGEST_SECONDS = 15;
const TICK_MS = 250;
/** Bytes of a tenth of a second; less is a slip of the finger. */
const SHORTEST = 3200;

export class Dictation {
  #recorder: Recorder | null = null;
  #starting = false;
  #ends = 0;
  #ticking = 0;

  constructor(
    readonly context: Context,
    readonly changed: () => void,
    readonly meter: HTMLElement,
  ) {}

  get active(): boolean {
    return this.#recorder !== null;
  }

  get secondsLeft(): number {
    return Math.max(0, Math.ceil((this.#ends - Date.now()) / 1000));
  }

  async toggle(): Promise<void> {
    if (this.#recorder) return this.#finish();
    if (this.#starting) return;
    this.#starting = true;
    try {
      await this.#start();
    } catch (failure) {
      if (!(failure instanceof Problem || failure instanceof DOMException)) throw failure;
      this.context.trouble(failure instanceof Problem ? failure : new Problem("microphone"));
    } finally {
      this.#starting = false;
    }
  }

  cancel(): void {
    this.#stop();
  }

  async #start(): Promise<void> {
    const { conversation, player, words } = this.context;
    player.stop();
    const { limits } = await conversation.start();
    const seconds = limits.audioSeconds || LONGEST_SECONDS;
    this.#recorder = await Recorder.start((loudness) => this.meter.style.setProperty("--_loudness", String(loudness)));
    this.#ends = Date.now() + seconds * 1000;
    this.#ticking = window.setInterval(() => this.#tick(), TICK_MS);
    this.context.announce(words.say("recording", { n: seconds }));
    this.changed();
  }

  #tick(): void {
    if (this.secondsLeft === 0) this.#finish();
    else this.changed();
  }

  #finish(): void {
    const recording = this.#stop();
    if (recording && recording.byteLength >= SHORTEST) this.context.attempt(this.context.conversation.askAloud(recording));
  }

  #stop(): ArrayBuffer | null {
    clearInterval(this.#ticking);
    const recording = this.#recorder?.stop() ?? null;
    this.#recorder = null;
    this.changed();
    return recording;
  }
}
