"""Markdown → model: CommonMark with tables, strikethrough, definition lists and footnotes, and more.

What a course needs beyond CommonMark::

    :::task Download the memo {#memo}      a box: task, note, warning, mistake, success,
    Text, lists, pictures …                before-test, congratulation, box; closed by three
    :::                                    colons, or as many as it was opened with

    :::video https://vkvideo.ru/video-1_2 {title="About us" minutes=3}     or files/intro.mp4,
                                                  captions=intro.vtt
    :::test                                the place of the module's test
    :::next Go on                          a button to the next page

    [Go on](next:)  [Back](start:)  [Module 5](05-tests){.button}     alone in a paragraph: buttons
    # Heading {#anchor}      ![Text](picture.png "Caption"){width=300}      {.class #id} before a block

Links lead to pages by file, id or title (``02-more.md``, ``doc:Wiki.Page``), to files of the
module (``files/memo.pdf``), to places (``#anchor``) or to the web.
"""

from scormkit.readers.markdown.reading import read, read_line

__all__ = ["read", "read_line"]
