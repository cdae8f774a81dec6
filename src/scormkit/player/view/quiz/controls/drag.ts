/** What is told of an element on its way. */
export interface Way {
  /** The pointer is here, in the window's own pixels; what lies around may make room. */
  over(y: number, x: number): void;
  /** Let go; `false` where the browser or the system took the pointer away. */
  end(dropped: boolean): void;
}

/**
 * Moves an element with the pointer that was pressed on it, a mouse, a pen or a finger, inside of
 * `home`. It is one way among others: a keyboard and a single press must be able to do the same
 * (WCAG 2.2, 2.1.1 and 2.5.7).
 */
export function drag(element: HTMLElement, start: PointerEvent, home: HTMLElement, way: Way): void {
  if (start.button) return;
  const from = element.getBoundingClientRect();
  let [right, down] = [0, 0];
  element.setPointerCapture(start.pointerId);
  element.classList.add("sk-held");
  element.onpointermove = ({ clientX, clientY }) => {
    way.over(clientY, clientX);
    // looked at anew: it may stand elsewhere by now, and be as far away from there
    const is = element.getBoundingClientRect();
    const room = home.getBoundingClientRect();
    const left = clientX - start.clientX + from.left;
    const top = clientY - start.clientY + from.top;
    right += Math.max(room.left, Math.min(left, room.right - is.width)) - is.left;
    down += Math.max(room.top, Math.min(top, room.bottom - is.height)) - is.top;
    element.style.transform = `translate(${right}px, ${down}px)`;
  };
  element.onpointerup = element.onpointercancel = ({ type }) => {
    element.onpointermove = element.onpointerup = element.onpointercancel = null;
    element.classList.remove("sk-held");
    element.removeAttribute("style"); // of a page, what has a style of its own loses its colours
    way.end(type === "pointerup");
  };
}
