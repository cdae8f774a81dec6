// Whether `adlcp:prerequisites` of SCORM 1.2 let a learner in: AICC script (CAM 1.2, 2.3.2). Which
// scripts are sound, a rule says before; what cannot be read here lets everyone in, as LMSs do.

const TOKEN = /\s*(<>|[&|~(){},=*]|"[^"]*"|[^\s&|~(){},=*<>"]+)/y;
const LETTERS: Record<string, string> = {
  p: "passed", c: "completed", f: "failed", i: "incomplete", b: "browsed", n: "not attempted",
};
const DONE = ["passed", "completed"];

class Script {
  private readonly tokens: string[] = [];
  private at = 0;

  constructor(script: string, private readonly status: (item: string) => string) {
    TOKEN.lastIndex = 0;
    for (let found = TOKEN.exec(script); found; found = TOKEN.exec(script)) this.tokens.push(found[1]!);
  }

  /** `&` binds no tighter than `|`: what is written first is done first. */
  expression(): boolean {
    let holds = this.operand();
    while (this.ahead === "&" || this.ahead === "|") {
      const both = this.take() === "&";
      const next = this.operand();
      holds = both ? holds && next : holds || next;
    }
    return holds;
  }

  private operand(): boolean {
    if (this.ahead === "~") {
      this.take();
      return !this.operand();
    }
    if (this.ahead === "(") {
      this.take();
      const holds = this.expression();
      this.take();
      return holds;
    }
    const name = this.take();
    if (this.ahead === "*") return this.set(Number(name));
    if (this.ahead !== "=" && this.ahead !== "<>") return DONE.includes(this.status(name));
    const equal = this.take() === "=";
    const word = this.take().replace(/"/g, "").toLowerCase();
    return (this.status(name) === (LETTERS[word] ?? word)) === equal;
  }

  /** `2*{a,b,c}`: at least two of three. */
  private set(wanted: number): boolean {
    this.take();
    let done = 0;
    do {
      this.take(); // the bracket or a comma
      if (DONE.includes(this.status(this.take()))) done += 1;
    } while (this.ahead === ",");
    this.take();
    return done >= wanted;
  }

  private get ahead(): string | undefined {
    return this.tokens[this.at];
  }

  private take(): string {
    const token = this.tokens[this.at];
    if (token === undefined) throw new SyntaxError("the script ends too early");
    this.at += 1;
    return token;
  }
}

/** `status` gives the status of an item by its identifier, "not attempted" if it has none. */
export function mayEnter(script: string, status: (item: string) => string): boolean {
  if (script.trim() === "") return true;
  try {
    return new Script(script, status).expression();
  } catch {
    return true;
  }
}
