/** What every view may use. */
import type { Conversation } from "../conversation";
import type { Problem } from "../problem";
import type { Words } from "../strings";
import type { Player } from "../voice/player";

export interface Context {
  readonly words: Words;
  readonly conversation: Conversation;
  readonly player: Player;
  /** Tell a screen reader. */
  announce(text: string): void;
  /** Ask the bot; `shown` is what the visitor sees as said. */
  say(value: string, shown?: string): void;
  /** Do something whose failure is shown where it belongs. */
  attempt(act: Promise<unknown>): void;
  rate(id: string, helpful: boolean, comment?: string): void;
  restart(): void;
  choose(locale: string): void;
  /** Show a cause that belongs to no question. */
  trouble(problem: Problem): void;
  close(): void;
}
