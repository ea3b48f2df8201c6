/** The microphone, from asking for it to a recording. */
import { Problem } from "../problem";
import { loudness, pcm16 } from "./pcm";

/** Beside this file; a strict CSP allows no worklet from a blob. */
const WORKLET = new URL("./recorder-worklet.js", import.meta.url).href;

export function canRecord(): boolean {
  return Boolean(navigator.mediaDevices?.getUserMedia) && "AudioWorkletNode" in globalThis;
}

export class Recorder {
  #blocks: Float32Array[] = [];

  private constructor(
    readonly stream: MediaStream,
    readonly audio: AudioContext,
    heard: (loudness: number) => void,
  ) {
    const capture = new AudioWorkletNode(audio, "capture", { numberOfOutputs: 0, channelCount: 1 });
    capture.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
      this.#blocks.push(data);
      heard(loudness(data));
    };
    audio.createMediaStreamSource(stream).connect(capture);
  }

  /** Ask for the microphone and begin. `heard` is called with the loudness, 0 to 1. Raises Problem `microphone`. */
  static async start(heard: (loudness: number) => void): Promise<Recorder> {
    const wish = { audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } };
    const stream = await navigator.mediaDevices.getUserMedia(wish).catch(() => {
      throw new Problem("microphone");
    });
    const audio = new AudioContext();
    await audio.audioWorklet.addModule(WORKLET);
    return new Recorder(stream, audio, heard);
  }

  /** Let go of the microphone; what was heard. */
  stop(): ArrayBuffer {
    for (const track of this.stream.getTracks()) track.stop();
    const recording = pcm16(this.#blocks, this.audio.sampleRate);
    void this.audio.close();
    return recording;
  }
}
