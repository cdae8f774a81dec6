"""Stand-ins for the players of video hosts: pages that speak as theirs are documented to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Route

LENGTH = 4
PAGE = """<!doctype html><html lang="en"><title>A player</title><body style="background:#234;color:#fff">
<p>A player</p><script>
const send = (data) => parent.postMessage(data, "*");
%s
async function play(from, to) {
  tell(from, true);
  for (let time = from + .25; time <= to; time += .25) {
    await new Promise((done) => setTimeout(done, 150));
    tell(time, true);
  }
  tell(to, false);
}
</script></body></html>"""

# Nobody is told anything who has not asked: as YouTube's and Vimeo's players do it.
YOUTUBE = """let heard = false;
const say = (info) => heard && send(JSON.stringify({ event: "infoDelivery", id: 1, info }));
addEventListener("message", ({ data }) => {
  if (JSON.parse(data).event !== "listening" || !location.search.includes("enablejsapi=1")) return;
  heard = true;
  say({ duration: LENGTH, playerState: 5 });
});
const tell = (currentTime, on) => say({ currentTime, playerState: on ? 1 : 2 });"""
VIMEO = """const asked = new Set();
addEventListener("message", ({ data }) => data.method === "addEventListener" && asked.add(data.value));
setTimeout(() => send({ event: "ready" }), 50);
const say = (event, data) => asked.has(event) && send({ event, data });
const tell = (seconds, on) => {
  if (!on) say("pause", { seconds, duration: LENGTH });
  else say("timeupdate", { seconds, percent: seconds / LENGTH, duration: LENGTH });
};"""
RUTUBE = """const say = (type, data) => send(JSON.stringify({ type: "player:" + type, data }));
say("ready", {});
say("durationChange", { duration: LENGTH });
const tell = (time, on) => {
  say("changeState", { state: on ? "playing" : "pause" });
  say("currentTime", { time });
};"""
VK = """const tell = (time, on) => location.search.includes("js_api=1") && send({
  fake: on ? "timeupdate" : "paused", time, duration: LENGTH, state: on ? "playing" : "paused" });
setTimeout(() => tell(0, false), 300);"""
VK_SCRIPT = """window.VK = { VideoPlayer: (frame) => ({ on: (name, hear) => addEventListener("message", (event) => {
  if (event.source === frame.contentWindow && event.data.fake === name) hear(event.data);
}) }) };"""

PLAYERS = {
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ": YOUTUBE,
    "https://player.vimeo.com/video/76979871": VIMEO,
    "https://rutube.ru/play/embed/9e4cd81a6b2566e9/": RUTUBE,
    "https://vkvideo.ru/video_ext.php?oid=-22&id=33": VK,
}


def stand_in(context: BrowserContext) -> list[str]:
    """Answer for the hosts; give the list of what is asked of them, which grows."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        url = route.request.url
        asked.append(url)
        if url == "https://vk.com/js/api/videoplayer.js":
            route.fulfill(body=VK_SCRIPT, content_type="text/javascript")
            return
        known = next((p for a, p in PLAYERS.items() if url.startswith(a.partition("?")[0])), None)
        if known is None:
            route.abort("blockedbyclient")
        else:
            body = PAGE % known.replace("LENGTH", str(LENGTH))
            route.fulfill(body=body, content_type="text/html")

    context.route(re.compile("^https://"), answer)
    return asked
