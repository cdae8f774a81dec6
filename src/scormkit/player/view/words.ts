import type { CourseData } from "../course";

/** The catalogue of the course's language: texts with `{places}`, numbers and times. */
export class Words {
  private readonly plurals: Intl.PluralRules;
  private readonly numbers: Intl.NumberFormat;
  private readonly times: Intl.DateTimeFormat;

  constructor(private readonly catalogue: CourseData["messages"]) {
    const language = this.text("language");
    this.plurals = new Intl.PluralRules(language);
    this.numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
    this.times = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
  }

  /** The text of a key; where it has plural forms, `n` chooses among them. */
  text(key: string, values: Record<string, string | number> = {}): string {
    const entry = this.catalogue[key] ?? key;
    const form = typeof entry === "string" ? entry : this.form(entry, Number(values["n"]));
    return form.replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name];
      return typeof value === "number" ? this.numbers.format(value) : (value ?? place);
    });
  }

  /** Rounded down: 79.96 % must not look like the 80 % that were needed. */
  percent(value: number): string {
    return this.text("percent", { n: Math.floor(value * 10 + 1e-6) / 10 });
  }

  time(at: Date): string {
    return this.times.format(at);
  }

  private form(forms: Record<string, string>, count: number): string {
    return forms[this.plurals.select(count)] ?? forms["other"] ?? "";
  }
}
