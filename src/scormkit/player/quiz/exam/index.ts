import { examAttempt } from "./attempt";
import { examView } from "./view";

/**
 * Tests with sections, times, one way forward and the like: a script of its own, in packages that
 * need it. It makes more of what every player has, for it runs before the player.
 */
const exam = { attempt: examAttempt, view: examView };

declare global {
  interface Window {
    skExam?: typeof exam;
  }
}

window.skExam = exam;
