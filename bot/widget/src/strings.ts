/** The words of the interface, by locale. */
import en_US from "./strings/en_US.json";
import ko_KR from "./strings/ko_KR.json";
import type { Cause } from "./records";

export type Strings = typeof en_US;
type Word = Exclude<keyof Strings, "causes">;

const known = new Map<string, Strings>([
  ["en_US", en_US],
  ["ko_KR", ko_KR],
]);
const FROM_RIGHT = ["ar", "fa", "he", "ur"];

/** Teach the widget another locale, or other words for one that it knows; missing words stay English. */
export function addStrings(locale: string, words: Partial<Strings>): void {
  known.set(locale, { ...(known.get(locale) ?? en_US), ...words });
}

export class Words {
  readonly #strings: Strings;
  /** As in HTML's `lang`: `ko_KR` is `ko-KR`. */
  readonly lang: string;

  constructor(readonly locale: string) {
    this.#strings = known.get(locale) ?? sameLanguage(locale) ?? en_US;
    this.lang = locale.replace("_", "-");
  }

  get direction(): "ltr" | "rtl" {
    return FROM_RIGHT.includes(language(this.locale)) ? "rtl" : "ltr";
  }

  say(word: Word, blanks: Record<string, string | number> = {}): string {
    return this.#strings[word].replace(/\{(\w+)\}/g, (_, name: string) => String(blanks[name] ?? ""));
  }

  /** The API's own sentence where it sent one, else ours. */
  cause({ code, detail }: Cause): string {
    const causes: Record<string, string> = this.#strings.causes;
    return detail || causes[code] || this.#strings.causes["bot-trouble"];
  }
}

function sameLanguage(locale: string): Strings | undefined {
  return [...known].find(([id]) => language(id) === language(locale))?.[1];
}

function language(locale: string): string {
  return locale.split(/[-_]/)[0] ?? "";
}
