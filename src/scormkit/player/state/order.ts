import type { CourseData, PageData, TestData } from "../course";
import type { Progress } from "./progress";
import type { StateRecord } from "./record";

/** In which order a course may be gone through. */
export class Order {
  constructor(
    private readonly course: CourseData,
    private readonly record: StateRecord,
    private readonly progress: Progress,
  ) {}

  /** A page seen before stays open, whatever a new build says. */
  reachable(page: PageData): boolean {
    if (this.record.pages.has(page.key)) return true;
    const { navigation, modules } = this.course;
    if (navigation === "linear") return this.before(page).every(({ key }) => this.record.pages.has(key));
    if (navigation !== "prerequisites") return true;
    const own = modules.findIndex(({ id }) => id === page.module);
    return modules.slice(0, own).every(({ id }) => this.progress.completed(id));
  }

  /** The pages that have to be done before a test can be begun, where tests are gated. */
  waits(test: TestData): PageData[] {
    const { final, navigation, pages } = this.course;
    const place = pages.find(({ id }) => id === test.page);
    const gated = navigation === "test-gate" || (final?.waits && final.test === test.id);
    if (!gated || !place) return [];
    const left = ["unseen", "open"];
    return this.before(place).filter((page) => left.includes(this.progress.pageState(page)));
  }

  private before(page: PageData): PageData[] {
    return this.course.pages.slice(0, this.course.pages.indexOf(page));
  }
}
