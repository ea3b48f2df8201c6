/** The conversation as remembered: one stored record for each entry, so that tabs never overwrite each other's. */
import type { Config, Entry, Question, Reply } from "./records";
import { Shelf } from "./shelf";

const MOST_ENTRIES = 200;
const INTERRUPTED_AFTER_MS = 45_000;

export interface Session extends Omit<Config, "greeting" | "expiresIn"> {
  /** Milliseconds since 1970. */
  expiresAt: number;
}

interface Head {
  conversation: string;
  session: Session | null;
}

export class History {
  #head: Head;
  #entries = new Map<string, Entry>();
  #last = 0;
  readonly #shelf: Shelf;
  /** Questions on their way from this tab; nobody else will finish them. */
  readonly #own = new Set<string>();
  /** The browser breaks off the requests of a page that it leaves; that is no failure of the network's. */
  #left = false;

  constructor(
    name: string,
    readonly changed: () => void,
  ) {
    this.#shelf = new Shelf(`serverless-faq:${name}:`, (key) => this.#heard(key));
    this.#head = this.#readHead();
    this.#load();
    this.#interruptOrphans();
    addEventListener("pagehide", this.#leave);
    addEventListener("pageshow", this.#return);
  }

  get entries(): Entry[] {
    return [...this.#entries.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  get conversation(): string {
    return this.#head.conversation;
  }

  /** The session, unless it is over. */
  get session(): Session | null {
    const session = this.#head.session;
    return session && session.expiresAt > Date.now() ? session : null;
  }

  set session(session: Session | null) {
    this.#head = { ...this.#readHead(), session };
    this.#shelf.set("head", this.#head);
  }

  /** Read again what another tab may have written this very moment. */
  refresh(): void {
    this.#head = this.#readHead();
    this.#load();
  }

  ask(question: Omit<Question, "id" | "role">): Question {
    const entry: Question = { ...question, id: this.#nextId(), role: "user" };
    this.#own.add(entry.id);
    this.#write(entry);
    return entry;
  }

  reply(reply: Omit<Reply, "id" | "role">): Reply {
    const entry: Reply = { ...reply, id: this.#nextId(), role: "bot" };
    this.#write(entry);
    return entry;
  }

  find(id: string): Entry | undefined {
    return this.#entries.get(id);
  }

  /** Nothing happens where the entry is gone. */
  change(id: string, change: Partial<Question> | Partial<Reply>): void {
    const entry = this.#entries.get(id);
    if (!entry || this.#left) return;
    const changed = { ...entry, ...change } as Entry;
    if (changed.role === "user" && isUnderWay(changed)) this.#own.add(id);
    this.#write(changed);
  }

  remove(id: string): void {
    this.#entries.delete(id);
    this.#shelf.remove(this.#key(id));
    this.changed();
  }

  /** Forget everything and begin another conversation, in every tab. */
  restart(): void {
    for (const key of this.#shelf.keys("entry:")) this.#shelf.remove(key);
    this.#entries.clear();
    this.#own.clear();
    this.#head = { conversation: newName(), session: null };
    this.#shelf.set("head", this.#head);
    this.changed();
  }

  close(): void {
    removeEventListener("pagehide", this.#leave);
    removeEventListener("pageshow", this.#return);
    this.#leave();
    this.#shelf.close();
  }

  #write(entry: Entry): void {
    this.#entries.set(entry.id, entry);
    this.#shelf.set(this.#key(entry.id), entry);
    this.#prune();
    this.changed();
  }

  #prune(): void {
    const surplus = this.entries.slice(0, Math.max(0, this.#entries.size - MOST_ENTRIES));
    for (const { id } of surplus) {
      this.#entries.delete(id);
      this.#shelf.remove(this.#key(id));
    }
  }

  #heard(key: string | null): void {
    if (key === null || key === "head" || key.startsWith(this.#key(""))) {
      this.refresh();
      this.changed();
    }
  }

  #readHead(): Head {
    const stored = this.#shelf.get("head") as Head | null;
    if (stored && typeof stored.conversation === "string") return stored;
    const head = { conversation: this.#head?.conversation ?? newName(), session: null };
    this.#shelf.set("head", head);
    return head;
  }

  #load(): void {
    const stored = this.#shelf.keys(this.#key("")).map((key) => this.#shelf.get(key));
    this.#entries = new Map(stored.filter(isEntry).map((entry) => [entry.id, entry]));
  }

  /** A question whose tab crashed is on its way for ever. */
  #interruptOrphans(): void {
    const latest = Date.now() - INTERRUPTED_AFTER_MS;
    for (const entry of this.entries) {
      if (isUnderWay(entry) && Number.parseInt(entry.id, 36) < latest) this.#interrupt(entry.id);
    }
  }

  readonly #leave = (): void => {
    for (const id of this.#own) {
      const entry = this.#entries.get(id);
      if (entry && isUnderWay(entry)) this.#interrupt(id);
    }
    this.#left = true;
  };

  /** Back again, from the browser's cache of whole pages. */
  readonly #return = (): void => {
    this.#left = false;
    this.refresh();
    this.changed();
  };

  #interrupt(id: string): void {
    this.change(id, { state: "failed", cause: { code: "interrupted", detail: "", requestId: "" } });
  }

  #key(id: string): string {
    return `entry:${this.#head.conversation}:${id}`;
  }

  /** In the order of time: nine digits of base 36 and a tail that tells tabs apart. */
  #nextId(): string {
    this.#last = Math.max(Date.now(), this.#last + 1);
    return `${this.#last.toString(36).padStart(9, "0")}-${newName()}`;
  }
}

export function isUnderWay(entry: Entry): boolean {
  return entry.role === "user" && (entry.state === "pending" || entry.state === "waiting");
}

function isEntry(value: unknown): value is Entry {
  const entry = value as Entry | null;
  return typeof entry?.id === "string" && (entry.role === "user" || (entry.role === "bot" && isAnswer(entry)));
}

function isAnswer({ answer }: Reply): boolean {
  return Array.isArray(answer?.messages) && Array.isArray(answer.cards);
}

function newName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(36).padStart(2, "0")).join("");
}
