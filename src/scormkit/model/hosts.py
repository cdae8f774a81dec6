"""Hosts of videos: how their frames are recognised, and the address a person would open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from urllib.parse import SplitResult


class Known(NamedTuple):
    """A video of a known host: ``id`` is the same for every way of writing its address.

    ``script`` is the host of the script by which alone its player can be listened to.
    """

    id: str
    host: str
    link: str
    embed: str
    script: str = ""


def known_video(address: str) -> Known | None:
    """Recognise the address of a video, of its page or of its frame; ``None`` for anything else."""
    address = f"https:{address}" if address.startswith("//") else address.strip()
    try:
        url = urlsplit(address)
    except ValueError:
        return None
    host = (url.hostname or "").removeprefix("www.").removeprefix("m.")
    if url.scheme not in {"http", "https"} or host not in _HOSTS:
        return None
    query = {name: values[0] for name, values in parse_qs(url.query).items()}
    return _HOSTS[host](url, query, address)


def _vk(url: SplitResult, query: Mapping[str, str], address: str) -> Known | None:
    framed = url.path == "/video_ext.php" and "oid" in query and "id" in query
    page = re.search(r"(?:video|clip)(-?\d+)_(\d+)", f"{url.path}?{url.query}")
    if framed:
        owner, number = query["oid"], query["id"]
    elif page:
        owner, number = page[1], page[2]
    else:
        return None
    # owners below zero are communities; the sign must survive in an id without one
    kind = "c" if owner.startswith("-") else "u"
    return Known(
        f"vk-{kind}{owner.lstrip('-')}-{number}",
        "VK Видео",
        f"https://vkvideo.ru/video{owner}_{number}",
        address if framed else f"https://vkvideo.ru/video_ext.php?oid={owner}&id={number}",
        "vk.com",
    )


def _youtube(url: SplitResult, query: Mapping[str, str], address: str) -> Known | None:
    if url.hostname == "youtu.be":
        number = url.path.strip("/")
    else:
        framed = re.match(r"/(?:embed|shorts|live|v)/([\w-]+)", url.path)
        number = framed[1] if framed else query.get("v", "")
    if not re.fullmatch(r"[\w-]{6,20}", number) or number == "videoseries":
        return None
    embed = address if "/embed/" in url.path else f"https://www.youtube-nocookie.com/embed/{number}"
    return Known(
        _id("youtube", number), "YouTube", f"https://www.youtube.com/watch?v={number}", embed
    )


def _rutube(url: SplitResult, query: Mapping[str, str], address: str) -> Known | None:
    found = re.search(r"/(?:play/embed|video(?:/private)?|shorts)/([0-9a-f]+)", url.path)
    if not found:
        return None
    private = f"?p={query['p']}" if "p" in query else ""
    kind = "video/private" if private else "video"
    framed = "/embed/" in url.path
    return Known(
        _id("rutube", found[1]),
        "Rutube",
        f"https://rutube.ru/{kind}/{found[1]}/{private}",
        address if framed else f"https://rutube.ru/play/embed/{found[1]}/{private}",
    )


def _vimeo(url: SplitResult, query: Mapping[str, str], address: str) -> Known | None:
    found = re.search(r"/(\d+)(?:/([0-9a-f]+))?", url.path)
    if not found:
        return None
    secret = query.get("h") or found[2] or ""
    framed = url.hostname == "player.vimeo.com"
    return Known(
        f"vimeo-{found[1]}",
        "Vimeo",
        f"https://vimeo.com/{found[1]}" + (f"/{secret}" if secret else ""),
        address
        if framed
        else f"https://player.vimeo.com/video/{found[1]}" + (f"?h={secret}" if secret else ""),
    )


def _id(host: str, number: str) -> str:
    """Ids of YouTube tell capitals apart, ids of a course do not: capitals get a mark."""
    marked = re.sub(r"[A-Z]", lambda m: f"{m[0].lower()}0", number).replace("_", "-u-")
    return f"{host}-{marked.strip('-')}"


_HOSTS: dict[str, Callable[[SplitResult, Mapping[str, str], str], Known | None]] = {
    "vk.com": _vk,
    "vk.ru": _vk,
    "vkvideo.ru": _vk,
    "youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _youtube,
    "rutube.ru": _rutube,
    "vimeo.com": _vimeo,
    "player.vimeo.com": _vimeo,
}
