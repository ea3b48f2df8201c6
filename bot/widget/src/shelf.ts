/** Small records in localStorage that every tab of the site sees; kept in memory where the browser refuses storage. */

export class Shelf {
  readonly #memory = new Map<string, string>();
  readonly #channel: BroadcastChannel | null;
  readonly #storage: Storage | null;

  /** `changed` is called with the key, or null for all, when another tab or element has written. */
  constructor(
    readonly prefix: string,
    readonly changed: (key: string | null) => void,
  ) {
    this.#storage = storage();
    this.#channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(prefix) : null;
    if (this.#channel) this.#channel.onmessage = ({ data }) => this.changed(String(data));
    addEventListener("storage", this.#stored);
  }

  /** The listener of tabs without BroadcastChannel, and of a visitor who clears the site's data. */
  readonly #stored = ({ key }: StorageEvent): void => {
    if (key === null) this.changed(null);
    else if (key.startsWith(this.prefix)) this.changed(key.slice(this.prefix.length));
  };

  get(key: string): unknown {
    const text = this.#storage?.getItem(this.prefix + key) ?? this.#memory.get(key);
    try {
      return text === undefined ? null : JSON.parse(text);
    } catch {
      return null; // another program wrote there
    }
  }

  set(key: string, value: unknown): void {
    const text = JSON.stringify(value);
    try {
      if (!this.#storage) this.#memory.set(key, text);
      this.#storage?.setItem(this.prefix + key, text);
    } catch {
      this.#memory.set(key, text); // the storage is full
    }
    this.#channel?.postMessage(key);
  }

  remove(key: string): void {
    this.#memory.delete(key);
    this.#storage?.removeItem(this.prefix + key);
    this.#channel?.postMessage(key);
  }

  /** The keys that begin so, in order. */
  keys(start: string): string[] {
    const stored = this.#storage ? Object.keys(this.#storage) : [];
    const ours = stored.filter((key) => key.startsWith(this.prefix)).map((key) => key.slice(this.prefix.length));
    return [...new Set([...ours, ...this.#memory.keys()])].filter((key) => key.startsWith(start)).sort();
  }

  close(): void {
    removeEventListener("storage", this.#stored);
    this.#channel?.close();
  }
}

/** Touching localStorage throws where a visitor has forbidden it. */
function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
