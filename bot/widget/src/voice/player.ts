/** Spoken answers of this tab. Decoded by Web Audio, so that a page's CSP needs no `media-src`. */

export class Player {
  readonly #spoken = new Map<string, string>();
  #audio: AudioContext | null = null;
  #source: AudioBufferSourceNode | null = null;
  /** The entry that is being heard. */
  playing = "";

  constructor(readonly changed: () => void) {}

  keep(id: string, base64: string): void {
    this.#spoken.set(id, base64);
  }

  has(id: string): boolean {
    return this.#spoken.has(id);
  }

  async play(id: string): Promise<void> {
    this.stop();
    const bytes = Uint8Array.from(atob(this.#spoken.get(id) ?? ""), (char) => char.charCodeAt(0));
    this.#audio ??= new AudioContext();
    await this.#audio.resume();
    const buffer = await this.#audio.decodeAudioData(bytes.buffer).catch(() => null);
    if (!buffer) return;
    this.#source = this.#audio.createBufferSource();
    this.#source.buffer = buffer;
    this.#source.connect(this.#audio.destination);
    this.#source.onended = () => this.stop();
    this.#source.start();
    this.playing = id;
    this.changed();
  }

  stop(): void {
    if (!this.#source) return;
    this.#source.onended = null;
    this.#source.stop();
    this.#source = null;
    this.playing = "";
    this.changed();
  }
}
