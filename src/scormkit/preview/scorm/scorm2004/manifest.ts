// Reads what sequencing hangs on from `imsmanifest.xml`: the tree of activities in the words of
// scorm-again, and what each SCO is told at its launch (SN 4th Ed., chapter 3; CAM, chapter 5).

import type {
  ActivitySettings, ObjectiveMapInfoSettings, ObjectiveSettings, RollupRuleSettings, SequencingRuleSettings,
} from "scorm-again/sequencing";

/** What the manifest tells of one item; texts as they stand there, empty if it says nothing. */
export interface ItemFacts {
  visible: boolean;
  launchData: string;
  timeLimitAction: string;
  maxTime: string;
  passingScore: string;
  completionThreshold: string;
}

export interface Manifest {
  tree: ActivitySettings;
  facts: Map<string, ItemFacts>;
}

type Settings = Record<string, unknown>;

export function readManifest(text: string): Manifest {
  const root = new DOMParser().parseFromString(text, "application/xml").documentElement;
  const organizations = child(root, "organizations");
  const all = children(organizations, "organization");
  const chosen = organizations?.getAttribute("default");
  const organization = all.find((one) => one.getAttribute("identifier") === chosen) ?? all[0] ?? root;
  const shared = new Map<string, Element>();
  for (const one of children(child(root, "sequencingCollection"), "sequencing")) {
    shared.set(one.getAttribute("ID") ?? "", one);
  }
  const facts = new Map<string, ItemFacts>();
  return { tree: activity(organization, shared, facts), facts };
}

function activity(element: Element, shared: Map<string, Element>, facts: Map<string, ItemFacts>): ActivitySettings {
  const own = child(element, "sequencing");
  const parts = new Parts(own, shared.get(own?.getAttribute("IDRef") ?? "") ?? null);
  const id = element.getAttribute("identifier") ?? "";
  const limits = parts.find("limitConditions");
  const rollup = parts.find("rollupRules");
  const { primary, others } = objectives(parts);
  const threshold = child(element, "completionThreshold");
  facts.set(id, tell(element, limits, primary, threshold));
  const settings: Settings = {
    id,
    title: said(element, "title"),
    isVisible: element.getAttribute("isvisible") !== "false",
    children: children(element, "item").map((item) => activity(item, shared, facts)),
    sequencingControls: {
      ...given(parts.find("controlMode")),
      ...given(parts.find("constrainedChoiceConsiderations")),
      ...given(rollup),
      ...randomization(parts.find("randomizationControls")),
    },
    deliveryControls: given(parts.find("deliveryControls")),
    sequencingRules: rules(parts.find("sequencingRules")),
    rollupRules: { rules: children(rollup, "rollupRule").map(rollupRule) },
    rollupConsiderations: given(parts.find("rollupConsiderations")),
    objectives: others,
    completionThreshold: given(threshold),
    hideLmsUi: [...element.getElementsByTagNameNS("*", "hideLMSUI")]
      .filter((hidden) => hidden.closest("item") === element)
      .map((hidden) => hidden.textContent?.trim()),
    sharedDataMaps: children(child(element, "data"), "map").map(given),
  };
  if (primary) settings["primaryObjective"] = primary;
  // Not the limit of duration: scorm-again takes it for the time already spent and delivers nothing.
  const { attemptLimit } = given(limits);
  if (attemptLimit !== undefined) settings["attemptLimit"] = attemptLimit;
  return settings as unknown as ActivitySettings;
}

/** The parts of a sequencing: its own, else those of the collection's that it refers to. */
class Parts {
  constructor(private readonly own: Element | null, private readonly shared: Element | null) {}

  find(name: string): Element | null {
    return child(this.own, name) ?? child(this.shared, name);
  }

  all(name: string): Element[] {
    return [...children(this.own, name), ...children(this.shared, name)];
  }
}

function tell(element: Element, limits: Element | null, primary: ObjectiveSettings | null, threshold: Element | null): ItemFacts {
  const byMeasure = threshold?.getAttribute("completedByMeasure") === "true";
  const measure = threshold?.getAttribute("minProgressMeasure") ?? (byMeasure ? "1.0" : "");
  return {
    visible: element.getAttribute("isvisible") !== "false",
    launchData: said(element, "dataFromLMS"),
    timeLimitAction: said(element, "timeLimitAction"),
    maxTime: limits?.getAttribute("attemptAbsoluteDurationLimit") ?? "",
    passingScore: primary?.satisfiedByMeasure ? String(primary.minNormalizedMeasure ?? 1) : "",
    completionThreshold: threshold?.textContent?.trim() || (byMeasure ? measure : ""),
  };
}

/** Objectives, with what the two namespaces say of the same one put together. */
function objectives(parts: Parts): { primary: ObjectiveSettings | null; others: ObjectiveSettings[] } {
  const groups = parts.all("objectives");
  const more = new Map<string, Element>();
  const found: Element[] = [];
  for (const group of groups) {
    found.push(...children(group, "primaryObjective"));
    for (const one of children(group, "objective")) {
      if (one.namespaceURI?.includes("adlseq")) more.set(one.getAttribute("objectiveID") ?? "", one);
      else found.push(one);
    }
  }
  const read = found.map((one) => objective(one, more.get(one.getAttribute("objectiveID") ?? "") ?? null));
  return { primary: read.find((one) => one.isPrimary) ?? null, others: read.filter((one) => !one.isPrimary) };
}

function objective(element: Element, more: Element | null): ObjectiveSettings {
  const measure = said(element, "minNormalizedMeasure");
  const maps = new Map<string, Settings>();
  // Both namespaces read by default (SN 3.10); a map of one says nothing of the other's fields.
  for (const [one, names] of [[element, READS], [more, MORE_READS]] as const) {
    for (const map of children(one, "mapInfo")) {
      const target = map.getAttribute("targetObjectiveID") ?? "";
      const defaults = Object.fromEntries(names.map((name) => [name, true]));
      maps.set(target, { ...maps.get(target), ...defaults, ...given(map) });
    }
  }
  return {
    objectiveID: element.getAttribute("objectiveID") ?? "",
    isPrimary: element.localName === "primaryObjective",
    satisfiedByMeasure: element.getAttribute("satisfiedByMeasure") === "true",
    minNormalizedMeasure: measure ? Number(measure) : null,
    mapInfo: [...maps.values()] as unknown as ObjectiveMapInfoSettings[],
  };
}

const READS = ["readSatisfiedStatus", "readNormalizedMeasure"] as const;
const MORE_READS = [
  "readRawScore", "readMinScore", "readMaxScore", "readCompletionStatus", "readProgressMeasure",
] as const;

function rules(element: Element | null): Record<string, SequencingRuleSettings[]> {
  const read = (name: string) => children(element, name).map((rule) => sequencingRule(rule));
  return {
    preConditionRules: read("preConditionRule"),
    exitConditionRules: read("exitConditionRule"),
    postConditionRules: read("postConditionRule"),
  };
}

function sequencingRule(rule: Element): SequencingRuleSettings {
  const group = child(rule, "ruleConditions");
  return {
    action: child(rule, "ruleAction")?.getAttribute("action") ?? "",
    conditionCombination: group?.getAttribute("conditionCombination") ?? "all",
    conditions: children(group, "ruleCondition").map((condition) => {
      const { measureThreshold, operator, ...rest } = given(condition);
      const negated = operator === "not" ? { operator } : {};
      const parameters = measureThreshold === undefined ? {} : { parameters: { threshold: measureThreshold } };
      return { ...rest, ...negated, ...parameters };
    }),
  } as unknown as SequencingRuleSettings;
}

function rollupRule(rule: Element): RollupRuleSettings {
  const group = child(rule, "rollupConditions");
  const { childActivitySet, ...counts } = given(rule);
  return {
    ...counts,
    action: child(rule, "rollupAction")?.getAttribute("action") ?? "",
    consideration: childActivitySet ?? "all",
    conditionCombination: group?.getAttribute("conditionCombination") ?? "any",
    conditions: children(group, "rollupCondition").map(given),
  } as unknown as RollupRuleSettings;
}

function randomization(element: Element | null): Settings {
  const { reorderChildren, ...rest } = given(element);
  return reorderChildren === undefined ? rest : { ...rest, randomizeChildren: reorderChildren, reorderChildren };
}

/** What an element says in attributes, as booleans, numbers and texts. */
function given(element: Element | null): Settings {
  const plain = [...(element?.attributes ?? [])].filter((one) => one.namespaceURI === null);
  return Object.fromEntries(plain.map(({ name, value }) => [name, typed(name, value)]));
}

function typed(name: string, value: string): unknown {
  if (value === "true" || value === "false") return value === "true";
  const named = /ID$|^(condition|operator|referencedObjective)$/.test(name);
  return named || value.trim() === "" || Number.isNaN(Number(value)) ? value : Number(value);
}

function children(element: Element | null, name: string): Element[] {
  return [...(element?.children ?? [])].filter((one) => one.localName === name);
}

function child(element: Element | null, name: string): Element | null {
  return children(element, name)[0] ?? null;
}

function said(element: Element, name: string): string {
  return child(element, name)?.textContent?.trim() ?? "";
}
