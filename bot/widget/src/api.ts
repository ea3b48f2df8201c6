/** The chat API: one method for each of its routes. Everything that goes wrong is a `Problem`. */
import { Problem } from "./problem";
import type { Answer, Config, SpokenAnswer } from "./records";

const PATIENCE_MS = 30_000;

export class ChatApi {
  readonly #base: string;

  constructor(endpoint: string) {
    this.#base = new URL(endpoint || "/", document.baseURI).href.replace(/\/+$/, "");
  }

  config(locale: string): Promise<Config> {
    return this.#json("GET", `/config?locale=${encodeURIComponent(locale)}`);
  }

  ask(session: string, text: string, locale: string): Promise<Answer> {
    return this.#json("POST", `${chat(session)}/messages`, { text, locale });
  }

  speak(session: string, pcm: ArrayBuffer, locale: string): Promise<SpokenAnswer> {
    const path = `${chat(session)}/audio?locale=${encodeURIComponent(locale)}`;
    return this.#send("POST", path, pcm, "audio/l16; rate=16000; channels=1").then(read<SpokenAnswer>);
  }

  async rate(session: string, entryId: string, helpful: boolean, locale: string, comment?: string): Promise<void> {
    const body = JSON.stringify({ entryId, helpful, locale, ...(comment ? { comment } : {}) });
    await this.#send("POST", `${chat(session)}/feedback`, body, "application/json");
  }

  async forget(session: string): Promise<void> {
    await this.#send("DELETE", chat(session));
  }

  #json<T>(method: string, path: string, body?: object): Promise<T> {
    const sent = body ? this.#send(method, path, JSON.stringify(body), "application/json") : this.#send(method, path);
    return sent.then(read<T>);
  }

  async #send(method: string, path: string, body?: BodyInit, type?: string): Promise<Response> {
    const request: RequestInit = { method, credentials: "omit", signal: AbortSignal.timeout(PATIENCE_MS) };
    if (body !== undefined) request.body = body;
    if (type) request.headers = { "Content-Type": type };
    const response = await fetch(this.#base + path, request).catch((failure: unknown) => {
      throw new Problem(unreached(failure));
    });
    if (!response.ok) throw await Problem.of(response);
    return response;
  }
}

function chat(session: string): string {
  return `/chat/${encodeURIComponent(session)}`;
}

function unreached(failure: unknown): string {
  if (failure instanceof DOMException && failure.name === "TimeoutError") return "timeout";
  return navigator.onLine ? "network" : "offline";
}

async function read<T>(response: Response): Promise<T> {
  return response.json().catch(() => {
    throw new Problem("bot-trouble", "", response.headers.get("x-request-id") ?? "");
  }) as Promise<T>;
}
