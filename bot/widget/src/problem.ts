/** Why a request got no answer: the API's problem+json, or a cause of the network's. */
import type { Cause } from "./records";

export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    /** A code of the API, or `offline`, `network`, `timeout`, `interrupted`, `microphone`. */
    readonly code: string,
    /** The API's own sentence; empty where only the code is known. */
    readonly detail = "",
    readonly requestId = "",
    /** Seconds to wait before the next try; 0 where nobody said. */
    readonly retryAfter = 0,
  ) {
    super(detail || code);
  }

  override get cause(): Cause {
    return { code: this.code, detail: this.detail, requestId: this.requestId };
  }

  static async of(response: Response): Promise<Problem> {
    const body: unknown = await response.json().catch(() => null);
    const said = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
    const seconds = Number(response.headers.get("retry-after"));
    return new Problem(
      text(said["code"]) || (response.status === 429 ? "rate-limited" : "bot-trouble"),
      text(said["detail"]),
      text(said["requestId"]) || (response.headers.get("x-request-id") ?? ""),
      response.status === 429 ? Math.max(1, Math.min(seconds || 5, 600)) : 0,
    );
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
